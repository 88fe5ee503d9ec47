"""What a text consists of: an opening, numbered articles, a closing."""

from dataclasses import dataclass, field

OPENING, ARTICLE, CLOSING = "opening", "article", "closing"


@dataclass(frozen=True, slots=True)
class Article:
    """One article; each line of `body` is a paragraph or a point with its own mark.

    The opening and the closing are articles without a number and without a title.
    """

    kind: str = ARTICLE
    number: int = 0
    title: str = ""
    body: str = ""

    @property
    def key(self) -> str:
        """'opening', 'closing' or the number: what the article is called in one text."""
        return str(self.number) if self.kind == ARTICLE else self.kind


@dataclass(frozen=True, slots=True)
class Wording:
    """The whole text in one language (an ISO 639-1 code)."""

    lang: str
    articles: tuple[Article, ...] = ()

    def numbered(self) -> tuple[Article, ...]:
        return tuple(each for each in self.articles if each.kind == ARTICLE)

    def part(self, kind: str) -> Article | None:
        """The opening or the closing, if the text has one."""
        return next((each for each in self.articles if each.kind == kind), None)


@dataclass(slots=True)
class Point:
    """A paragraph or a point with those under it.

    `mark` is what stands before it ("(1)", "a.", "-" or nothing), `sort` the family of the mark
    ("number", "letter", "roman", "bullet" or ""), `order` its place in that family from 1.
    """

    text: str = ""
    mark: str = ""
    sort: str = ""
    order: int = 0
    style: str = ""
    points: list["Point"] = field(default_factory=list)

    def whole(self) -> str:
        """Its words with those of all points under it."""
        return "\n".join([self.text, *(point.whole() for point in self.points)])

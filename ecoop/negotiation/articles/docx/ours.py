"""A Word file that this house wrote, as it comes back from people who worked in it.

Our own styles say what each paragraph is. What people add has other styles or a new row without its
line of language; it is kept, in the language of its column, and headings are known by their words.
"""

import re
from collections.abc import Iterable

from ecoop.negotiation.articles.languages import of_line
from ecoop.negotiation.articles.model import ARTICLE, CLOSING, OPENING, Article, Wording
from ecoop.negotiation.articles.reading import (
    NoArticles,
    heading_of,
    in_order,
    is_annex,
    is_title,
    tidy,
)

CELL = "EcoopCell"  # not a style: the column in which the next lines stand, "" outside the table
ARTICLE_HEAD, LANGUAGE_LINE = "EcoopArticle", "EcoopLanguage"
PARTS = {"EcoopOpening": OPENING, "EcoopClosing": CLOSING}
TYPED = "Typed"  # not a style either: what people write as an article behind the table
FRONT = ("Title", "Subtitle")
LANGUAGE = re.compile(r"\(([a-z]{2,3})\)\s*$")
Line = tuple[str, str]  # style, text


def read(lines: list[Line]) -> tuple[Wording, ...]:
    """The wordings of a file of ours; raises NoArticles when no column says its language."""
    langs = _languages(lines)
    columns: dict[str, list[Line]] = {lang: [] for lang in langs.values()}
    current = ""
    for style, text in lines:
        if style == CELL:
            current = langs.get(text, "")
        elif style == LANGUAGE_LINE and (code := LANGUAGE.search(text)):
            current = code[1]
        elif current:
            columns.setdefault(current, []).append((style, text))
        elif style not in FRONT:
            for lang, words in shared(text, columns).items():
                columns[lang].append((_outside(columns[lang], words), words))
    if not columns:
        raise NoArticles
    return in_order(Wording(lang, _restored(said)) for lang, said in columns.items())


def _outside(lines: list[Line], text: str) -> str:
    """The style of a line outside the table: before it the opening, behind it the closing with its
    annexes, unless somebody goes on with articles there."""
    if not lines:
        return "EcoopOpening"
    is_typed = lines[-1][0] == TYPED or heading_of(text) is not None
    return TYPED if is_typed and not is_annex(text) else "EcoopClosing"


def _languages(lines: list[Line]) -> dict[str, str]:
    """{column: language}, as the line of language in its cells says."""
    found: dict[str, str] = {}
    place = ""
    for style, text in lines:
        if style == CELL:
            place = text
        elif style == LANGUAGE_LINE and (code := LANGUAGE.search(text)):
            found.setdefault(place, code[1])
    return found


class _Part:
    """An article, the opening or the closing in the making."""

    def __init__(self, kind: str, number: int = 0, title: str = "") -> None:
        self.kind, self.number = kind, number
        self.title = [title] if title else []
        self.body: list[str] = []
        self.is_typed = False


def _restored(lines: list[Line]) -> tuple[Article, ...]:
    made: list[_Part] = []
    headed = {_heading(text)[0] for style, text in lines if style == ARTICLE_HEAD}
    for style, text in lines:
        if style == ARTICLE_HEAD or _is_new_heading(style, text, headed):
            made.append(_Part(ARTICLE, *_heading(text)))
            made[-1].is_typed = style != ARTICLE_HEAD
        elif style in PARTS or not made:
            _part(made, PARTS.get(style, OPENING)).body.append(text)
        elif style == "EcoopTitle" or _is_typed_title(made[-1], text):
            made[-1].title.append(text)
        else:
            made[-1].body.append(text)
    return tuple(
        Article(each.kind, each.number, " ".join(each.title), tidy(each.body)) for each in made
    )


def _part(made: list[_Part], kind: str) -> _Part:
    """The opening or the closing, which are one each wherever their lines stand."""
    found = next((each for each in made if each.kind == kind), None)
    if found is None:
        found = _Part(kind)
        made.append(found)
    return found


def _heading(text: str) -> tuple[int, str]:
    """The number of an article and a title on the same line; "Pasal 5A" counts as 5."""
    if found := heading_of(text):
        return found[1:]
    number = re.search(r"\d+", text)
    return (int(number[0]), "") if number else (0, text)


def _is_new_heading(style: str, text: str, headed: set[int]) -> bool:
    """Whether somebody typed this heading: an opening or a closing of ours may quote one."""
    found = heading_of(text)
    if not found or style in PARTS or style == "EcoopTitle":
        return False
    return style != "EcoopText" or found[1] not in headed


def _is_typed_title(part: _Part, text: str) -> bool:
    """The first line under a heading that a person typed, when it reads like a title."""
    return part.is_typed and not part.title and not part.body and is_title(text)


def shared(text: str, langs: Iterable[str]) -> dict[str, str]:
    """Whose a line is that stands outside the columns: its language's; of "Ditandatangani di
    Jakarta / Signed in Jakarta" each has its half; what tells no language belongs to all."""
    both, halves = list(langs), text.split(" / ")
    told = [of_line(half) for half in halves]
    if len(halves) == len(both) == 2 and any(told) and _are_alike(*halves):
        for order in (both, both[::-1]):
            if all(said in ("", lang) for said, lang in zip(told, order, strict=True)):
                return dict(zip(order, halves, strict=True))
    lang = of_line(text) or is_annex(text)
    return {lang: text} if lang in both else dict.fromkeys(both, text)


def _are_alike(first: str, second: str) -> bool:
    """Whether two texts are about as long as each other, as translations are."""
    shorter, longer = sorted((len(first.split()), len(second.split())))
    return shorter > 1 and longer <= 2 * shorter

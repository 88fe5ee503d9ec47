"""Where in a text something stands, said in the words of that language."""

from dataclasses import dataclass

from ecoop.negotiation.articles.model import CLOSING, OPENING, Article, Point

WORDS = {
    "id": {"article": "Pasal", "number": "ayat", "letter": "huruf", "roman": "angka",
           "bullet": "butir", "": "paragraf", OPENING: "Pembukaan", CLOSING: "Penutup"},
    "en": {"article": "Article", "number": "paragraph", "letter": "letter", "roman": "item",
           "bullet": "point", "": "paragraph", OPENING: "Opening", CLOSING: "Closing"},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """A way down to a point: the article's words, then one step for each level."""

    lang: str
    words: str

    @classmethod
    def of(cls, lang: str, article: Article) -> "Place":
        known = WORDS.get(lang, WORDS["en"])
        if article.kind in (OPENING, CLOSING):
            return cls(lang, known[article.kind])
        return cls(lang, f"{known['article']} {article.number}")

    def down(self, point: Point, position: int, *, alone: bool) -> "Place":
        """The place of a point under this one; an only paragraph without a mark adds nothing."""
        if alone and not point.sort:
            return self
        known = WORDS.get(self.lang, WORDS["en"])
        mark = point.mark.rstrip(".") if point.sort in ("number", "letter", "roman") else position
        return Place(self.lang, f"{self.words} {known[point.sort]} {mark}")

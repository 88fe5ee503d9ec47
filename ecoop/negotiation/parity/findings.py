"""What the parity check found, in words of both languages."""

from dataclasses import dataclass

from ecoop.core.bilingual import Text
from ecoop.negotiation.articles.languages import name

ARTICLE, PARAGRAPH, LIST, CLASH, PARTY = "article", "paragraph", "list", "words", "party"
KINDS = {
    ARTICLE: Text(id="pasal", en="article"),
    PARAGRAPH: Text(id="ayat atau paragraf", en="paragraph"),
    LIST: Text(id="jumlah butir", en="number of points"),
    CLASH: Text(id="huruf dan angka", en="words and figures"),
    PARTY: Text(id="nama pihak", en="party name"),
    "number": Text(id="angka", en="number"),
    "percent": Text(id="persentase", en="percentage"),
    "money": Text(id="jumlah uang", en="amount of money"),
    "date": Text(id="tanggal", en="date"),
    "duration": Text(id="jangka waktu", en="duration"),
    "reference": Text(id="rujukan pasal", en="reference to an article"),
    "measure": Text(id="ukuran", en="measurement"),
    "law": Text(id="nomor peraturan", en="number of a law"),
    "language": Text(id="bahasa yang diutamakan", en="prevailing language"),
    "time": Text(id="waktu", en="time of day"),
}
DIFFER = Text(
    id="{kind}: {first} ({a}) tidak sama dengan {second} ({b}).",
    en="{kind}: {first} ({a}) is not the same as {second} ({b}).",
)
CROSSED = Text(
    id="{kind}: {first} ({a}) dan {second} ({b}) berada pada tempat yang sama; nilainya bertukar di "
    "antara para pihak.",
    en="{kind}: {first} ({a}) and {second} ({b}) stand in the same place; the values changed places "
    "between the parties.",
)
LACKING = Text(
    id="{kind}: {first} ada dalam {a}, tetapi tidak ada dalam {b}.",
    en="{kind}: {first} stands in the {a} text but not in the {b} text.",
)
ONLY = Text(
    id="{place} hanya ada dalam {a}: \u201c{quote}\u201d.",
    en="{place} stands in the {a} text only: \u201c{quote}\u201d.",
)
COUNTS = Text(
    id="Jumlah butir berbeda: {first} dalam {a}, {second} dalam {b}. Tanpa padanan: \u201c{quote}\u201d.",
    en="The number of points differs: {first} in {a}, {second} in {b}. Without counterpart: "
    "\u201c{quote}\u201d.",
)
CLASHING = Text(
    id="Dalam {a}, huruf dan angka tidak cocok: {first} ({second}).",
    en="In the {a} text, words and figures contradict each other: {first} ({second}).",
)
MEND_VALUE = Text(
    id="Pastikan mana yang disepakati, lalu samakan kedua bahasa.",
    en="Establish which was agreed, then make both languages the same.",
)
MEND_ADD = Text(
    id="Tambahkan dalam {b}, atau hapus dari {a} jika tidak disepakati.",
    en="Add it to the {b} text, or strike it from the {a} text if it was not agreed.",
)
MEND_CLASH = Text(
    id="Samakan huruf dan angka dalam {a}.",
    en="Make words and figures the same in the {a} text.",
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One difference; `places` and `quotes` are by language code, '' where there is nothing."""

    kind: str
    article: dict[str, str]
    places: dict[str, str]
    quotes: dict[str, str]
    text: Text
    mend: Text

    def as_dict(self) -> dict:
        return {
            "kind": self.kind,
            "article": self.article,
            "places": self.places,
            "quotes": self.quotes,
            "text": self.text.as_dict(),
            "mend": self.mend.as_dict(),
        }


def named(lang: str) -> Text:
    """A language's name in both languages."""
    home, away = name(lang)
    return Text(id=home, en=away)


def short(text: str, most: int = 90) -> str:
    """The beginning of a paragraph, cut at a word."""
    words = " ".join(text.split())
    return words if len(words) <= most else words[:most].rsplit(" ", 1)[0] + " \u2026"

"""How articles are headed in each language, and by which small words a language is known."""

import re

from ecoop.core.vocabulary import vocabulary

ROMAN = re.compile(r"(?=[IVXLC])(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})", re.IGNORECASE)
VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
NUMBERED = {
    "id": ("satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas").split(),
    "en": ("one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
           "fifteen").split(),
}  # fmt: skip
_NUMBER = r"(?P<number>\d{1,3}|[IVXLC]{1,7}|[A-Za-z]{3,9})"
_TITLE = r"[\s.:)\u2013\u2014-]*(?P<title>.*)$"
HEADINGS = {
    "id": re.compile(rf"PASAL\s+{_NUMBER}(?![\w(]){_TITLE}", re.IGNORECASE),
    "en": re.compile(rf"(?:ARTICLE|CLAUSE|SECTION)\s+{_NUMBER}(?![\w(]){_TITLE}", re.IGNORECASE),
}
# What articles are called in an arrangement that is meant not to bind.
PARAGRAPHS = {
    "Pasal": re.compile(rf"PARAGRAF\s+{_NUMBER}(?![\w(]){_TITLE}", re.IGNORECASE),
    "Article": re.compile(rf"PARAGRAPH\s+{_NUMBER}(?![\w(]){_TITLE}", re.IGNORECASE),
}
SMALL_WORDS = {
    "id": frozenset(
        "yang dan di ke dari untuk dengan pada dalam oleh ini itu akan dapat adalah atau sebagai "
        "tentang antara para pihak selanjutnya disebut atas nama berdasarkan serta bahwa tidak "
        "demikian dibuat republik kepala badan nota kesepahaman perjanjian kerja sama hari tanggal "
        "bulan tahun masing ditandatangani rangkap bermeterai jabatan".split()
    ),
    "en": frozenset(
        "the and of to in for with on by this that shall may is are or as between hereinafter "
        "referred parties be such from any not which witness whereof done signed "
        "undersigned agency republic ministry head memorandum understanding agreement cooperation "
        "day month year each both two originals at".split()
    ),
}


def name(lang: str) -> tuple[str, str]:
    """The language's name in Indonesian and in English."""
    words = vocabulary("languages").label(lang)
    return f"bahasa {words.id}", words.en


def ordinal(said: str, lang: str) -> int:
    """The number of an article: figures, roman figures or words; 0 when it is none of them."""
    if said.isdigit():
        return int(said)
    words = NUMBERED[lang]
    if said.lower() in words:
        return words.index(said.lower()) + 1
    return roman(said)


def roman(said: str) -> int:
    """The value of a roman number, 0 when it is not one."""
    if not said or not ROMAN.fullmatch(said):
        return 0
    values = [VALUES[letter] for letter in said.upper()]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < after else value for value, after in pairs)


def of_line(line: str) -> str:
    """'id' or 'en' when the small words of a line leave no doubt, else ''."""
    words = re.findall(r"[a-z]+", line.lower())
    counts = {lang: sum(word in small for word in words) for lang, small in SMALL_WORDS.items()}
    best = max(counts, key=lambda lang: counts[lang])
    other = sorted(counts.values())[-2]
    return best if counts[best] >= 2 and counts[best] >= 2 * other + 1 else ""

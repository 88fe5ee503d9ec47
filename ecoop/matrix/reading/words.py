"""Written words made comparable: tidied text, spelled numbers, slips of the pen, placeholders."""

import re
import unicodedata
from functools import lru_cache

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−﹣－", "-") | dict.fromkeys("’‘`´ʼ′", "'"))
_INVISIBLE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad]")

_UNITS_ID = [
    "nol",
    "satu",
    "dua",
    "tiga",
    "empat",
    "lima",
    "enam",
    "tujuh",
    "delapan",
    "sembilan",
    "sepuluh",
    "sebelas",
]
_UNITS_EN = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS_EN = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SMALL = {word: value for value, word in enumerate(_UNITS_ID)}
_SMALL |= {word: value for value, word in enumerate(_UNITS_EN)}
_SMALL |= {word: 10 * value for value, word in enumerate(_TENS_EN, 2)}
_NUMBER_WORD = "|".join(
    sorted({*_SMALL, "belas", "puluh", "ratus", "seratus", "ribu", "seribu"}, key=len, reverse=True)
)
NUMBER_WORDS = re.compile(rf"\b(?:{_NUMBER_WORD})(?:[ -](?:{_NUMBER_WORD}))*\b")

_MOST_FIGURES = 18

PLACEHOLDER = re.compile(
    r"(?:[-_.?*/\\x ~=]*|n\.?\s?/?\s?a\.?|n\.\s?d\.?|tanpa (?:tahun|nomor)|nihil|kosong|null|none|nil|tb[dac]|t\.b\.[dac]\.?"
    r"|(?:data )?(?:tidak|tdk|blm|belum|tak|gak|ga|nggak) (?:ada|tahu|tau|tersedia|diketahui|tercantum|disebutkan"
    r"|jelas|lengkap|terdata|diisi|ditemukan)(?: (?:data|tanggal|informasi|dokumen|info))?"
    r"|(?:unknown|not (?:available|known|stated|specified|applicable|recorded)|no (?:data|date|info"
    r"|information)|missing|undated|tanpa tanggal|to be (?:determined|confirmed|advised|announced)"
    r"|perlu (?:konfirmasi|dicek|verifikasi)|pending|\(?kosong\)?|\(?blank\)?))",
)


@lru_cache(maxsize=32_768)
def tidy(text: str) -> str:
    """`text` on one line in lower case, with plain dashes, quotes and spaces."""
    if text.isascii():
        return " ".join(text.split()).lower().replace("`", "'")
    text = text.replace("½", " 1/2")
    text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)).translate(_DASHES)
    return " ".join(text.split()).lower()


def one_line(text: str) -> str:
    """`text` on one line, otherwise as it was written."""
    return " ".join(_INVISIBLE.sub("", text).split())


def is_placeholder(text: str) -> bool:
    """True for what people write when there is nothing to write: "-", "n/a", "belum ada" ..."""
    return len(text) < 60 and _is_placeholder(text)


@lru_cache(maxsize=8192)
def _is_placeholder(text: str) -> bool:
    return PLACEHOLDER.fullmatch(tidy(text)) is not None


def whole(text: str) -> int | None:
    """The whole number that a person wrote in plain figures; None for "²", "①" and endless rows."""
    return int(text) if text.isdecimal() and len(text) <= _MOST_FIGURES else None


def number_of_words(words: str) -> int | None:
    """The number that `words` spell in Indonesian or English, None if they spell none.

    >>> number_of_words("dua ribu lima belas")
    2015
    """
    total = current = 0
    parts = words.replace("-", " ").split()
    if not parts:
        return None
    for word in parts:
        if word in _SMALL:
            current += _SMALL[word]
        elif word == "belas":
            current += 10
        elif word == "puluh":
            current = current // 10 * 10 + (current % 10) * 10
        elif word in ("ratus", "seratus"):
            current = 100 if word == "seratus" else current * 100
            total, current = total + current, 0
        elif word in ("ribu", "seribu"):
            total, current = (1000 if word == "seribu" else (total + current) * 1000), 0
        else:
            return None
    return total + current


@lru_cache(maxsize=20_000)
def slips(one: str, two: str, limit: int) -> int:
    """How many letters were slipped, dropped, doubled or swapped, counted up to `limit` + 1."""
    if abs(len(one) - len(two)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(two) + 1))
    for i, a in enumerate(one, 1):
        last, row, oldest = row, [i], before
        for j, b in enumerate(two, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a != b))
            if i > 1 and j > 1 and a == two[j - 2] and one[i - 2] == b:
                cost = min(cost, oldest[j - 2] + 1)
            row.append(cost)
        before = last
        if min(row) > limit:
            return limit + 1
    return row[-1]


@lru_cache(maxsize=20_000)
def mended(word: str, vocabulary: tuple[str, ...]) -> str:
    """The word of `vocabulary` that `word` means: itself, or the one a slip away, or ""."""
    if word in vocabulary:
        return word
    limit = 0 if len(word) < 5 else 1 if len(word) < 8 else 2
    if not limit:
        return ""
    best = min(
        ((slips(word, known, limit), known) for known in vocabulary if len(known) >= 5),
        default=(limit + 1, ""),
    )
    return best[1] if best[0] <= limit else ""

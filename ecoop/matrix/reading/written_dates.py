"""Dates as people write them in Indonesian and English, with as much precision as they have.

Numbers are read day, month, year; a two-digit year is 20yy. Impossible days are reported, never
guessed. `find_dates` finds every date in a text; the readers of columns are in `signing`, `periods`.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ecoop.matrix.reading.words import NUMBER_WORDS, mended, number_of_words, tidy

MONTHS = {
    "januari": 1, "january": 1, "jan": 1, "djanuari": 1, "janwari": 1,
    "februari": 2, "february": 2, "feb": 2, "pebruari": 2, "peb": 2, "febr": 2, "pebr": 2,
    "maret": 3, "march": 3, "mar": 3, "mrt": 3, "maart": 3,
    "april": 4, "apr": 4, "apl": 4, "aprl": 4,
    "mei": 5, "may": 5, "mai": 5,
    "juni": 6, "june": 6, "jun": 6, "djuni": 6,
    "juli": 7, "july": 7, "jul": 7, "djuli": 7,
    "agustus": 8, "august": 8, "agu": 8, "agt": 8, "ags": 8, "agst": 8, "agus": 8, "agust": 8, "aug": 8,
    "september": 9, "sep": 9, "sept": 9, "spt": 9, "septem": 9,
    "oktober": 10, "october": 10, "okt": 10, "oct": 10, "okto": 10, "oktob": 10,
    "november": 11, "nopember": 11, "nov": 11, "nop": 11, "nopem": 11, "novem": 11, "nopb": 11, "novb": 11,
    "desember": 12, "december": 12, "des": 12, "dec": 12, "desem": 12,
}  # fmt: skip
ROMAN = dict(
    zip(
        ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"],
        range(1, 13),
        strict=True,
    )
)
_FULL_NAMES = tuple(name for name in MONTHS if len(name) >= 5)
_NAME = "|".join(sorted(MONTHS, key=len, reverse=True))
_ROMAN = "|".join(sorted(ROMAN, key=len, reverse=True))
_YEAR = r"((?:19|20)\d\d|'?\d\d)(?!\d)"
_LONG_YEAR = r"((?:19|20)\d\d)(?!\d)"
_GAP = r"[\s.,/\-]*"
_ORDINAL = r"(?:st|nd|rd|th)?"
_SD = r"(?:-|s\s?[./]?\s?d\b\.?|sampai(?: dengan)?|hingga|dan|and|&|to)"
_VAGUE = re.compile(
    r"(?<![a-z])(?:awal|pertengahan|medio|akhir|early|mid|late|end of|beginning of|start of|ultimo|sekitar"
    r"|circa|ca\.|c\.|around|about|±|kira-kira|lk\.)[\s-]*(?:tahun|bulan|thn)?\s*$"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A date in a text: where it stands, its ISO form ("" when impossible) and remarks."""

    start: int
    end: int
    iso: str
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Pattern:
    regex: re.Pattern[str]
    read: Callable[[re.Match[str], str], tuple[str, tuple[str, ...]] | None]


def full_year(text: str) -> int:
    """A year of two or four digits; two digits mean 20yy (19yy from 80 on)."""
    year = int(text.lstrip("'"))
    if year >= 100:
        return year
    return 2000 + year if year < 80 else 1900 + year


def day_iso(year: int, month: int, day: int) -> str:
    """The ISO form of a day, "" when the calendar has no such day."""
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return ""


def _dated(year: int, month: int, day: int, *remarks: str) -> tuple[str, tuple[str, ...]]:
    iso = day_iso(year, month, day)
    return iso, remarks if iso else ("impossible_date",)


def _iso_day(found: re.Match[str], _: str) -> tuple[str, tuple[str, ...]]:
    month = found[2] or found[3] or found[4]
    return _dated(int(found[1]), int(month), int(found[5]))


def _day_name_year(found: re.Match[str], _: str) -> tuple[str, tuple[str, ...]]:
    return _dated(full_year(found[3]), MONTHS[found[2]], int(found[1]))


def _name_day_year(found: re.Match[str], _: str) -> tuple[str, tuple[str, ...]]:
    return _dated(full_year(found[3]), MONTHS[found[1]], int(found[2]))


def _year_name_day(found: re.Match[str], _: str) -> tuple[str, tuple[str, ...]]:
    return _dated(int(found[1]), MONTHS[found[2]], int(found[3]))


def _days_of_month(found: re.Match[str], _: str) -> tuple[str, tuple[str, ...]]:
    return _dated(full_year(found[4]), MONTHS[found[3]], int(found[1]), "range_of_days")


def _roman(found: re.Match[str], _: str) -> tuple[str, tuple[str, ...]]:
    return _dated(full_year(found[3]), ROMAN[found[2]], int(found[1]))


def _numbers(found: re.Match[str], order: str) -> tuple[str, tuple[str, ...]]:
    first, second, year = int(found[1]), int(found[2]), full_year(found[3])
    if order == "mdy":
        first, second = second, first
    if second > 12 >= first:
        return _dated(year, first, second, "month_before_day")
    remarks = ("ambiguous_date",) if first <= 12 and first != second else ()
    return _dated(year, second, first, *remarks)


def _digits_ymd(found: re.Match[str], _: str) -> tuple[str, tuple[str, ...]] | None:
    iso = day_iso(int(found[1]), int(found[2]), int(found[3]))
    return (iso, ()) if iso else None


def _digits_dmy(found: re.Match[str], _: str) -> tuple[str, tuple[str, ...]] | None:
    iso = day_iso(int(found[3]), int(found[2]), int(found[1]))
    return (iso, ()) if iso else None


def _name_year(found: re.Match[str], _: str) -> tuple[str, tuple[str, ...]]:
    return f"{full_year(found[2]):04}-{MONTHS[found[1]]:02}", ()


def _month_year(found: re.Match[str], _: str) -> tuple[str, tuple[str, ...]]:
    month = int(found[1])
    if not 1 <= month <= 12:
        return "", ("impossible_date",)
    return f"{found[2]}-{month:02}", ()


def _year_month(found: re.Match[str], _: str) -> tuple[str, tuple[str, ...]] | None:
    month = int(found[2])
    return (f"{found[1]}-{month:02}", ()) if 1 <= month <= 12 else None


def _roman_year(found: re.Match[str], _: str) -> tuple[str, tuple[str, ...]]:
    return f"{found[2]}-{ROMAN[found[1]]:02}", ()


def _year_in_month(found: re.Match[str], _: str) -> tuple[str, tuple[str, ...]]:
    return f"{found[1]}-{MONTHS[found[2]]:02}", ()


def _part_of_year(found: re.Match[str], _: str) -> tuple[str, tuple[str, ...]]:
    return next(group for group in found.groups() if group), ("reduced_date",)


def _year(found: re.Match[str], _: str) -> tuple[str, tuple[str, ...]]:
    return found[1], ()


_COUNT = r"(?:\d|iv|i{1,3}|pertama|kedua|ketiga|keempat|first|second|third|fourth)"
_PART = r"(?:q|kw|tw|triwulan|kuartal|quarter|semester|smt|caturwulan|half)"
_PATTERNS = tuple(
    _Pattern(re.compile(regex), read)
    for regex, read in (
        (
            (
                rf"(?<![\d/.\-]){_LONG_YEAR}(?:-(\d\d?)-|/(\d\d?)/|\.(\d\d?)\.)(\d\d?)(?!\d|[-/.]\d)"
                r"(?:[t ]\d\d?[:.]\d\d(?:[:.]\d\d)?(?:\.\d+)?z?)?"
            ),
            _iso_day,
        ),
        (
            rf"(?<!\d)(\d\d?){_ORDINAL}\s*{_SD}\s*(\d\d?){_ORDINAL}{_GAP}({_NAME})\b{_GAP}{_YEAR}",
            _days_of_month,
        ),
        (
            rf"(?<!\d)(\d\d?){_ORDINAL}{_GAP}(?:day )?(?:of |bulan )?({_NAME})(?![a-z]){_GAP}(?:tahun )?{_YEAR}",
            _day_name_year,
        ),
        (
            rf"(?<![a-z])({_NAME})\b\.?\s*(\d\d?){_ORDINAL}(?:\s*,\s*|\s+){_LONG_YEAR}",
            _name_day_year,
        ),
        (
            rf"(?<!\d)(\d\d?)\s?[/.\-]\s?(\d\d?)\s?[/.\-]\s?{_YEAR}",
            _numbers,
        ),
        (rf"(?<![\d.,])(\d\d?) (\d\d?) {_LONG_YEAR}", _numbers),
        (
            rf"(?<!\d)(\d\d?)\s*(?:bulan|bln)\b[. ]*(\d\d?)\s*(?:tahun|thn|th)\b[. ]*{_LONG_YEAR}",
            _numbers,
        ),
        (rf"(?<!\d)(\d\d?)[\s/.\-]+({_ROMAN})[\s/.\-]+{_LONG_YEAR}", _roman),
        (rf"(?<![\d/.\-])(\d\d?)\s?[/.\-]\s?({_ROMAN})\s?[/.\-]\s?('?\d\d)(?![\d/])", _roman),
        (
            rf"(?<!\d){_LONG_YEAR}[\s,/.\-]+({_NAME})(?![a-z])[\s,/.\-]+(\d\d?)(?!\d)",
            _year_name_day,
        ),
        (rf"(?<![\d/.\-]){_LONG_YEAR}\s?\(\s?({_NAME})\s?\)", _year_in_month),
        (
            rf"(?<![\w])(?:\?+|x{{1,2}}|-{{1,2}}|_+|\.{{2,}}|00)\s?[/.\-]\s?(\d\d?)\s?[/.\-]\s?{_LONG_YEAR}",
            _month_year,
        ),
        (r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)", _digits_ymd),
        (r"(?<!\d)(\d\d)(\d\d)((?:19|20)\d\d)(?!\d)", _digits_dmy),
        (
            (
                rf"(?<![a-z]){_PART}\s?[.\-]?\s?{_COUNT}[\s,/\-]*(?:of )?(?:tahun )?{_LONG_YEAR}"
                rf"|{_COUNT}\s?{_PART}\s(?:of )?(?:tahun )?{_LONG_YEAR}"
                rf"|(?<!\d){_LONG_YEAR}[\s\-/,]*{_PART}\s?{_COUNT}"
            ),
            _part_of_year,
        ),
        (rf"(?<![a-z])({_NAME})(?![a-z]){_GAP}(?:tahun )?{_YEAR}", _name_year),
        (rf"(?<![\d/.\-])(\d\d?)\s?[/.\-]\s?{_LONG_YEAR}", _month_year),
        (rf"(?<![\d/.\-]){_LONG_YEAR}[-/.](\d\d?)(?![\d/])", _year_month),
        (rf"(?<![a-z/])({_ROMAN})[/\-]{_LONG_YEAR}", _roman_year),
        (rf"(?<![\d.,]){_LONG_YEAR}(?![.,]\d|\s?-?an\b|s\b)", _year),
    )
)


READ_CHARACTERS = 2_000
# "9 (sembilan) Oktober 2024": the day in figures and in words.
_SPELLED_DAY = re.compile(rf"(?<!\d)(\d\d?)\s*\([a-z -]{{3,20}}\)\s*(?=(?:{_NAME})(?![a-z]))")


def prepared(text: str) -> str:
    """`text` tidied, with spelled numbers and misspelled months mended.

    Only the first `READ_CHARACTERS` are looked at: patterns over a cell of 30,000 would take minutes.
    """
    plain = re.sub(r"(?<=\d)o(?=\d)", "0", tidy(text[:READ_CHARACTERS]))
    if "ribu" in plain or "bulan" in plain and "tahun" in plain:
        plain = NUMBER_WORDS.sub(lambda found: str(number_of_words(found[0])), plain)
    plain = _SPELLED_DAY.sub(r"\1 ", plain)
    return re.sub(r"(?<=\d )[a-z]{5,}(?=[ ,.]*'?\d)|^[a-z]{5,}(?= \d{4}$)", _month_word, plain)


def _month_word(found: re.Match[str]) -> str:
    if found[0] in MONTHS or found[0] in ("tahun", "bulan", "years", "months"):
        return found[0]
    return mended(found[0], _FULL_NAMES) or found[0]


def find_dates(text: str, *, order: str = "dmy") -> list[Found]:
    """Every date in `text` (already `prepared`), from left to right.

    `order` says how all-number dates are written: "dmy" (the rule) or "mdy".
    """
    found: list[Found] = []
    masked = text
    for pattern in _PATTERNS:
        for match in pattern.regex.finditer(masked):
            read = pattern.read(match, order)
            if read is not None:
                found.append(_placed(match, read, text))
                masked = _blank(masked, match)
    return sorted(found, key=lambda date: date.start)


def _placed(match: re.Match[str], read: tuple[str, tuple[str, ...]], text: str) -> Found:
    iso, remarks = read
    if iso and _VAGUE.search(text[: match.start()]):
        remarks = (*remarks, "reduced_date")
    return Found(match.start(), match.end(), iso, remarks)


def _blank(text: str, match: re.Match[str]) -> str:
    return text[: match.start()] + "\0" * (match.end() - match.start()) + text[match.end() :]


def last_day(iso: str) -> dt.date:
    """The last day that an ISO date of any precision can mean."""
    year, month, day = (*map(int, iso.split("-")), 0, 0)[:3]
    if day:
        return dt.date(year, month, day)
    if year == dt.MAXYEAR and month in (0, 12):
        return dt.date.max
    following = dt.date(year + month // 12, month % 12 + 1, 1) if month else dt.date(year + 1, 1, 1)
    return following - dt.timedelta(days=1)


def first_day(iso: str) -> dt.date:
    """The first day that an ISO date of any precision can mean."""
    year, month, day = (*map(int, iso.split("-")), 1, 1)[:3]
    return dt.date(year, month, day)


def plus_months(iso: str, months: int) -> str:
    """`iso` moved by whole months with its own precision; month ends are kept within the month."""
    parts = [int(part) for part in iso.split("-")]
    whole = parts[0] * 12 + (parts[1] - 1 if len(parts) > 1 else 0) + months
    year, month = divmod(whole, 12)
    if not 1 <= year <= 9999:
        return ""
    if len(parts) == 1:
        return f"{year:04}"
    if len(parts) == 2:
        return f"{year:04}-{month + 1:02}"
    last = last_day(f"{year:04}-{month + 1:02}").day
    return f"{year:04}-{month + 1:02}-{min(parts[2], last):02}"


def plus_days(iso: str, days: int) -> str:
    """`iso` (a full day) moved by `days`, "" past the year 9999; what is less precise as it is."""
    if len(iso) != 10:
        return iso
    try:
        return (dt.date.fromisoformat(iso) + dt.timedelta(days=days)).isoformat()
    except OverflowError:
        return ""


def real_dates(found: list[Found]) -> Iterator[Found]:
    """Those dates that exist in the calendar."""
    return (date for date in found if date.iso)

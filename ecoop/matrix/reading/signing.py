"""The date in a cell of a date column, whatever form it has."""

import re
from dataclasses import dataclass, field

from ecoop.matrix.reading.grid import Cell
from ecoop.matrix.reading.numberformats import date_of_serial
from ecoop.matrix.reading.words import is_placeholder, one_line
from ecoop.matrix.reading.written_dates import MONTHS, ROMAN, Found, find_dates, prepared

_EARLIEST, _LATEST = 15_000, 73_500  # serials of 1941 and 2101
_UNSIGNED = re.compile(
    r"(?:masih |sedang |dalam |dlm |on |in |under |tahap )*"
    r"(?:belum|blm|proses|process|progress|draft|draf|pembahasan|konsep|rencana|usulan|unsigned"
    r"|not yet|not signed|negotiat|negosiasi|perundingan|penjajakan|finalisasi|menunggu|waiting"
    r"|awaiting|dijadwalkan|scheduled|tentative|review|reviu|discussion|akan|to be)\b.*"
)
_PLANNED = re.compile(
    r"\b(?:rencana(?:nya)?|akan|planned|plan|target(?:ed)?|dijadwalkan|scheduled"
    r"|(?:belum|blm)(?! (?:di|ter)?(?:ketahui|jelas|catat|data|temukan|ada\b))"
    r"|not yet|expected|direncanakan|tentative|usulan|menunggu)\b"
)
_PLACE = re.compile(
    r"(?:di\s+)?([A-Z][A-Za-z.' -]{2,40}?)\s*,\s*(?=(?:[A-Za-z']+,?\s+)?(?:tgl\.?\s*|tanggal\s*)?\d)"
)
_PLACE_AFTER = re.compile(
    r"\d{4}\s*(?:,|\(|di |in |at )\s*(?:di |in )?([A-Z][A-Za-z.' -]{2,40})\)?$"
)
_DAYS = re.compile(
    r"(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|ahad|mon|tues?|wednes|thurs?|fri|satur|sun)"
    r"(?:day)?",
    re.IGNORECASE,
)
_YEAR_ALONE = re.compile(r"(?:tahun|thn\.?|th\.?|year|ta)?\s*\d{4}\s*(?:m|\.)?")
_YEAR_AS_DECIMAL = re.compile(r"((?:19|20)\d\d)[.,]0+")  # as other programs write a number
_NUMBER_OF_YEAR = re.compile(r"\d\d?\s?[/.\-]\s?\d{4}")  # "No. 3/2018 tanggal 10 Desember 2018"
_DATED = re.compile(
    r"[,;(]?\s*(?:tanggal|tgl|tertanggal|dated|date|ttd|on)?[\s.:,;(]*(?:[a-z' ]+,\s*)?"
)
_NUMBERED = re.compile(r"[\w.-]+(?:/[\w.-]+){2,}")
_BLANK = re.compile(r"x+|tgl|ttd")  # "xx/04/2015": a day nobody knows
_NOT_YEAR = re.compile(r"[a-z]{3,}")


@dataclass(slots=True)
class Signing:
    """What a date cell says: the first date, a later end date, the place, remarks."""

    iso: str = ""
    until: str = ""
    place: str = ""
    planned: str = ""
    is_unsigned: bool = False
    remarks: list[str] = field(default_factory=list)


def read_signing(cell: Cell, *, order: str = "dmy", year: str = "") -> Signing:
    """The date of `cell`; `year` completes a day and month written without their year."""
    if cell.kind == "date":
        return _of_date_cell(cell)
    if cell.kind == "error":
        return Signing(remarks=["cell_error"])
    if cell.kind == "number" and cell.number is not None:
        return _of_number(cell.number)
    return read_signing_text(cell.text, order=order, year=year)


def _of_date_cell(cell: Cell) -> Signing:
    if cell.shown == "year" and cell.iso.endswith("-01-01"):
        return Signing(iso=cell.iso[:4], remarks=["reduced_date"])
    if cell.shown == "month" and cell.iso.endswith("-01"):
        return Signing(iso=cell.iso[:7], remarks=["reduced_date"])
    return Signing(iso=cell.iso)


def _of_number(number: float) -> Signing:
    if number == int(number) and 1900 <= number <= 2100:
        return Signing(iso=str(int(number)))
    if _EARLIEST <= number <= _LATEST:
        day = date_of_serial(number)
        return Signing(iso=day.isoformat() if day else "", remarks=["serial_number"])
    if number == int(number) and 19_000_101 <= number <= 31_129_999:
        dates = find_dates(str(int(number)).zfill(8))
        if dates and dates[0].iso:
            return Signing(iso=dates[0].iso)
    if 1 <= number < 13 and len(f"{number:.4f}".rstrip("0")) >= 5:
        month, year = f"{number:.4f}".split(".")
        if "1900" <= year <= "2100":
            return Signing(iso=f"{year}-{int(month):02}")
    return Signing(remarks=["date_not_understood"])


def read_signing_text(text: str, *, order: str = "dmy", year: str = "") -> Signing:
    """The date written in `text`."""
    if is_placeholder(text):
        return Signing()
    plain = prepared(text)
    if re.fullmatch(r"\d{5}(?:[.,]\d+)?", plain):
        return _of_number(float(plain.replace(",", ".")))
    decimal = _YEAR_AS_DECIMAL.fullmatch(plain)
    if decimal:
        return Signing(iso=decimal[1])
    dates = find_dates(_without_numbers(plain), order=order) or _full_dates(plain, order)
    if not any(date.iso for date in dates) and year:
        return _with_year(plain, year)
    if not dates:
        return Signing(is_unsigned=True) if _is_unsigned(plain) else _nothing(plain)
    remarks = list(dict.fromkeys(remark for date in dates for remark in date.remarks))
    real = _without_number([date for date in dates if date.iso], plain)
    if not real:
        return Signing(remarks=remarks)
    if _PLANNED.search(plain):
        return Signing(planned=real[0].iso, is_unsigned=True, remarks=["planned_date"])
    signing = Signing(iso=real[0].iso, place=_place(text), remarks=remarks)
    if len(real) > 1:
        _read_second(plain, real[0].end, real[1].start, real[-1].iso, signing)
    elif len(real[0].iso) == 4 and not _YEAR_ALONE.fullmatch(plain) and _NOT_YEAR.search(plain):
        signing.remarks.append("date_among_words")
    return signing


def _without_number(real: list[Found], plain: str) -> list[Found]:
    """The dates without a number of a year ("3/2018") before the day on which that paper was made."""
    if len(real) < 2 or len(real[0].iso) != 7 or len(real[1].iso) != 10:
        return real
    number, between = plain[real[0].start : real[0].end], plain[real[0].end : real[1].start]
    is_number = _NUMBER_OF_YEAR.fullmatch(number) and _DATED.fullmatch(between) and between.strip()
    return real[1:] if is_number else real


def _full_dates(plain: str, order: str) -> list[Found]:
    """The dates of a text of numbers: only those with a day, for each number has a year."""
    dates = find_dates(plain, order=order)
    numbered = _without_numbers(plain) != plain
    return [date for date in dates if len(date.iso) == 10] if numbered else dates


def _without_numbers(plain: str) -> str:
    """`plain` without document numbers, whose years are no dates: "12/BNPB/IV/2015"."""
    return _NUMBERED.sub(
        lambda found: " " * len(found[0]) if _is_number(found[0]) else found[0], plain
    )


def _is_number(token: str) -> bool:
    """Whether a part between slashes is a word, and neither a month nor a Roman figure."""
    words = re.findall(r"[a-z]{2,}", token)
    return any(
        word not in MONTHS and word not in ROMAN and not _BLANK.fullmatch(word) for word in words
    )


def _read_second(plain: str, end: int, start: int, last: str, signing: Signing) -> None:
    between = plain[end:start].strip(" ()")
    if re.fullmatch(r"-|s\s?[./]?\s?d\.?|sampai(?: dengan)?|hingga|to|until|till", between):
        signing.until = last
    elif last != signing.iso and not _same_day(signing.iso, last):
        signing.remarks.append("several_dates")
        if len(last) > len(signing.iso) and last.startswith(signing.iso):
            signing.iso = last


def _same_day(one: str, two: str) -> bool:
    return one.startswith(two) or two.startswith(one) and len(one) == 10


def _is_unsigned(plain: str) -> bool:
    return _UNSIGNED.fullmatch(plain.strip("() ")) is not None


def _nothing(plain: str) -> Signing:
    if plain and not _without_numbers(plain).strip(" .:;,-()no"):
        return Signing(remarks=["number_only"])
    return Signing(remarks=["date_not_understood"] if plain else [])


def _with_year(plain: str, year: str) -> Signing:
    """A day and month that take their year from the sheet or section."""
    names = "|".join(sorted(MONTHS, key=len, reverse=True))
    if re.search(rf"\b\d\d?[\s.\-]*(?:{names})\b|^(?:{names})$|^\d\d?[/.\-]\d\d?$", plain):
        joint = " " if re.search(r"[a-z]", plain) else re.sub(r"\d", "", plain)[:1]
        found = [date for date in find_dates(f"{plain}{joint}{year}") if date.iso]
        if found:
            return Signing(iso=found[0].iso, remarks=["year_from_context"])
    return Signing(is_unsigned=True) if _is_unsigned(plain) else _nothing(plain)


def _place(text: str) -> str:
    line = one_line(text)
    found = _PLACE.match(line) or _PLACE_AFTER.search(line)
    if found is None:
        return ""
    place = found[1].strip(" .,")
    first = place.split()[0].lower().rstrip(".")
    if _DAYS.fullmatch(place) or first in {*MONTHS, "ttd", "tgl", "tanggal", "signed", "sejak"}:
        return ""
    return place

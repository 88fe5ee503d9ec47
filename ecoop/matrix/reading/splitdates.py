"""Dates written over several columns: the day, the month and the year each in its own."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ecoop.matrix.reading.drafts import Draft
from ecoop.matrix.reading.grid import Cell
from ecoop.matrix.reading.headers import heading
from ecoop.matrix.reading.place import Place
from ecoop.matrix.reading.words import is_placeholder, tidy, whole
from ecoop.matrix.reading.written_dates import MONTHS, ROMAN, full_year

TARGETS = ("signed_on", "in_force_from", "expires_on")
_PARTS = {
    "day": re.compile(r"(?<!\w)(?:tanggal|tgl|tg|hari|hr|days?|dd?|date)(?!\w)"),
    "month": re.compile(r"(?<!\w)(?:bulan|bln|bl|months?|mon|mth|mm)(?!\w)"),
    "year": re.compile(r"(?<!\w)(?:tahun|thn|th|years?|yr|yyyy|yy)(?!\w)"),
}
_LENGTH = re.compile(r"(?:masa|jangka|durasi|duration|period|lama|term|validity)", re.IGNORECASE)
_WHOLE = re.compile(r"\d.*\D(?:19|20)\d\d|(?:19|20)\d\d\D.*\d")
_REACH = 2  # columns between a month and the day or year that belongs to it


def settle_split_dates(places: list[Place], values: Mapping[int, Sequence[str]]) -> None:
    """Give the columns of a divided date their fields: the day's is that of the whole date.

    `values` are texts of each column; a month is a column of months, whatever its head says.
    """
    for month in places:
        if not _is_part(month, "month", values):
            continue
        near = [
            each for each in places if each is not month and abs(each.col - month.col) <= _REACH
        ]
        year = next((each for each in near if _is_part(each, "year", values)), None)
        if year is None:
            continue
        day = next((each for each in near if _is_part(each, "day", values)), None)
        target = _target(month)
        parts = [each for each in (month, year, day) if each is not None]
        if _is_whole_elsewhere(target, parts, places, values):
            for place in parts:  # a formula beside them has put the day together
                place.field, place.score = "extra", 1.0
            continue
        for place, field in (
            (month, f"{target}_month" if day else target),
            (year, f"{target}_year"),
            (day, target),
        ):
            if place is not None:
                place.field, place.score = field, 1.0


def _is_whole_elsewhere(
    target: str, parts: list[Place], places: list[Place], values: Mapping[int, Sequence[str]]
) -> bool:
    """Whether another column holds the same dates whole, and at least as many of them."""
    least = max(1, *(len(values.get(place.col, ())) for place in parts))
    return any(
        len([text for text in values.get(place.col, ()) if _WHOLE.search(text)]) >= least
        for place in places
        if place.field == target and place.score >= 0.9 and place not in parts
    )


def _is_part(place: Place, part: str, values: Mapping[int, Sequence[str]]) -> bool:
    leaf = tidy(place.header.rsplit(" / ", 1)[-1]).strip(" .")
    others = [regex for name, regex in _PARTS.items() if name != part]
    if not _PARTS[part].search(leaf) or _LENGTH.search(place.header):
        return False
    if any(regex.search(leaf) for regex in others):
        return False
    texts = [text for text in values.get(place.col, ()) if _is_told(text)]
    return bool(texts) and sum(_fits(text, part) for text in texts) >= 0.7 * len(texts)


def _fits(text: str, part: str) -> bool:
    plain = tidy(text).strip(" .'")
    if part == "month":
        return _month(plain) > 0
    if part == "day":
        return 1 <= (whole(plain) or 0) <= 31
    return re.fullmatch(r"(?:19|20)\d\d|\d\d", plain) is not None


def _month(plain: str) -> int:
    plain = plain.strip(" .")
    number = whole(plain)
    if number is not None:
        return number if 1 <= number <= 12 else 0
    return MONTHS.get(plain, 0) or ROMAN.get(plain, 0)


def _target(month: Place) -> str:
    """Which date it is, by the words around "month": signed unless they say otherwise."""
    head = heading(_PARTS["month"].sub("tanggal", tidy(month.header).replace(" / ", " ")))
    return head.field if head.field in TARGETS else "signed_on"


def join_dates(draft: Draft) -> None:
    """Put each divided date of `draft` together, in the column that has its field."""
    for target in TARGETS:
        years = draft.columns(f"{target}_year")
        if not years:
            continue
        months = draft.columns(f"{target}_month")
        lead = next(iter(draft.columns(target)), years[0])
        first = next(iter(draft.cells.get(lead.col, ())), None)
        if first is not None and not _is_fragment(first):
            continue
        parts = [draft.cells.get(place.col, [None])[0] for place in (years[0], *months[:1], lead)]
        told = [cell for cell in parts if cell is not None and _is_told(cell.text)]
        text = _joined([tidy(cell.text).strip(" .'") for cell in told])
        if told:
            anchor = first or told[0]
            draft.cells[lead.col] = [replace(anchor, text=text, kind="text", number=None)]


def _is_told(text: str) -> bool:
    return bool(_month(tidy(text))) or not is_placeholder(text)  # "X" is October


def _is_fragment(cell: Cell) -> bool:
    return (
        cell.kind != "date" and len(cell.text.strip()) <= 12 and not re.search(r"\d{4}", cell.text)
    )


def _joined(parts: list[str]) -> str:
    """2008, 6, 26 as "2008-06-26"; parts that are no numbers as they were written, day first."""
    if not parts or not re.fullmatch(r"\d{2}|\d{4}", parts[0]):
        return " ".join(reversed(parts))
    known = [f"{full_year(parts[0]):04}"]
    for part in parts[1:]:
        number = _month(part) if len(known) == 1 else whole(part) or 0
        if not number:
            return " ".join(reversed(parts))
        known.append(f"{number:02}")
    return "-".join(known)

"""Signing, start, length and end of one record from its cells, and whether they agree."""

import datetime as dt
import re
from dataclasses import dataclass, field, replace

from ecoop.matrix.reading.drafts import Draft
from ecoop.matrix.reading.grid import Cell
from ecoop.matrix.reading.headers import heading, is_mark, is_of_renewal, is_planned
from ecoop.matrix.reading.periods import Period, read_period, unit_of_header
from ecoop.matrix.reading.signing import Signing, read_signing, read_signing_text
from ecoop.matrix.reading.statuses import status_of
from ecoop.matrix.reading.titles import day_in_title, period_in_title
from ecoop.matrix.reading.words import is_placeholder, whole
from ecoop.matrix.reading.written_dates import first_day, last_day, plus_days, plus_months

_VALID_WORDS = re.compile(
    r"(?:masa berlaku|jangka waktu|berlaku (?:selama|s\.?d|s/d|sampai|hingga|\d)|valid (?:for|until)"
    r"|berakhir (?:pada|tanggal|tgl|\d)|expires? (?:on|in)|(?:tanpa|tidak ada) batas"
    r"|no expiry)[^;\n]{0,60}",
    re.IGNORECASE,
)
_PLACE_AND_DAY = re.compile(r"[A-Z][A-Za-z.' -]{1,40},\s*\d{1,2}[\s./-]+\w{1,9}[\s./-]+\d{4}")
_SIGNED_ON = re.compile(
    r"\b(?:ttd|ditanda\s?tangani|signed)\b[\s.:]*(?:(?:pada|on|tgl|tanggal)\b[\s.:]*)*"
    r"(?P<day>\d[^;,()\n]{3,20})",
    re.IGNORECASE,
)
# "diusulkan diperpanjang s.d. 2027": a renewal that is hoped for lengthens nothing.
_NOT_YET = re.compile(
    r"\b(?:tidak|tdk|belum|akan|usul\w*|diusulkan|rencana|proses|menunggu|not|no|planned|proposed|will"
    r"|pending|request\w*)\b",
    re.IGNORECASE,
)
Remark = tuple[str, Cell | None, dict[str, object]]


@dataclass(slots=True)
class Validity:
    """The dates of a record; "" or None when nothing is written."""

    signed_on: str = ""
    starts_on: str = ""
    months: int | None = None
    days: int | None = None
    stated: str = ""
    indefinite: bool = False
    auto_renews: bool = False
    task_based: bool = False
    planned: bool = False
    place: str = ""
    written: str = ""
    extended: str = ""
    expires_on: str = ""
    basis: str = "none"
    remarks: list[Remark] = field(default_factory=list)

    def remark(self, code: str, cell: Cell | None, **values: object) -> None:
        self.remarks.append((code, cell, values))


def validity(draft: Draft, *, order: str) -> Validity:
    """What the date and duration columns of `draft` say."""
    found = Validity()
    _read_signed(draft, found, order)
    _read_start(draft, found, order)
    _read_split_length(draft, found)
    for place in draft.columns("duration"):
        for cell in draft.cells.get(place.col, ()):
            _add_period(found, cell, _period_of(cell, place.header, order))
            found.written = found.written or cell.text.strip()
    for place in draft.columns("expires_on"):
        for cell in draft.cells.get(place.col, ())[:1]:
            period = _period_of(cell, "", order, lone="end")
            if period.since and not period.until and period.months is None:
                period.since, period.until = "", period.since
            _add_period(found, cell, period)
    if not draft.columns("duration", "expires_on"):
        _read_period_in_words(draft, found, order)
        _read_length_beside_day(draft, found, order)
    _read_renewal(draft, found, order)
    _settle_end(found)
    _check_order(draft, found)
    return found


def _read_split_length(draft: Draft, found: Validity) -> None:
    """Years and months in columns of their own: "Thn | Bln" below "Jangka waktu"."""
    units: dict[str, int] = {}
    for place in draft.columns("duration"):
        unit = unit_of_header(place.header.rsplit(" / ", 1)[-1])
        for cell in draft.cells.get(place.col, ()):
            number = whole(cell.text.strip())
            if unit and number is not None:
                units.setdefault(unit, number)
    if len(units) == 2:
        years, months = units["years"], units["months"]
        found.months = 12 * years + months if 0 <= years <= 99 and 0 <= months < 12 else None
        found.written = f"{years} tahun {months} bulan"


def _joined(cells: list[Cell]) -> Cell | None:
    """One cell of all lines when a date was written over several rows."""
    if len(cells) < 2 or any(cell.kind != "text" for cell in cells):
        return cells[0] if cells else None
    columns = {cell.col for cell in cells}
    return (
        replace(cells[0], text="\n".join(cell.text for cell in cells))
        if len(columns) == 1
        else cells[0]
    )


def _year_of(draft: Draft) -> str:
    cell = draft.first("year")
    year = read_signing(cell).iso[:4] if cell is not None else ""
    return year or draft.year


def _read_signed(draft: Draft, found: Validity, order: str) -> None:
    cell = _joined(draft.all("signed_on")) or draft.first("number_date")
    signing, used = Signing(), cell
    if cell is not None:
        signing = read_signing(cell, order=order, year=_year_of(draft))
        if signing.iso and any(is_planned(place.header) for place in draft.columns("signed_on")):
            signing = Signing(planned=signing.iso, is_unsigned=True, remarks=["planned_date"])
        found.planned = bool(signing.is_unsigned)
    if not signing.iso and draft.first("year") and not (signing.is_unsigned or _is_draft(draft)):
        used = draft.first("year")
        assert used is not None  # noqa: S101  # the condition above says so
        signing = read_signing(used, order=order)
    if not draft.columns("signed_on", "number_date", "year"):
        used, signing = _signed_in_words(draft, order)
    found.signed_on, found.place = signing.iso, signing.place
    if signing.until:
        found.stated = signing.until
    for code in signing.remarks:
        found.remark(code, used, written=used.text if used else "")


def _is_draft(draft: Draft) -> bool:
    """Whether the row speaks of a paper in the making: the year beside it is no day of signing."""
    said = (status_of(cell.text) for cell in draft.all("status"))
    return draft.is_titled_draft or "draft" in said


def _signed_in_words(draft: Draft, order: str) -> tuple[Cell | None, Signing]:
    """Without a date column: "ditandatangani 10 April 2015" among the remarks or the status."""
    for cell in draft.all("notes", "status", "number", "place", "title"):
        plain = cell.text.lower()
        if any(word in plain for word in ("ditandatangani", "ttd", "signed", "tanda tangan")):
            signing = read_signing_text(cell.text, order=order)
            if signing.iso:
                signing.remarks = ["date_from_text"]
                return cell, signing
    for cell in draft.all("notes"):
        if _PLACE_AND_DAY.fullmatch(cell.text.strip()):
            signing = read_signing_text(cell.text, order=order)
            if len(signing.iso) == 10:
                signing.remarks = ["date_from_text"]
                return cell, signing
    for cell in draft.all("title"):
        day = day_in_title(cell.text)
        if day:
            return cell, Signing(iso=day, remarks=["date_from_text"])
    return _signed_in_period(draft, order)


def _signed_in_period(draft: Draft, order: str) -> tuple[Cell | None, Signing]:
    """The day that a period calls that of signing: "3 tahun (ttd. 9 Mei 2023)"."""
    for cell in draft.all("duration", "expires_on"):
        said = _SIGNED_ON.search(cell.text)
        signing = read_signing_text(said["day"], order=order) if said else Signing()
        if signing.iso:
            return cell, Signing(iso=signing.iso, remarks=["date_from_text"])
    return None, Signing()


def _read_start(draft: Draft, found: Validity, order: str) -> None:
    cell = draft.first("in_force_from")
    if cell is None:
        return
    if cell.kind == "text" and not is_placeholder(cell.text):
        period = read_period(cell.text, order=order, lone="since")
        if period.until or period.months:
            _add_period(found, cell, period)
            return
    signing = read_signing(cell, order=order, year=_year_of(draft))
    found.starts_on = signing.iso
    found.planned = found.planned or signing.is_unsigned and not found.signed_on
    for code in signing.remarks:
        if not (code == "date_not_understood" and _means_signing(cell.text)):
            found.remark(code, cell, written=cell.text)


def _read_period_in_words(draft: Draft, found: Validity, order: str) -> None:
    """Without a column for it: "berlaku 5 tahun", "valid until 2027" among the words."""
    for place in draft.columns("status"):
        if heading(place.header).concepts & {"DUR", "VALID", "END"}:
            for cell in draft.cells.get(place.col, ()):
                period = _period_of(cell, place.header, order)
                if period.months or period.until or period.indefinite or period.since:
                    _add_period(found, cell, period)
                    return
    for cell in draft.all("notes", "status", "title", "signed_on"):
        said = _VALID_WORDS.search(cell.text)
        if said is not None:
            period = read_period(said[0], order=order)
            if period.months or period.until or period.indefinite:
                _add_period(found, cell, period)
                return
    for cell in draft.all("title"):
        period = read_period(period_in_title(cell.text), order=order)
        if period.until:
            _add_period(found, cell, period)
            return


def _read_length_beside_day(draft: Draft, found: Validity, order: str) -> None:
    """Without a column for it: "Mei 2018; 2 tahun" in the column of the day."""
    for cell in draft.all("signed_on", "number_date"):
        if found.months is None and not found.stated and cell.kind == "text":
            period = read_period(cell.text, order=order)
            found.months = None if period.until else period.months


def _read_renewal(draft: Draft, found: Validity, order: str) -> None:
    """A column of renewals says that a paper goes on by itself, or until somebody ends it."""
    for place in draft.columns("notes"):
        for cell in draft.cells.get(place.col, ()) if is_of_renewal(place.header) else ():
            period = (
                _period_of(cell, "", order, lone="end")
                if "END" in heading(place.header).concepts
                else read_period(cell.text, lone="since")
            )
            by_itself = "auto" in place.header.lower() and is_mark(cell.text)
            found.auto_renews = found.auto_renews or period.auto_renews or by_itself
            if period.until and not _NOT_YET.search(cell.text):
                found.extended = max(found.extended, period.until)
            if not (found.stated or found.months or found.days):
                found.indefinite = found.indefinite or period.indefinite


def _means_signing(text: str) -> bool:
    plain = text.lower()
    return any(word in plain for word in ("tanda", "ttd", "sign", "sejak"))


def _period_of(cell: Cell, header: str, order: str, *, lone: str = "until") -> Period:
    if cell.kind == "date":
        signing = read_signing(cell)
        return Period(until=signing.iso)
    if cell.kind == "error":
        return Period(remarks=["cell_error"])
    if cell.kind == "number" and cell.number is not None and cell.number >= 1900:
        signing = read_signing(cell)
        return Period(until=signing.iso, remarks=list(signing.remarks))
    if cell.text.strip().isdecimal() and len(cell.text.strip()) == 5:
        return Period(until=read_signing_text(cell.text).iso)
    return read_period(cell.text, unit=unit_of_header(header), order=order, lone=lone)


def _is_end(period: Period, signed: str) -> bool:
    """Whether a date beside a length is its end: "31 Des 2027 (3 tahun)", signed years before."""
    if not (period.is_bare and signed):
        return False
    return first_day(period.since) - last_day(signed) > dt.timedelta(days=180)


def _add_period(found: Validity, cell: Cell, period: Period) -> None:
    """Join what a further cell says; the first to say something is kept."""
    if _is_end(period, found.signed_on):
        period.since, period.until = "", period.since
    if found.months is None:
        found.months = period.months
    if found.days is None:
        found.days = period.days
    if period.until:
        if found.stated and not _compatible(found.stated, period.until):
            found.remark("expiry_conflict", cell, stated=found.stated, computed=period.until)
        found.stated = max(found.stated, period.until, key=len)
    found.starts_on = found.starts_on or period.since
    found.indefinite = found.indefinite or period.indefinite
    found.auto_renews = found.auto_renews or period.auto_renews
    found.task_based = found.task_based or period.task_based
    for code in period.remarks:
        values = {"first": period.since, "last": period.until}
        found.remark(code, cell, written=cell.text, **values)


def _settle_end(found: Validity) -> None:
    """The written end, else start plus length; a contradiction is remarked."""
    if found.signed_on and found.starts_on and found.signed_on.startswith(found.starts_on):
        found.starts_on = ""
    bases = [base for base in (found.starts_on, found.signed_on) if base]
    ends = [end for base in bases if (end := _end_from(base, found))]
    if found.stated:
        found.indefinite = False
        found.expires_on, found.basis = found.stated, "stated"
        if ends and not any(_compatible(found.stated, end) for end in ends):
            found.remark("expiry_conflict", None, stated=found.stated, computed=ends[0])
    elif ends:
        found.indefinite = False
        found.expires_on, found.basis = ends[0], "computed"
    elif found.indefinite:
        found.basis = "indefinite"
    elif found.months is not None or found.days is not None:
        found.basis = "no_base_date"
    if found.extended > found.expires_on:
        found.indefinite = False
        found.remark("expiry_extended", None, computed=found.expires_on, stated=found.extended)
        found.expires_on, found.basis = found.extended, "stated"


def _end_from(base: str, found: Validity) -> str:
    if found.months is not None:
        return plus_months(base, found.months)
    return plus_days(base, found.days) if found.days is not None and len(base) == 10 else ""


def _compatible(one: str, two: str) -> bool:
    """Whether two ends agree: the same, a day apart, or one less precise than the other."""
    if len(one) == len(two) == 10:
        days = dt.date.fromisoformat(one) - dt.date.fromisoformat(two)
        return abs(days.days) <= 1
    short, long = sorted((one, two), key=len)
    if long.startswith(short):
        return True
    first, last = first_day(long), last_day(long)
    before = first - dt.timedelta(days=first > dt.date.min)
    after = last + dt.timedelta(days=last < dt.date.max)
    return before.isoformat().startswith(short) or after.isoformat().startswith(short)


def _check_order(draft: Draft, found: Validity) -> None:
    signed, start, end = found.signed_on, found.starts_on, found.expires_on
    for first in filter(None, (start, signed)):
        if end and last_day(end) < first_day(first):
            found.remark("dates_out_of_order", None, first=first, last=end)
            break
    if signed and start and last_day(start) < first_day(signed):
        found.remark("starts_before_signing", None, first=start, last=signed)
    for iso in (found.signed_on, found.starts_on):
        if iso and not 1945 <= int(iso[:4]) <= 2100:
            found.remark("implausible_year", draft.first("signed_on"), written=iso)

"""Drafts interpreted: what the cells of one record mean, with a remark on every doubt."""

import datetime as dt
import re
from dataclasses import dataclass

from ecoop.matrix.reading.drafts import Draft
from ecoop.matrix.reading.findings import STATUS_WORDS, finding
from ecoop.matrix.reading.grid import Cell
from ecoop.matrix.reading.headers import is_mark
from ecoop.matrix.reading.kinds import (
    first_kind,
    is_kind_word,
    kind_in_cell,
    kind_in_title,
    words_beside_kind,
)
from ecoop.matrix.reading.lists import items, scope_in_notes
from ecoop.matrix.reading.model import RawCell, Record
from ecoop.matrix.reading.partnership import partner_in_title, whose
from ecoop.matrix.reading.rowkinds import section_name
from ecoop.matrix.reading.standing import standing
from ecoop.matrix.reading.validity import Validity, validity
from ecoop.matrix.reading.words import is_placeholder, one_line

_NOTED = re.compile(
    r"(?:^|[;\n]\s*)(?P<label>tindak lanjut|tl|follow[- ]?up|pic|pj|narahubung)\s*[:=]\s*(?P<said>[^;\n]+)",
    re.IGNORECASE,
)
_OF_SEVERAL = re.compile(r"[-/&+,]|\b(?:dan|and)\b", re.IGNORECASE)
_LOOSE_START = re.compile(
    r"(?:kerja\s?-?sama|co-?operation|kesepakatan|understanding)", re.IGNORECASE
)
_NUMBER = re.compile(r"\b(?:no(?:mor)?\.?|number)\s*:?\s*([\w./-]*\d[\w./-]*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What holds for all records of a table: the reference date, date order, words around it."""

    as_of: dt.date
    order: str = "dmy"
    around: tuple[str, ...] = ()


def interpret(draft: Draft, around: Circumstances) -> Record:
    """The record that `draft` describes."""
    record = Record(sheet=draft.sheet, row=draft.row, last_row=draft.last_row)
    record.section = draft.sections[-1] if draft.sections else ""
    _read_words(draft, record)
    _read_kind(draft, record, around)
    _read_partner(draft, record, around)
    draft.year = draft.year or _year_around(around.around)
    found = validity(draft, order=around.order)
    _read_dates(draft, record, found)
    _read_status(draft, record, found, around.as_of)
    _read_future(draft, record, around.as_of)
    _remark_cells(draft, record)
    record.raw = _raw(draft)
    return record


def _year_around(words: tuple[str, ...]) -> str:
    """The year that the sheet's name or a heading gives to dates written without one."""
    for text in words:
        years = re.findall(r"\b(?:19|20)\d\d\b", text)
        bare = re.fullmatch(r"\D{0,12}(?:19|20)\d\d\D{0,4}", text.strip())
        if len(years) == 1 and (
            bare or re.search(r"(?i)\b(?:tahun|year|ta)\s+(?:19|20)\d\d", text)
        ):
            return years[0]
    return ""


def _add(record: Record, code: str, cell: Cell | None, **values: object) -> None:
    address = cell.address if cell is not None else f"A{record.row}"
    record.findings.append(finding(code, cell=address, on=record.sheet, **values))


def _said(draft: Draft, *fields: str) -> str | None:
    """The text of the first cell of the fields; None for blanks and placeholders."""
    for cell in draft.all(*fields):
        if not is_placeholder(cell.text):
            return cell.text.strip()
    return None


def _joined(draft: Draft, *fields: str) -> str | None:
    texts = [cell.text.strip() for cell in draft.all(*fields) if not is_placeholder(cell.text)]
    return "\n".join(dict.fromkeys(texts)) or None


def _read_words(draft: Draft, record: Record) -> None:
    place = next(iter(draft.columns("title")), None)
    lines = [cell.text for cell in draft.cells.get(place.col, ())] if place else []
    if not lines:
        lines = [cell.text for cell in draft.all("title")[:1]]
    title = one_line(" ".join(lines))
    record.title = None if not title or is_placeholder(title) else title
    for name in ("number", "number_ours", "number_theirs", "our_party", "place", "level"):
        setattr(record, name, _said(draft, name))
    record.signatory_ours = _said(draft, "signatory_ours")
    record.signatory_theirs = _said(draft, "signatory_theirs", "signatory")
    record.follow_up, record.pic = _joined(draft, "follow_up"), _joined(draft, "pic")
    record.notes = _joined(draft, "notes")
    record.scope_items = [each for cell in draft.all("scope") for each in items(cell.text)]
    _read_notes(draft, record)
    if record.title is None and draft.columns("title"):
        _add(record, "missing_title", draft.first("rownum"))


def _read_notes(draft: Draft, record: Record) -> None:
    """Scope, follow-up and contact that stand in the remarks for want of a column."""
    notes = record.notes or ""
    if not record.scope_items:
        record.scope_items = scope_in_notes(notes)
    for found in _NOTED.finditer(notes):
        said = found["said"].strip()
        if found["label"].lower() in ("pic", "pj", "narahubung"):
            record.pic = record.pic or said
        else:
            record.follow_up = record.follow_up or said
    combined = draft.first("number_date")
    if combined is not None and record.number is None:
        number = _NUMBER.search(combined.text)
        record.number = number[1] if number else None


def _read_kind(draft: Draft, record: Record, around: Circumstances) -> None:
    cell = next((each for each in draft.all("kind") if not is_placeholder(each.text)), None)
    if cell is not None:
        record.doc_type_written = cell.text.strip()
        said = draft.spelled(cell.text)
        record.doc_type = kind_in_cell(said)
        if record.doc_type == "other" and first_kind(said) is None:
            record.doc_type = kind_in_title(record.title or "", strict=True) or "other"
            _add(record, "unknown_kind", cell, written=cell.text)
        return
    for place in draft.boxes("kind"):
        marks = [mark.text for mark in draft.cells.get(place.col, ()) if mark.text.strip()]
        named = next(
            (text.strip() for text in marks if kind_in_cell(text) not in ("", "other")), ""
        )
        if named or any(map(is_mark, marks)):
            record.doc_type = kind_in_cell(named) or place.field.partition(":")[2]
            record.doc_type_written = named or place.header.rsplit(" / ", 1)[-1]
            return
    record.doc_type = _kind_of_head(draft) or _kind_around(draft, record, around)


def _kind_of_head(draft: Draft) -> str:
    """Where each kind has days of its own ("Nota Kesepahaman: tanggal | PKS: tanggal"), the kind
    whose columns are filled in."""
    kinds = {place.col: place.kind for place in draft.places if place.kind}
    filled = {
        kind
        for col, kind in kinds.items()
        if any(not is_placeholder(cell.text) for cell in draft.cells.get(col, ()))
    }
    return filled.pop() if len(set(kinds.values())) > 1 and len(filled) == 1 else ""


def _kind_around(draft: Draft, record: Record, around: Circumstances) -> str:
    """The kind from the title, else from the sections, the sheet and the table's heading."""
    title = record.title or ""
    kind = kind_in_title(title, strict=True)
    if kind:
        return kind
    started = first_kind(title)
    above = (*reversed(draft.sections), *around.around)
    if started and started[1] == 0 and not _LOOSE_START.match(title):
        return _kind_of_list(above) or started[0]
    for text in above:
        bare = section_name(text)
        kind = kind_in_cell(bare) if is_kind_word(bare) else kind_in_title(text, strict=True)
        if kind and "/" not in text and "," not in text:
            _add(record, "kind_from_context", draft.first("title"), written=text)
            return kind
    return kind_in_title(title) or "other"


def _kind_of_list(above: tuple[str, ...]) -> str:
    """The kind of which the nearest heading is the name ("Hibah"): a grant may well be titled
    "Program ...". "Agreements" heads lists of everything."""
    for text in above:
        bare = section_name(text)
        short = len(bare.split()) <= 2 or words_beside_kind(bare) == 0
        if short and not _OF_SEVERAL.search(bare) and is_kind_word(bare):
            kind = kind_in_cell(bare)
            return "" if kind in ("agreement", "other") else kind
    return ""


def _read_partner(draft: Draft, record: Record, around: Circumstances) -> None:
    partner, country = _joined(draft, "partner"), _said(draft, "country")
    told = None if partner or country else partner_in_title(record.title or "")
    sections = tuple(reversed(draft.sections))
    found = whose(
        country=country or "",
        partner=partner or told or "",
        title=record.title or "",
        above=(*sections, *around.around),
    )
    record.partner_written = partner or country or told
    if told:
        _add(record, "partner_from_title", draft.first("title"), written=told)
    record.country_written = country
    record.partner_country_iso2, record.partner_names = found.iso2, found.names
    cell = draft.first("partner", "country")
    for code in found.remarks:
        _add(record, code, cell or draft.first("title"), written=partner or country or "")
    if record.partner_written is None and not found.iso2:
        _add(record, "missing_partner", draft.first("title"))


def _read_dates(draft: Draft, record: Record, found: Validity) -> None:
    record.signed_on = found.signed_on or None
    record.in_force_from = found.starts_on or None
    record.duration_months, record.duration_written = found.months, found.written or None
    record.indefinite, record.auto_renews = found.indefinite, found.auto_renews
    record.task_based = found.task_based
    record.expires_on, record.expiry_basis = found.expires_on or None, found.basis
    record.place = record.place or found.place or None
    default = draft.first("expires_on", "duration", "signed_on")
    for code, cell, values in found.remarks:
        _add(record, code, cell or default, **values)


def _read_status(draft: Draft, record: Record, found: Validity, as_of: dt.date) -> None:
    result = standing(draft, found, as_of=as_of)
    record.status, record.status_written = result.computed, result.written or None
    record.status_conflict = result.conflict
    cell = draft.first("status", "notes")
    if result.conflict:
        words = STATUS_WORDS[result.computed]
        _add(record, "status_conflict", cell, written=result.written, as_of=as_of, status=words)
    elif result.by_colour:
        _add(record, "status_from_colour", cell, written=result.written)
    elif result.not_understood:
        _add(record, "status_not_understood", cell, written=result.written)


def _read_future(draft: Draft, record: Record, as_of: dt.date) -> None:
    if record.signed_on and record.signed_on > as_of.isoformat():
        cell = draft.first("signed_on")
        _add(record, "signed_in_future", cell, day=record.signed_on, as_of=as_of)


def _remark_cells(draft: Draft, record: Record) -> None:
    """Comments, strikes, formulas: remarks that any cell may call for."""
    for cell in draft.commented:
        _add(record, "comment", cell, written=cell.note)
    for cell in draft.unknown:
        _add(record, "formula_not_computed", cell, written=f"={cell.formula}")
    for place in draft.places:
        if place.col in draft.inherited:
            continue
        for cell in draft.cells.get(place.col, ()):
            if cell.note:
                _add(record, "comment", cell, written=cell.note)
            if cell.partly_struck:
                _add(record, "partly_struck", cell)
            if cell.computed:
                _add(record, "formula_computed", cell, written=f"={cell.formula}")
            elif cell.kind == "error" and place.field not in ("signed_on", "duration"):
                _add(record, "cell_error", cell, written=cell.text)


def _raw(draft: Draft) -> list[RawCell]:
    return [
        RawCell(place.field, place.header, cell.address, cell.text)
        for place in draft.places
        for cell in draft.cells.get(place.col, ())
    ]

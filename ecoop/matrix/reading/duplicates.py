"""The same instrument entered twice under other spellings; the same number used twice.

One partner with two different documents is no duplicate: kind, date and subject must agree.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise

from ecoop.matrix.reading.faces import NUMBERS, Face, comparable_number, face_of, overlap
from ecoop.matrix.reading.findings import finding
from ecoop.matrix.reading.model import Record

_GROUP_LIMIT = 30  # the first and the last of a group: more like papers than a bureau has in a year
_COUNTED = re.compile(r"(\D{0,12}?)(\d{1,5})")
CERTAINLY, PERHAPS, NO = 2, 1, 0


def mark_duplicates(records: list[Record]) -> None:
    """Set `duplicate_of` and add the remarks on records that repeat an earlier one."""
    listed = _running_codes(records)
    faces = [face_of(record, listed) for record in records]
    groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, record in enumerate(records):
        earlier: set[int] = set()
        for key in set(_keys(record, faces[number])):
            earlier.update(groups[key][:_GROUP_LIMIT], groups[key][-_GROUP_LIMIT:])
            groups[key].append(number)
        _compare(number, sorted(earlier), records, faces)
    _mark_numbers(records)


def _running_codes(records: list[Record]) -> frozenset[tuple[str, str]]:
    """(sheet, field) of numbers that only count the rows ("IAA-001", "IAA-002"): no paper bears them."""
    found: dict[tuple[str, str], list[tuple[str, int]]] = defaultdict(list)
    for record in records:
        for name in NUMBERS:
            code = _COUNTED.fullmatch(getattr(record, name) or "")
            if code is not None:
                found[record.sheet, name].append((code[1], int(code[2])))
    return frozenset(place for place, codes in found.items() if _counts_rows(codes))


def _counts_rows(codes: list[tuple[str, int]]) -> bool:
    stems = {stem for stem, _ in codes}
    steps = sum(two == one + 1 for (_, one), (_, two) in pairwise(codes))
    return len(codes) >= 4 and len(stems) == 1 and steps >= 0.8 * (len(codes) - 1)


def _keys(record: Record, face: Face) -> Iterable[tuple[str, ...]]:
    """Records that share a key are compared; so 10,000 rows are not compared in pairs."""
    years = {face.day[:4]} if face.day else set()
    years.add("-")
    where = record.partner_country_iso2
    names = [where] if where not in ("", "ID") else [*face.bodies, *face.partner]
    for year in years:
        for name in names:
            yield record.doc_type or "", name, year if record.signed_on else "-"
    for year in years if record.signed_on else ():
        yield "when", record.signed_on if len(record.signed_on) > 4 else year, where
    yield "title", face.title
    for name in NUMBERS:  # a cell may hold the number of each party
        for line in (getattr(record, name) or "").split("\n"):
            if plain := comparable_number(line):
                yield "number", plain


def _compare(number: int, others: list[int], records: list[Record], faces: list[Face]) -> None:
    best, first, day = NO, None, faces[number].day
    for other in others:
        theirs = faces[other].day
        if theirs and day and not (theirs.startswith(day) or day.startswith(theirs)):
            continue  # neither the same day nor one of them vague: most pairs end here
        if records[other].duplicate_of is None:
            verdict = _same(records[other], records[number], faces[other], faces[number])
            if verdict > best:
                verdict = min(verdict, _told_apart(faces[other], faces[number]))
            if verdict > best:
                best, first = verdict, records[other]
        if best == CERTAINLY:
            break
    if first is None:
        return
    record = records[number]
    if best == CERTAINLY:
        record.duplicate_of = first.key
    code = "duplicate" if best == CERTAINLY else "possible_duplicate"
    record.findings.append(
        finding(code, cell=_cell(record), on=record.sheet, row=first.row, sheet=first.sheet)
    )


def _told_apart(x: Face, y: Face) -> int:
    """How surely two like records may still be one, by what tells papers of one kind apart."""
    surely = _numbered_alike(x, y)
    surely = surely and min(surely, _placed_alike(x, y))
    return surely and min(surely, _registered_alike(x, y))


def _placed_alike(x: Face, y: Face) -> int:
    """NO when each title names a region of Indonesia and neither lies within the other."""
    one, two = x.regions, y.regions
    nested = any(a.startswith(b) or b.startswith(a) for a in one for b in two)
    return CERTAINLY if nested or not one or not two else NO


def _registered_alike(x: Face, y: Face) -> int:
    """PERHAPS when both bear a document number in the same place and never the same one."""
    both = [(one, two) for one, two in zip(x.numbers, y.numbers, strict=True) if one and two]
    differ = both and not any(one in two or two in one for one, two in both)
    return PERHAPS if differ else CERTAINLY


def _numbered_alike(x: Face, y: Face) -> int:
    """NO when both are numbered and otherwise: "Fase 1" and "Fase 2", "SMA Negeri 1" and "2".
    PERHAPS when only some of the numbers differ."""
    surely = CERTAINLY
    for first, second in zip(x.ordinals, y.ordinals, strict=True):
        if first and second and first != second:
            surely = min(surely, PERHAPS if first & second else NO)
    return surely


def _cell(record: Record) -> str:
    return next((raw.address for raw in record.raw if raw.field == "title"), f"A{record.row}")


def _same(a: Record, b: Record, x: Face, y: Face) -> int:
    """How surely `b` repeats `a`."""
    if a.doc_type != b.doc_type and a.doc_type_written and b.doc_type_written:
        return NO
    dates = _same_dates(x, y)
    if dates == "other":
        return NO
    partner = _same_partner(a, b, x, y)
    subject = overlap(x.subject, y.subject)
    if not partner and _share_a_number(x, y):
        return CERTAINLY if dates == "same day" and (subject or 0) >= 0.6 else NO
    if not partner:
        dated = dates in ("same day", "same month or year", "less precise")
        alike = dated and _is_abroad(a, b) and (subject or 0) >= 0.75
        return PERHAPS if alike else NO  # two bodies of one country, one time, one thing
    if (
        subject is not None
        and subject < 0.5
        and x.language
        and y.language
        and x.language != y.language
    ):
        subject = None
    if x.number and x.number == y.number and (subject is None or subject >= 0.3):
        return CERTAINLY
    if dates == "same day":
        return _of_same_day(x, y, subject, partner)
    if dates == "one missing":
        return _of_one_undated(a, b, x, y, subject)
    return _of_vague_dates(x, y, subject, partner, dates)


def _of_same_day(x: Face, y: Face, subject: float | None, partner: int) -> int:
    alike = subject is not None and subject >= 0.34 and (overlap(x.scope, y.scope) or 0) >= 0.5
    if subject is None or subject >= 0.6 or alike:
        return CERTAINLY
    return PERHAPS if partner == CERTAINLY and subject > 0 else NO


def _of_one_undated(a: Record, b: Record, x: Face, y: Face, subject: float | None) -> int:
    renewed = "draft" in (a.status, b.status)
    if subject is None:
        return PERHAPS if x.bodies & y.bodies and not renewed else NO
    if subject < 0.75:
        return NO
    alike = x.title == y.title and (overlap(x.scope, y.scope) or 0) >= 0.5
    return CERTAINLY if alike and not renewed else PERHAPS


def _of_vague_dates(x: Face, y: Face, subject: float | None, partner: int, dates: str) -> int:
    """Both without date, or agreeing only in month or year."""
    scope = overlap(x.scope, y.scope)
    if subject is None:
        if scope is not None and scope >= 0.6:
            return CERTAINLY
        return CERTAINLY if partner == CERTAINLY and scope is None else PERHAPS
    if subject >= 0.6:
        differ = scope is not None and scope == 0 and subject < 1
        return CERTAINLY if not differ else PERHAPS
    return NO


def _share_a_number(x: Face, y: Face) -> bool:
    """Whether a document number is the same, or one of several in one cell."""
    return bool(x.number and y.number) and (x.number in y.number or y.number in x.number)


def _same_dates(x: Face, y: Face) -> str:
    """How the days of signing agree; a list that has only the starts is compared by them."""
    dates = _same_date(x.day, y.day)
    if not dates.endswith("missing"):
        return dates
    one, two = x.day or x.start, y.day or y.start
    if len(one) == 10 and one == two:
        return "same day"
    return "other" if dates == "both missing" and len(one) == len(two) == 10 else dates


def _same_date(one: str, two: str) -> str:
    if not one and not two:
        return "both missing"
    if not one or not two:
        return "one missing"
    if one == two:
        return "same day" if len(one) == 10 else "same month or year"
    return "less precise" if one.startswith(two) or two.startswith(one) else "other"


def _same_partner(a: Record, b: Record, x: Face, y: Face) -> int:
    """CERTAINLY for the same body, PERHAPS for the same country only, NO for others."""
    countries = {a.partner_country_iso2, b.partner_country_iso2} - {""}
    if len(countries) > 1:
        return NO
    if x.bodies and y.bodies:
        return CERTAINLY if x.bodies & y.bodies else NO
    names = overlap(x.partner, y.partner)
    if names is not None and names >= 0.5 and (a.partner_country_iso2 in ("", "ID") or names == 1):
        return CERTAINLY
    return PERHAPS if _is_abroad(a, b) else NO


def _is_abroad(a: Record, b: Record) -> bool:
    """Whether both are of the same foreign country."""
    country = a.partner_country_iso2
    return country not in ("", "ID") and country == b.partner_country_iso2


def _mark_numbers(records: list[Record]) -> None:
    """The same document number on two records is remarked on the later."""
    first: dict[tuple[str, str], Record] = {}
    for record in records:
        for name in NUMBERS:
            plain = comparable_number(getattr(record, name))
            if not plain:
                continue
            earlier = first.setdefault((name, plain), record)
            if earlier is not record:
                cell = next((raw.address for raw in record.raw if raw.field == name), _cell(record))
                record.findings.append(
                    finding(
                        "same_number",
                        cell=cell,
                        on=record.sheet,
                        written=getattr(record, name),
                        row=earlier.row,
                        sheet=earlier.sheet,
                    )
                )

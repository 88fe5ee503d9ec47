"""The status of a record at a date, and the one that somebody wrote."""

import datetime as dt
from dataclasses import dataclass

from ecoop.matrix.reading.drafts import Draft
from ecoop.matrix.reading.headers import heading, is_denial, is_mark
from ecoop.matrix.reading.place import Place
from ecoop.matrix.reading.rowkinds import section_name
from ecoop.matrix.reading.statuses import status_in_notes, status_of
from ecoop.matrix.reading.validity import Validity
from ecoop.matrix.reading.words import is_placeholder
from ecoop.matrix.reading.written_dates import last_day


@dataclass(slots=True)
class Standing:
    """`computed` at the reference date; `claimed` is the code of the words in `written`."""

    computed: str = "unknown"
    claimed: str = ""
    written: str = ""
    conflict: bool = False
    not_understood: bool = False
    by_colour: bool = False


def standing(draft: Draft, found: Validity, *, as_of: dt.date) -> Standing:
    """The status of a record by its validity, compared with what is written."""
    written, claimed = _written(draft)
    result = Standing(claimed=claimed, written=written)
    result.by_colour = bool(written) and (claimed, written) == draft.coloured
    titled = claimed in ("", "expired") and draft.is_titled_draft
    result.computed = _computed(found, "draft" if titled else claimed, as_of)
    by_clock = _by_clock(found, as_of)
    result.conflict = _contradicts(claimed, by_clock, signed=bool(found.signed_on))
    result.not_understood = bool(written) and not claimed and not is_placeholder(written)
    return result


def _written(draft: Draft) -> tuple[str, str]:
    cell = draft.first("status")
    code, words = draft.coloured
    if cell is not None and cell.text.strip() and not (code and is_placeholder(cell.text)):
        text = " ".join(cell.text.split())
        said = status_of(draft.spelled(text))
        return text, said or ("" if is_placeholder(text) else _said_above(draft)[1])
    for place in draft.boxes("status"):
        for mark in draft.cells.get(place.col, ()):
            said = _ticked(place, mark.text)
            if said[0]:
                return said
    combined = [
        cell
        for place in draft.columns("duration", "expires_on")
        for cell in draft.cells.get(place.col, ())
        if "STATUS" in heading(place.header).concepts
    ]
    for cell in (*draft.all("notes"), *combined, *draft.all("follow_up")):
        said, clause = status_in_notes(cell.text)
        if clause:
            return clause, said
    return (words, code) if code else _said_above(draft)


def _said_above(draft: Draft) -> tuple[str, str]:
    """The status under which a section gathers its papers: "II. Kerja sama yang telah berakhir"."""
    for text in reversed(draft.sections):
        said, clause = status_in_notes(section_name(text))
        if said:
            return clause, said
    return "", ""


def _ticked(place: Place, text: str) -> tuple[str, str]:
    """What a box says: its head where it is ticked, head and answer where one says yes or no."""
    head, code = place.header.rsplit(" / ", 1)[-1], place.field.partition(":")[2]
    if is_mark(text):
        return (f"{head} {text.strip()}" if len(text.strip()) > 1 else head), code
    if is_denial(text):
        return f"{head} {text.strip()}", _DENIED.get(code, "")
    return (text.strip(), status_of(text)) if status_of(text) else ("", "")


_DENIED = {"active": "expired", "expired": "active"}


def _by_clock(found: Validity, as_of: dt.date) -> str:
    """active or expired by the dates alone, "" when they say nothing."""
    if found.expires_on:
        runs = last_day(found.expires_on) >= as_of or found.auto_renews
        return "active" if runs else "expired"
    return "active" if found.indefinite else ""


def _computed(found: Validity, claimed: str, as_of: dt.date) -> str:
    by_clock = _by_clock(found, as_of)
    if claimed == "completed" and by_clock != "active":
        return "completed"
    if claimed == "draft" and not (by_clock and found.signed_on):
        return "draft"
    if by_clock:
        return by_clock
    if claimed == "progress" and not found.signed_on:
        return "draft"
    return "draft" if found.planned and not found.signed_on and claimed != "active" else "unknown"


def _contradicts(claimed: str, by_clock: str, *, signed: bool) -> bool:
    if not claimed or not by_clock:
        return False
    if claimed == "draft":
        return signed
    if claimed in ("expired", "completed"):
        return by_clock == "active"
    return claimed == "active" and by_clock == "expired"

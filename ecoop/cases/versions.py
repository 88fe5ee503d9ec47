"""Published versions of procedures: their text is kept; the parsed graph is remembered."""

import hashlib
import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from uuid import UUID

from ecoop.cases.models import ProcedureVersion
from ecoop.core.bilingual import Text
from ecoop.core.dates import PartialDate
from ecoop.core.verdicts import Refusal, Refused
from ecoop.procedures import checking, loading
from ecoop.procedures.comparing import Change, compare
from ecoop.procedures.loading import DATA, ProcedureError, library_number, parsed_toml, procedure_of
from ecoop.procedures.model import Procedure

OTHER_TRACK = Text(
    id="Teks ini bukan untuk jalur {track}.", en="This text is not for the track {track}."
)

MISPLACED = Text(
    id="ada yang tidak pada tempatnya: {what}",
    en="something stands where it does not belong: {what}",
)
NOT_BEGUN = Text(
    id="Versi ini baru berlaku sejak {day}; proses dapat dipindahkan sejak hari itu.",
    en="This version is in force from {day} only; a case can be moved from that day on.",
)


@lru_cache(maxsize=256)
def parsed(text: str, library: str = "") -> Procedure:
    """The procedure in the text of a track file, with the text of a library that was kept, else with
    that of the house today; `ProcedureError` says what is wrong with it."""
    try:
        return procedure_of(parsed_toml(text), library_text=library)
    except ProcedureError:
        raise
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise ProcedureError([MISPLACED.fill(what=str(error))]) from error


_texts: dict[UUID, tuple[str, str]] = {}
_known: dict[UUID, Procedure] = {}


def procedure_by(pk: UUID) -> Procedure:
    """The procedure of a published version; rows never change, so each is read once, all that are
    new by one statement."""
    if pk not in _known:
        if pk not in _texts:
            rows = ProcedureVersion.objects.exclude(pk__in=_texts)
            _texts.update(
                {one: told for one, *told in rows.values_list("pk", "text", "library__text")}
            )
        _known[pk] = parsed(*_texts[pk])
    return _known[pk]


def published(track: str = "") -> list[ProcedureVersion]:
    """The published versions, by track and number; of one track, or of all."""
    rows = ProcedureVersion.objects.order_by("track", "number")
    return list(rows.filter(track=track) if track else rows)


def heads() -> list[ProcedureVersion]:
    """Every published version without its text."""
    return list(ProcedureVersion.objects.defer("text").order_by("track", "number"))


def last_begun(versions: list[ProcedureVersion], on: date) -> dict[str, ProcedureVersion]:
    """{track: its version for a case opened on that day}: the last that had begun by then, else the
    first there is."""
    found: dict[str, ProcedureVersion] = {}
    for each in sorted(versions, key=lambda one: (one.in_force_from, one.number)):
        if each.in_force_from <= on or each.track not in found:
            found[each.track] = each
    return found


def require_begun(version: ProcedureVersion, on: date) -> None:
    """Refuse a version that is not yet in force: it takes effect from its day only."""
    if version.in_force_from > on:
        raise Refused(Refusal(NOT_BEGUN.fill(day=PartialDate.of(version.in_force_from))))


def numbered(text: str, *, number: int, from_on: date) -> str:
    """The text with this version number and first day in its head, whatever it said there.

    They stand where they stood, so that a fault is named by the line that whoever wrote it sees.
    """
    for key, value in (("version", str(number)), ("in_force_from", from_on.isoformat())):
        head, mark, rest = text.partition("\n[")
        said = f"{key} = {value}"
        head, found = re.subn(rf"(?m)^{key}[^\S\n]*=.*$", said, head, count=1)
        text = (head if found else f"{head.rstrip()}\n{said}\n") + mark + rest
    return text


@dataclass(frozen=True, kw_only=True)
class Judged:
    """A text that somebody wants to publish: what is wrong with it, and what it would change."""

    text: str
    procedure: Procedure | None
    faults: tuple[Text, ...]
    changes: tuple[Text, ...]


def judge(text: str, *, track: str, from_on: date) -> Judged:
    """Read the text as the next version of a track, and compare it with the newest one."""
    newest = published(track)[-1]
    numbered_text = numbered(text, number=newest.number + 1, from_on=from_on)
    try:
        procedure = parsed(numbered_text)
        found = tuple(fault.text for fault in checking.faults(procedure))
    except ProcedureError as error:
        return Judged(text=numbered_text, procedure=None, faults=error.faults, changes=())
    if procedure.track != track:
        found = (OTHER_TRACK.fill(track=track), *found)
    compared = compare(procedure_by(newest.pk), procedure)
    changes = tuple(each.text for each in compared if each.part != "in_force_from")
    return Judged(text=numbered_text, procedure=procedure, faults=found, changes=changes)


def drift(version: ProcedureVersion) -> tuple[Change, ...]:
    """What would be different if this version were published today, its text unchanged, because the
    library of the house has changed since."""
    if version.library_id == digest(library_for(version.text)):
        return ()
    return compare(procedure_by(version.pk), parsed(version.text))


@lru_cache(maxsize=1)
def shipped_texts() -> tuple[str, ...]:
    """The track files that came with the house, as text."""
    files = sorted((DATA / "tracks").glob("*.toml"))
    return tuple(file.read_text(encoding="utf-8") for file in files)


def library_for(text: str) -> str:
    """The text of the library of the house on which the text of a track is built."""
    return loading.text_of_library(library_number(tomllib.loads(text)))


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()

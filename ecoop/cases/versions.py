"""Published versions of procedures: their text is kept; the parsed graph is remembered."""

import hashlib
import tomllib
from datetime import date
from functools import lru_cache
from uuid import UUID

from ecoop.cases.models import ProcedureVersion
from ecoop.procedures.loading import DATA, ProcedureError, procedure_of
from ecoop.procedures.model import Procedure


@lru_cache(maxsize=256)
def parsed(text: str) -> Procedure:
    """The procedure in the text of a track file; `ProcedureError` says what is wrong with it."""
    try:
        return procedure_of(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise ProcedureError([f"not TOML: {error}"]) from error


_known: dict[UUID, Procedure] = {}


def procedure_by(pk: UUID) -> Procedure:
    """The procedure of a published version; rows never change, so each is read once."""
    if pk not in _known:
        text = ProcedureVersion.objects.values_list("text", flat=True).get(pk=pk)
        _known[pk] = parsed(text)
    return _known[pk]


def published(track: str = "") -> list[ProcedureVersion]:
    """The published versions, by track and number; of one track, or of all."""
    rows = ProcedureVersion.objects.order_by("track", "number")
    return list(rows.filter(track=track) if track else rows)


def in_force(track: str, on: date) -> ProcedureVersion:
    """The version of a track for a case opened on that day: the last that had begun by then, else
    the first there is. An unknown track is a KeyError."""
    versions = sorted(published(track), key=lambda each: (each.in_force_from, each.number))
    if not versions:
        raise KeyError(track)
    begun = [each for each in versions if each.in_force_from <= on]
    return begun[-1] if begun else versions[0]


@lru_cache(maxsize=1)
def shipped_texts() -> tuple[str, ...]:
    """The track files that came with the house, as text."""
    files = sorted((DATA / "tracks").glob("*.toml"))
    return tuple(file.read_text(encoding="utf-8") for file in files)


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()

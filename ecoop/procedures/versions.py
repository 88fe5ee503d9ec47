"""Which version of which procedure is in force on a day."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from pathlib import Path

from ecoop.core.bilingual import Text
from ecoop.procedures.loading import DATA, ProcedureError, read_track
from ecoop.procedures.model import Procedure


@lru_cache(maxsize=1)
def shipped() -> tuple[Procedure, ...]:
    """Every version of every track that came with the house."""
    return read_all(sorted((DATA / "tracks").glob("*.toml")))


def read_all(files: Iterable[Path]) -> tuple[Procedure, ...]:
    """The procedures in `files`, by track and version; two of one number are an error."""
    found = sorted((read_track(file) for file in files), key=lambda p: (p.track, p.version))
    numbers = [(each.track, each.version) for each in found]
    twice = {number for number in numbers if numbers.count(number) > 1}
    if twice:
        raise ProcedureError(
            Text(id=f"{track} punya dua versi {number}", en=f"{track} has two versions {number}")
            for track, number in twice
        )
    return tuple(found)


def tracks(procedures: Iterable[Procedure] | None = None) -> tuple[str, ...]:
    """The codes of the tracks, in order."""
    return tuple(dict.fromkeys(each.track for each in procedures or shipped()))


def in_force(
    track: str, on: date, procedures: Iterable[Procedure] | None = None
) -> tuple[Procedure, bool]:
    """The version of `track` in force on that day, and whether there was one at all.

    Before the first version the first one is given, with False. An unknown track is a KeyError.
    """
    versions = sorted(
        (each for each in procedures or shipped() if each.track == track),
        key=lambda each: (each.in_force_from, each.version),
    )
    if not versions:
        raise KeyError(track)
    begun = [each for each in versions if each.in_force_from <= on]
    return (begun[-1], True) if begun else (versions[0], False)

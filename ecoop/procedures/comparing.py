"""What changed between two versions of a procedure, in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from ecoop.core.bilingual import Text
from ecoop.procedures.expressions import Expression
from ecoop.procedures.model import Procedure

ADDED = Text(id="{kind} baru: {name}", en="new {kind}: {name}")
REMOVED = Text(id="{kind} dihapus: {name}", en="{kind} removed: {name}")
CHANGED = Text(
    id="{kind} {name}, {part}: {before} menjadi {after}",
    en="{kind} {name}, {part}: {before} becomes {after}",
)
NOTHING = Text(id="kosong", en="nothing")
KINDS = {
    "track": Text(id="jalur", en="track"),
    "steps": Text(id="langkah", en="step"),
    "rules": Text(id="kaidah", en="rule"),
    "clocks": Text(id="tenggat", en="deadline"),
    "facts": Text(id="fakta", en="fact"),
}
PARTS = {
    "requires": Text(id="langkah yang disyaratkan", en="required steps"),
    "gates": Text(id="kaidah", en="gates"),
    "proofs": Text(id="bukti", en="proofs"),
    "precludes": Text(id="langkah yang ditutup", en="precluded steps"),
    "causes": Text(id="kewajiban", en="duties caused"),
    "cancels": Text(id="langkah yang dibatalkan", en="cancelled steps"),
    "source": Text(id="sumber", en="source"),
    "name": Text(id="nama", en="name"),
    "text": Text(id="kalimat", en="words"),
    "needs": Text(id="syarat", en="condition"),
    "when": Text(id="berlaku bila", en="applies when"),
    "amount": Text(id="lama", en="length"),
    "unit": Text(id="satuan", en="unit"),
    "anchor": Text(id="sejak", en="runs from"),
    "path": Text(id="urutan jalan", en="way"),
    "finals": Text(id="langkah akhir", en="last steps"),
    "given": Text(id="ditetapkan lebih dahulu", en="preset"),
    "evidence": Text(id="bukti yang menyertai", en="evidence with the act"),
    "tells": Text(id="yang dapat disebutkan", en="what may be told with it"),
    "recorders": Text(id="yang mencatat", en="who may record it"),
    "supplier": Text(id="langkah yang memenuhi", en="supplied by"),
    "step": Text(id="langkah yang memenuhi dalam jalur", en="supplied in the track by"),
    "goal": Text(id="tujuan", en="goal"),
    "in_force_from": Text(id="berlaku sejak", en="in force from"),
    "since": Text(id="hukumnya berlaku sejak", en="its law in force since"),
    "since_basis": Text(id="dasar hari itu", en="basis of that day"),
    "actor": Text(id="giliran", en="turn"),
}
OF_TRACK = ("in_force_from", "goal", "path", "finals", "source", "name", "summary", "given")


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. `kind` is track, steps, rules or clocks; `sort` added, removed, changed."""

    kind: str
    name: str
    sort: str
    text: Text
    part: str = ""


def compare(old: Procedure, new: Procedure) -> tuple[Change, ...]:
    """Every difference between two versions, the track's own first."""
    changes = list(_parts("track", new.track, old, new, OF_TRACK))
    for kind in ("steps", "rules", "clocks"):
        changes += _tables(kind, getattr(old, kind), getattr(new, kind))
    changes += _tables("facts", _own(old), _own(new))
    return tuple(changes)


def _own(procedure: Procedure) -> dict[str, Any]:
    """The facts that are not the day of a step: that is told with the step."""
    return {key: fact for key, fact in procedure.facts.items() if not fact.step}


def _tables(kind: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterable[Change]:
    for name in dict.fromkeys([*old, *new]):
        if name not in old:
            yield _change(kind, name, "added", ADDED, new[name])
        elif name not in new:
            yield _change(kind, name, "removed", REMOVED, old[name])
        else:
            names = [each.name for each in fields(new[name])]
            yield from _parts(kind, name, old[name], new[name], names)


def _parts(kind: str, name: str, old: Any, new: Any, parts: Iterable[str]) -> Iterable[Change]:
    for part in parts:
        before, after = getattr(old, part), getattr(new, part)
        if before == after:
            continue
        told = CHANGED.fill(
            kind=KINDS[kind],
            name=_called(new, name),
            part=PARTS.get(part, Text.same(part)),
            before=_worded(before),
            after=_worded(after),
        )
        yield Change(kind, name, "changed", told, part)


def _change(kind: str, name: str, sort: str, pattern: Text, thing: Any) -> Change:
    return Change(kind, name, sort, pattern.fill(kind=KINDS[kind], name=_called(thing, name)))


def _called(thing: Any, name: str) -> Text:
    """'Sign (sign)': its words with its code; a rule has only its code."""
    words = getattr(thing, "name", None)
    if not isinstance(words, Text):
        return Text.same(name)
    return Text(id=f"{words.id} ({name})", en=f"{words.en} ({name})")


def _worded(value: Any) -> Text:
    if isinstance(value, Text):
        return Text(id=f"“{value.id}”", en=f"“{value.en}”")
    if value is None or value == () or value == "":
        return NOTHING
    if isinstance(value, Expression):
        return Text.same(value.text)
    if isinstance(value, Mapping):
        return Text.same(", ".join(f"{key} = {each}" for key, each in value.items()))
    if isinstance(value, tuple):
        return Text.same(", ".join(map(str, value)))
    return Text.same(str(value))

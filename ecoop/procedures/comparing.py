"""What changed between two versions of a procedure, in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from ecoop.core.bilingual import Text, join
from ecoop.procedures.model import Procedure
from ecoop.procedures.telling import named, told

ADDED = Text(id="{kind} baru: {name}", en="new {kind}: {name}")
REMOVED = Text(id="{kind} dihapus: {name}", en="{kind} removed: {name}")
CHANGED = Text(
    id="{kind} {name}, {part}: {before} menjadi {after}",
    en="{kind} {name}, {part}: {before} becomes {after}",
)
LISTED = Text(id="{kind} {name}, {part}: {changes}", en="{kind} {name}, {part}: {changes}")
MORE = Text(id="ditambah {names}", en="added {names}")
LESS = Text(id="dihapus {names}", en="removed {names}")
ORDER = Text(id="urutannya kini {names}", en="their order is now {names}")
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
    "records": Text(id="dicatat sebagai", en="recorded as"),
    "stage": Text(id="tahap", en="stage"),
    "asks": Text(id="permintaan yang dijawab", en="request that it answers"),
    "spares": Text(id="langkah yang tidak ditutup", en="steps that it does not shut"),
    "void_when": Text(id="tidak berefek bila", en="without effect when"),
    "status": Text(id="status", en="status"),
    "reopens": Text(id="langkah yang diminta lagi", en="steps that it asks for anew"),
    "repeats": Text(id="dapat diulang", en="may be repeated"),
    "ends": Text(id="mengakhiri proses", en="ends the case"),
    "basis": Text(id="dasar", en="basis"),
    "who": Text(id="yang dapat memenuhi", en="who can supply it"),
    "level": Text(id="akibat", en="effect"),
    "done_by": Text(id="terpenuhi oleh", en="met by"),
    "overrides": Text(id="lamanya diambil dari", en="length taken from"),
    "summary": Text(id="ringkasan", en="summary"),
    "transition": Text(id="ketentuan peralihan", en="transitional rule"),
    "kind": Text(id="jenis", en="kind"),
    "meaning": Text(id="arti", en="meaning"),
    "aliases": Text(id="nama lain", en="other names"),
    "choices": Text(id="pilihan", en="choices"),
    "choice_aliases": Text(id="nama lain dari pilihan", en="other names of choices"),
}
OF_TRACK = (
    "in_force_from", "goal", "path", "finals", "source", "name", "summary", "transition", "given",
)  # fmt: skip


_Pair = tuple[Any, Any]  # what was and what is


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
    changes = list(_parts("track", new.track, (old, new), (old, new), OF_TRACK))
    for kind in ("steps", "rules", "clocks"):
        changes += _tables(kind, getattr(old, kind), getattr(new, kind), (old, new))
    changes += _tables("facts", _own(old), _own(new), (old, new))
    return tuple(changes)


def _own(procedure: Procedure) -> dict[str, Any]:
    """The facts that are not the day of a step: that is told with the step."""
    return {key: fact for key, fact in procedure.facts.items() if not fact.step}


def _tables(
    kind: str, old: Mapping[str, Any], new: Mapping[str, Any], versions: _Pair
) -> Iterable[Change]:
    for name in dict.fromkeys([*old, *new]):
        if name not in old:
            yield _change(kind, name, "added", ADDED, new[name])
        elif name not in new:
            yield _change(kind, name, "removed", REMOVED, old[name])
        else:
            names = [each.name for each in fields(new[name])]
            yield from _parts(kind, name, (old[name], new[name]), versions, names)


def _parts(
    kind: str, name: str, things: _Pair, versions: _Pair, parts: Iterable[str]
) -> Iterable[Change]:
    for part in parts:
        values = tuple(getattr(each, part) for each in things)
        if values[0] == values[1]:
            continue
        where = {"kind": KINDS[kind], "name": named(things[1], name), "part": PARTS[part]}
        yield Change(kind, name, "changed", _difference(part, values, versions, where), part)


def _difference(part: str, values: _Pair, versions: _Pair, where: Mapping[str, Text]) -> Text:
    """What a part was and is; of a list what was added to it and what removed."""
    before, after = values
    if not isinstance(after, tuple):
        was, now = (told(part, *pair) for pair in zip(values, versions, strict=True))
        return CHANGED.fill(**where, before=was, after=now)
    found = (
        (MORE, tuple(each for each in after if each not in before), versions[1]),
        (LESS, tuple(each for each in before if each not in after), versions[0]),
    )
    changes = [words.fill(names=told(part, each, of)) for words, each, of in found if each]
    changes = changes or [ORDER.fill(names=told(part, after, versions[1]))]
    return LISTED.fill(**where, changes=join(*changes, by="; "))


def _change(kind: str, name: str, sort: str, pattern: Text, thing: Any) -> Change:
    return Change(kind, name, sort, pattern.fill(kind=KINDS[kind], name=named(thing, name)))

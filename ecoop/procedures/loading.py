"""Reads procedures from their files: a track file and the library version it names.

A fault in a file is a `ProcedureError` with one sentence for each thing that is wrong.
"""

import difflib
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from ecoop.core.bilingual import Text
from ecoop.procedures.expressions import Expression, ExpressionError, read
from ecoop.procedures.model import Actor, Clock, Fact, Group, Procedure, Rule, Stage, Step
from ecoop.procedures.shapes import misplaced

DATA = Path(__file__).parent / "data"
LIBRARY = ("people", "steps", "rules", "facts", "deadlines", "groups")
WORDS = ("id", "en")
TRACK_KEYS = (
    "track", "version", "library", "in_force_from", "source", "goal", "finals", "path", "deadlines",
    "name", "summary", "transition", "given", "steps", "rule", "fact",
)  # fmt: skip
LISTS = (
    "evidence", "tells", "requires", "gates", "proofs", "causes", "precludes", "spares", "cancels",
    "reopens",
)  # fmt: skip
STEP_KEYS = (
    *LISTS, "records", "kind", "aliases", "actor", "recorders", "source", "stage", "asks", "when",
    "void_when", "status", "repeats", "ends", "basis", "id", "en",
)  # fmt: skip
CLOCK_KEYS = ("when", "since", "since_basis", "overrides", "done_by", "who")
FACT_KEYS = ("kind", "id", "en", "source", "aliases", "choices", "choice_aliases")
RULE_KEYS = (
    "needs", "when", "source", "since", "since_basis", "step", "who", "level", "basis", "id", "en",
)  # fmt: skip
MEANT = Text(id="; mungkin maksudnya {near}?", en="; did you mean {near}?")
PLACE = re.compile(r"line (\d+), column (\d+)")
AT = Text(id="baris {line}, kolom {column}", en="line {line}, column {column}")
AT_END = Text(id="akhir teks", en="end of the text")
NOT_TOML = Text(
    id="{name} bukan TOML: {where} (kata pengurainya: {why})",
    en="{name} is not TOML: {where} ({why})",
)
Made = TypeVar("Made")


class ProcedureError(ValueError):
    """What is wrong with a procedure file: sentences in both languages, as text one English a line."""

    def __init__(self, faults: Iterable[Text]):
        self.faults = tuple(faults)
        super().__init__("\n".join(each.en for each in self.faults))


def _wrong(*, id: str, en: str) -> ProcedureError:
    return ProcedureError([Text(id=id, en=en)])


def read_track(path: Path) -> Procedure:
    """One procedure from its file; its library stands beside the shipped tracks."""
    return procedure_of(_toml(path), name=path.name)


def procedure_of(
    track: Mapping[str, Any], *, name: str = "track", library_text: str = ""
) -> Procedure:
    """A procedure from the parsed text of a track file, and of the text of a library that was kept;
    else from the library of the house that the track names."""
    for key in ("track", "version", "in_force_from", "name", "goal", "path", "steps"):
        if key not in track:
            raise _wrong(id=f"{name}: {key} tidak ada", en=f"{name}: {key} is missing")
    _known(track, TRACK_KEYS, name)
    if not library_text:  # one with its library was published, and judged by the rules of its day
        _require_sound(track, name)
    library = _read_library(library_text) if library_text else _library(library_number(track, name))
    steps = _steps(track["steps"], library["step"], name)
    own = {code: each for code, each in track["steps"].items() if "records" in each}
    days = {each["records"]: code for code, each in (library["step"] | own).items()}
    taken = [key for key in track.get("fact", {}) if key in days]
    if taken:
        raise ProcedureError(
            Text(
                id=f"{name}: {key} sudah menjadi hari langkah {days[key]}",
                en=f"{name}: {key} is the day of {days[key]} already",
            )
            for key in taken
        )
    return Procedure(
        track=track["track"],
        version=_number(track["version"], f"{name}: version"),
        in_force_from=_day(track["in_force_from"], name),
        name=_text(track["name"]),
        summary=_text(track.get("summary", {})),
        transition=_text(track.get("transition", {})),
        source=track.get("source", ""),
        goal=track["goal"],
        path=_list(track, "path", name),
        finals=_list(track, "finals", name),
        given=dict(track.get("given", {})),
        steps=steps,
        rules=_used(_each(_own(library["rule"], track.get("rule", {})), _rule, steps), steps, name),
        facts=_each(library["fact"] | track.get("fact", {}), _fact)
        | _step_facts(library["step"] | own),
        clocks=_clocks(track.get("deadlines", ()), library["deadline"], name),
        stages=tuple(Stage(code, _text(each)) for code, each in library["stage"].items()),
        actors={
            code: Actor(code, _text(each), each["side"]) for code, each in library["actor"].items()
        },
        groups=tuple(
            Group(code, _text(each), tuple(each["facts"]))
            for code, each in library.get("group", {}).items()  # one kept long ago has none
        ),
    )


def _require_sound(track: Mapping[str, Any], name: str) -> None:
    if wrong := misplaced(track, name):
        raise ProcedureError(wrong)
    for key in ("name", "summary", "transition"):
        _known(track.get(key, {}), WORDS, f"{name}: {key}")
    for code, each in track.get("fact", {}).items():
        _known(each, FACT_KEYS, f"{name}: {code}")


def _own(library: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """The rules of the library, with what the track says otherwise, and its own."""
    changed = {code: {**library.get(code, {}), **each} for code, each in own.items()}
    return {**library, **changed}


def _used(rules: Mapping[str, Rule], steps: Mapping[str, Step], name: str) -> dict[str, Rule]:
    """The rules that the steps name; one that does not exist is a fault."""
    asked = [(step.code, gate) for step in steps.values() for gate in (*step.gates, *step.proofs)]
    faults = [
        Text(
            id=f"{name}: {code} menyebut kaidah {gate!r}, yang tidak ada",
            en=f"{name}: {code} names the rule {gate!r}, which does not exist",
        )
        for code, gate in asked
        if gate not in rules
    ]
    if faults:
        raise ProcedureError(faults)
    named = {gate for _, gate in asked}
    return {code: rule for code, rule in rules.items() if code in named}


def _known(table: Mapping[str, Any], keys: Iterable[str], where: str) -> None:
    """A key that means nothing is a fault: it would be passed over in silence."""
    faults: list[Text] = []
    for key in table:
        if key not in keys:
            near = difflib.get_close_matches(key, list(keys), n=1, cutoff=0.6)
            meant = MEANT.fill(near=near[0]) if near else Text()
            unknown = Text(
                id=f"{where}: kunci {key!r} tidak dikenal", en=f"{where}: unknown key {key!r}"
            )
            faults.append(unknown + meant)
    if faults:
        raise ProcedureError(faults)


def _number(given: Any, where: str) -> int:
    if isinstance(given, bool) or not isinstance(given, int):
        raise _wrong(
            id=f"{where}: perlu bilangan bulat, bukan {given!r}",
            en=f"{where}: a whole number is needed, not {given!r}",
        )
    return given


def _list(given: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:
    listed = given.get(key, ())
    if not isinstance(listed, list | tuple) or not all(isinstance(each, str) for each in listed):
        raise _wrong(
            id=f'{where}: {key} adalah daftar nama, seperti ["sign"]',
            en=f'{where}: {key} is a list of names, like ["sign"]',
        )
    return tuple(listed)


def library_number(track: Mapping[str, Any], name: str = "track") -> int:
    """The library of the house on which a track is built."""
    return _number(track.get("library", 1), f"{name}: library")


@lru_cache(maxsize=8)
def text_of_library(version: int) -> str:
    """The parts of a library as one text, so that it can be kept as it was."""
    folder = DATA / "library" / str(version)
    if not folder.is_dir():
        raise _wrong(id=f"pustaka {version} tidak ada", en=f"there is no library {version}")
    return "\n".join(_text_in(folder / f"{part}.toml") for part in LIBRARY)


def _library(version: int) -> Mapping[str, Any]:
    return _read_library(text_of_library(version))


@lru_cache(maxsize=32)
def _read_library(text: str) -> Mapping[str, Any]:
    return parsed_toml(text, "library")


@lru_cache(maxsize=8)
def clock_library(version: int = 1) -> Mapping[str, Clock]:
    """Every period that the library knows, whichever track uses it."""
    return _each(_library(version)["deadline"], _clock)


@lru_cache(maxsize=8)
def fact_library(version: int = 1) -> Mapping[str, Fact]:
    """Every fact key that a case may carry, the days of all steps among them."""
    return _each(_library(version)["fact"], _fact) | _step_facts(_library(version)["step"])


def _toml(path: Path) -> dict[str, Any]:
    return parsed_toml(_text_in(path), path.name)


def _text_in(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise _wrong(
            id=f"{path.name} tidak dapat dibaca: {error.strerror}",
            en=f"{path.name} cannot be read: {error.strerror}",
        ) from error
    except UnicodeDecodeError as error:
        raise _wrong(
            id=f"{path.name} bukan TOML: {error}", en=f"{path.name} is not TOML: {error}"
        ) from error


def parsed_toml(text: str, name: str = "track") -> dict[str, Any]:
    """What a text in TOML says; `ProcedureError` names the line and column of what is wrong."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        why, _at, _place = str(error).partition(" (at ")
        place = PLACE.search(str(error))
        where = AT.fill(line=place[1], column=place[2]) if place else AT_END
        raise ProcedureError([NOT_TOML.fill(name=name, where=where, why=why)]) from error


def _each(table: Mapping[str, Any], make: Callable[..., Made], *more: Any) -> dict[str, Made]:
    return {code: make(code, each, *more) for code, each in table.items()}


def _text(given: Mapping[str, str]) -> Text:
    return Text(id=given.get("id", ""), en=given.get("en", ""))


def _day(given: Any, name: str) -> date:
    if isinstance(given, date) and not isinstance(given, datetime):
        return given
    try:
        return date.fromisoformat(given)
    except (TypeError, ValueError) as error:
        raise _wrong(
            id=f"{name}: in_force_from bukan hari", en=f"{name}: in_force_from is no day"
        ) from error


def _condition(given: Mapping[str, Any], key: str, code: str) -> Expression | None:
    if not given.get(key):
        return None
    try:
        return read(given[key])
    except ExpressionError as error:
        raise ProcedureError([Text.same(f"{code}, {key}: ") + error.said]) from error


def _rule(code: str, given: Mapping[str, Any], steps: Mapping[str, Step]) -> Rule:
    _known(given, RULE_KEYS, code)
    needs = _condition(given, "needs", code)
    if needs is None:
        raise _wrong(id=f"{code}: needs tidak ada", en=f"{code}: needs is missing")
    supplier = given.get("step", "")
    return Rule(
        code=code,
        text=_text(given),
        source=given.get("source", ""),
        needs=needs,
        when=_condition(given, "when", code),
        who=_list(given, "who", code),
        step=supplier if supplier in steps else "",
        supplier=supplier,
        level=given.get("level", "must"),
        basis=given.get("basis", "S"),
        since=_since(given, code),
        since_basis=given.get("since_basis", "S"),
    )


def _since(given: Mapping[str, Any], code: str) -> date | None:
    """The day on which the law of a rule or period came into force, if the file tells it."""
    day = given.get("since")
    if day is not None and type(day) is not date:
        raise _wrong(id=f"{code}: since bukan hari", en=f"{code}: since is no day")
    return day


def _fact(code: str, given: Mapping[str, Any]) -> Fact:
    return Fact(
        key=code,
        kind=given.get("kind", "text"),
        meaning=_text(given),
        source=given.get("source", ""),
        aliases=tuple(given.get("aliases", ())),
        choices={each: _text(words) for each, words in given.get("choices", {}).items()},
        choice_aliases=dict(given.get("choice_aliases", {})),
    )


def _step_facts(steps: Mapping[str, Any]) -> dict[str, Fact]:
    day = Text(id="Hari: {name}", en="Day: {name}")
    return {
        given["records"]: Fact(
            key=given["records"],
            kind=given.get("kind", "act"),
            meaning=day.fill(name=_text(given)),
            source=given.get("source", ""),
            aliases=tuple(given.get("aliases", ())),
            step=code,
        )
        for code, given in steps.items()
    }


def _clocks(listed: Iterable[Any], library: Mapping[str, Any], name: str) -> dict[str, Clock]:
    found: dict[str, Clock] = {}
    for each in listed:
        given = {"kind": each} if isinstance(each, str) else each
        kind = given.get("kind", "")
        if kind in library:
            _known(given, ("kind", *library[kind], *CLOCK_KEYS), f"{name}: {kind}")
        if kind not in library:
            raise _wrong(
                id=f"{name}: tenggat {kind!r} tidak ada",
                en=f"{name}: there is no deadline {kind!r}",
            )
        found[kind] = _clock(kind, {**library[kind], **given})
    return found


def _clock(kind: str, given: Mapping[str, Any]) -> Clock:
    return Clock(
        kind=kind,
        name=_text(given),
        anchor=given["anchor"],
        amount=_number(given["amount"], f"{kind}: amount"),
        unit=given["unit"],
        source=given["source"],
        basis=given["basis"],
        done_by=_list(given, "done_by", kind),
        who=given.get("who", ""),
        when=_condition(given, "when", kind),
        overrides=given.get("overrides", ""),
        since=_since(given, kind),
        since_basis=given.get("since_basis", "S"),
    )


def _steps(listed: Mapping[str, Any], library: Mapping[str, Any], name: str) -> dict[str, Step]:
    unknown = [code for code in listed if code not in library and "records" not in listed[code]]
    if unknown:
        raise ProcedureError(
            Text(id=f"{name}: langkah {code!r} tidak ada", en=f"{name}: there is no step {code!r}")
            for code in unknown
        )
    return {code: _step(code, {**library.get(code, {}), **own}) for code, own in listed.items()}


def _step(code: str, given: Mapping[str, Any]) -> Step:
    _known(given, STEP_KEYS, code)
    actor = given.get("actor", "HOKS")
    recorders = _list(given, "recorders", code) or dict.fromkeys(("HOKS", actor))
    lists = {key: _list(given, key, code) for key in LISTS}
    return Step(
        code=code,
        name=_text(given),
        records=given["records"],
        actor=actor,
        source=given.get("source", ""),
        stage=given.get("stage", "idea"),
        recorders=tuple(recorders),
        asks=given.get("asks", ""),
        when=_condition(given, "when", code),
        void_when=_condition(given, "void_when", code),
        status=given.get("status", ""),
        repeats=bool(given.get("repeats", False)),
        ends=bool(given.get("ends", False)),
        basis=given.get("basis", "S"),
        **lists,
    )

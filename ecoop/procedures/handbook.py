"""docs/procedures.md, made from the procedures themselves."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from ecoop.core.workdays import jakarta
from ecoop.procedures import derived
from ecoop.procedures.deadlines import CLOSES, OPENS, rule_of
from ecoop.procedures.loading import clock_library, fact_library
from ecoop.procedures.model import BASES, Clock, Fact, Procedure, Rule, Step
from ecoop.procedures.standing import STATUSES
from ecoop.procedures.versions import shipped

INTRODUCTION = Path(__file__).parent / "data" / "introduction.md"


def page() -> str:
    """The whole page."""
    procedures = shipped()
    parts = [
        INTRODUCTION.read_text(encoding="utf-8").rstrip(),
        _tracks(procedures),
        *(_track(each) for each in procedures),
        _rules(procedures),
        _deadlines(clock_library().values()),
        _facts(fact_library().values()),
        _days(fact_library().values()),
        _derived(),
        _codes(procedures[0]),
    ]
    return "\n\n".join(parts) + "\n"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    lines += ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]
    return "\n".join(lines)


def _codes_of(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names) or "-"


def _tracks(procedures: Iterable[Procedure]) -> str:
    rows = [
        (
            f"[`{each.track}`](#{each.track.replace('_', '-')})",
            f"{each.name.en} / {each.name.id}",
            f"{each.version} ({each.in_force_from})",
            f"`{each.goal}`",
            each.source,
        )
        for each in procedures
    ]
    heads = ("track", "name", "version (in force from)", "goal", "source")
    return "## Tracks\n\n" + _table(heads, rows)


def _track(procedure: Procedure) -> str:
    preset = ", ".join(f"`{key}`: {str(value).lower()}" for key, value in procedure.given.items())
    title = procedure.track.replace("_", "-")
    told = (
        f"Goal `{procedure.goal}`; the way: {' → '.join(procedure.path)}. "
        f"Preset facts: {preset or 'none'}. Deadlines: {_clocks(procedure)}."
    )
    lines = [
        f'### <a id="{title}"></a>{procedure.name.en} (`{procedure.track}`)',
        f"{procedure.summary.en}\n*{procedure.summary.id}*",
        *([f"{then.en}\n*{then.id}*"] if (then := procedure.transition) else ()),
        told,
        _table(
            ("step", "name", "records", "turn", "asks first", "more", "source"),
            [_step(procedure, step) for step in procedure.steps.values()],
        ),
    ]
    return "\n\n".join(lines)


def _clocks(procedure: Procedure) -> str:
    return ", ".join(_own_period(clock) for clock in procedure.clocks.values())


def _own_period(clock: Clock) -> str:
    """A period by its kind, with what the track says otherwise than the library."""
    usual = clock_library()[clock.kind]
    more = [f"from `{clock.anchor}`"] if clock.anchor != usual.anchor else []
    if clock.when and clock.when != usual.when:
        more.append(f"only if `{clock.when.text}`")
    return f"`{clock.kind}`" + (f" ({', '.join(more)})" if more else "")


def _step(procedure: Procedure, step: Step) -> tuple[str, ...]:
    musts = [gate for gate in step.gates if procedure.rules[gate].level == "must"]
    advice = [gate for gate in step.gates if procedure.rules[gate].level != "must"]
    asked = [f"`{code}`" for code in (*step.requires, *musts)]
    return (
        f"`{step.code}`",
        f"{step.name.en} / {step.name.id}",
        f"`{step.records}`",
        step.actor,
        ", ".join(asked) or "-",
        "; ".join(_more(step, advice)) or "-",
        step.source,
    )


def _more(step: Step, advice: list[str]) -> Iterable[str]:
    if step.when:
        yield f"only if `{step.when.text}`"
    for label, names in (
        ("once done, proved by", step.proofs), ("advice", advice), ("answers, and then shuts,", (step.asks,)),
        ("causes", step.causes), ("takes the effect from", step.cancels),
        ("asks anew for", step.reopens),
        ("with the act", step.evidence), ("may be told with it", step.tells),
    ):  # fmt: skip
        if any(names):
            yield f"{label} {_codes_of(names)}"
    if step.precludes:
        spared = f" except {_codes_of(step.spares)}" if step.spares else ""
        every = "every other step" if "*" in step.precludes else _codes_of(step.precludes)
        yield f"shuts {every}{spared}"
    if step.void_when:
        yield f"void when `{step.void_when.text}`"
    if step.status:
        yield f"status `{step.status}`"
    for label, is_so in (("may be repeated", step.repeats), ("ends the case", step.ends)):
        if is_so:
            yield label


def _rules(procedures: Iterable[Procedure]) -> str:
    held: dict[str, list[tuple[str, Rule]]] = {}
    for procedure in procedures:
        for code, rule in procedure.rules.items():
            held.setdefault(code, []).append((procedure.track, rule))
    rows = [_rule(code, of) for code, of in sorted(held.items(), key=lambda each: _order(each[0]))]
    heads = ("rule", "holds if", "asked when", "source", "words", "who", "basis")
    return "## Rules\n\n" + _table(heads, rows)


def _rule(code: str, of: list[tuple[str, Rule]]) -> tuple[str, ...]:
    says = (
        lambda rule: f"`{rule.needs.text}`",
        _asked,
        lambda rule: rule.source,
        lambda rule: f"{rule.text.en}<br>*{rule.text.id}*",
        lambda rule: ", ".join(rule.who),
        lambda rule: rule.basis + ("" if rule.level == "must" else ", advice"),
    )
    return (f"`{code}`", *(_by_track(of, each) for each in says))


def _by_track(of: list[tuple[str, Rule]], says: Callable[[Rule], str]) -> str:
    """What a rule says in most tracks, and in which it says something else."""
    tracks: dict[str, list[str]] = {}
    for track, rule in of:
        tracks.setdefault(says(rule), []).append(track)
    usual = max(tracks, key=lambda words: len(tracks[words]))
    others = [f"{words} in {_codes_of(where)}" for words, where in tracks.items() if words != usual]
    return "; ".join([usual, *others])


def _asked(rule: Rule) -> str:
    when = f"`{rule.when.text}`" if rule.when else "always"
    return f"{when}, from {_since(rule)} on" if rule.since else when


def _since(each: Rule | Clock) -> str:
    """The first day of a law; what was not seen in its source is said to be a setting."""
    known = each.since_basis == "S"
    return f"{each.since}" if known else f"{each.since} ({BASES[each.since_basis].en})"


def _order(code: str) -> tuple[bool, str, int, str]:
    head = code.split(".")[0]
    is_numbered = head[:1] in "AG" and head[1:].isdigit()
    return (not is_numbered, head[:1], int(head[1:]) if is_numbered else 0, code)


def _deadlines(clocks: Iterable[Clock]) -> str:
    rows = [
        (
            f"`{clock.kind}`",
            clock.name.en,
            rule_of(clock).en
            + (
                f" (the number of `{clock.overrides}`, where that is known)"
                if clock.overrides
                else ""
            )
            + (f", if that is {_since(clock)} or later" if clock.since else "")
            + (f", only if `{clock.when.text}`" if clock.when else ""),
            _codes_of(clock.done_by),
            clock.source,
            clock.basis,
        )
        for clock in clocks
    ]
    text = (
        "Working days: no Saturday, Sunday, national holiday or joint leave (Asia/Jakarta); the day "
        f"it runs from does not count. The days off of {_years()} are known; another year is counted by "
        "weekends alone and the note says so. Other periods keep the calendar day (31 January + 1 month is "
        f"the last of February) and are not moved off a holiday. Office hours {OPENS:%H:%M} to "
        f"{CLOSES:%H:%M} (setting). Basis: "
        + "; ".join(f"{code} {words.en}" for code, words in BASES.items())
        + ". A period that stands at no track runs in `explain` with every track, once the fact that "
        "it runs from is given."
    )
    heads = ("kind", "what", "due", "met by", "source", "basis")
    return f"## Deadlines\n\n{text}\n\n" + _table(heads, rows)


def _years() -> str:
    known = sorted(jakarta().years)
    return f"{known[0]} to {known[-1]}" if known else "no year"


def _facts(facts: Iterable[Fact]) -> str:
    rows = [
        (f"`{fact.key}`", _codes_of(fact.aliases), _kind(fact), fact.meaning.en, fact.source)
        for fact in facts
        if not fact.step
    ]
    return "## Facts\n\n" + _table(("key", "also", "type", "meaning", "source"), rows)


def _kind(fact: Fact) -> str:
    names = {"act": "date of an act", "flag": "true or false", "count": "whole number"}
    if not fact.choices:
        return names.get(fact.kind, fact.kind)
    choices = ", ".join(f"`{each}`" for each in fact.choices)
    also = ", ".join(f"`{each}`" for each in fact.choice_aliases)
    start = "list of" if fact.kind == "list" else "one of"
    return f"{start} {choices}" + (f" (also {also})" if also else "")


def _days(facts: Iterable[Fact]) -> str:
    rows = [
        (f"`{fact.key}`", _codes_of(fact.aliases), f"`{fact.step}`", fact.meaning.en.split(": ")[1])
        for fact in facts
        if fact.step
    ]
    text = (
        "Each is the day on which the step was done; the code of the step is understood as a key "
        "too (`sign` for `signed_on`)."
    )
    heads = ("key", "also", "step", "name")
    return f"## Days of steps\n\n{text}\n\n" + _table(heads, rows)


def _derived() -> str:
    rows = [(f"`{name}`", text.en) for name, text in derived.MEANINGS.items()]
    return (
        "## Facts that are computed\n\nNever given (A5), except the last five where known.\n\n"
        + _table(("name in conditions", "holds, or is"), rows)
    )


def _codes(procedure: Procedure) -> str:
    actors = [
        (f"`{code}`", f"{actor.name.en} / {actor.name.id}", actor.side)
        for code, actor in procedure.actors.items()
    ]
    stages = [(f"`{each.code}`", f"{each.name.en} / {each.name.id}") for each in procedure.stages]
    statuses = [(f"`{code}`", f"{text.en} / {text.id}") for code, text in STATUSES.items()]
    return "\n\n".join(
        (
            "## Codes",
            "Turn (`turn`), and whose side it is:",
            _table(("code", "name", "side"), actors),
            "Stages, in their order:",
            _table(("code", "name"), stages),
            "Status:",
            _table(("code", "name"), statuses),
        )
    )

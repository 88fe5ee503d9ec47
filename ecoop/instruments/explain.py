"""`ecoop clock explain`: the clock's reading of a record or of cases in a file, in words."""

import importlib
import json
import sys
from argparse import Namespace
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from ecoop.core.arguments import WrongArgument, read_json
from ecoop.core.bilingual import LANGUAGES, Text
from ecoop.core.dates import PartialDate
from ecoop.core.workdays import jakarta
from ecoop.instruments.clock import Facts, FactsError, Reading, facts_from, reading

JAKARTA = ZoneInfo("Asia/Jakarta")
CASE_KEYS = ("id", "name", "on", "facts")
LABELS = {
    "starts": Text(id="Mulai berlaku", en="In force from"),
    "ends": Text(id="Berakhir", en="Ends"),
    "last_notice_day": Text(id="Batas pemberitahuan", en="Last day for notice"),
    "next_renewal": Text(id="Perpanjangan berikutnya", en="Next renewal"),
}
ALERTS = Text(id="Pengingat", en="Alerts")
REASONS = Text(id="Alasan", en="Reasons")
UNSURE = Text(id=" (tidak pasti)", en=" (not certain)")
DORMANT = Text(id=", tidak aktif", en=", dormant")


def main(arguments: Namespace) -> int:
    """Run the command; 0 when every case was read, 1 when one was not, 2 when none could be."""
    on = arguments.on or datetime.now(JAKARTA).date()
    try:
        if bool(arguments.code) == bool(arguments.facts):
            raise WrongArgument("give either the CODE of a record or --facts FILE")
        if arguments.facts:
            return explain_cases(arguments, on)
        facts = facts_of_record(arguments.code)
    except WrongArgument as error:
        sys.stderr.write(f"ecoop clock explain: {error}\n")
        return 2
    found = reading(facts, on, calendar=jakarta())
    show([(arguments.code, found)], arguments, is_list=False)
    return 0


def explain_cases(arguments: Namespace, on: date) -> int:
    """Read each case of a file; a case that cannot be read says why and spoils no other."""
    given = read_json(arguments.facts)
    cases = given if isinstance(given, list) else [given]
    answers = [(case_name(case, number), answer(case, on)) for number, case in enumerate(cases, 1)]
    failed = [error for _, error in answers if isinstance(error, FactsError)]
    if failed and not isinstance(given, list):
        raise WrongArgument(str(failed[0]))
    show(answers, arguments, is_list=isinstance(given, list))
    return 1 if failed else 0


def answer(case: Any, on: date) -> Reading | FactsError:
    """The reading of one case: its keys, or {"facts": {...}}, each with its own "on" if given."""
    try:
        if not isinstance(case, Mapping):
            raise FactsError("a case must be an object with keys")
        facts = case.get("facts")
        if facts is None:
            facts = {key: value for key, value in case.items() if key not in CASE_KEYS}
        day = date.fromisoformat(case["on"]) if case.get("on") else on
        return reading(facts_from(facts), day, calendar=jakarta())
    except FactsError as error:
        return error
    except (TypeError, ValueError):
        return FactsError(f"on: not a day like 2026-11-21: {case['on']!r}")


def case_name(case: Any, number: int) -> str:
    named = case.get("id") or case.get("name") if isinstance(case, Mapping) else None
    return str(named or number)


def facts_of_record(code: str) -> Facts:
    """The facts of a record of this house, read as the system itself."""
    importlib.import_module("django").setup()
    # Models can be imported only now that Django is set up.
    queries = importlib.import_module("ecoop.instruments.queries")
    identity = importlib.import_module("ecoop.core.identity")
    errors = importlib.import_module("django.db")
    try:
        with identity.acting(identity.SYSTEM):
            found = queries.Instrument.objects.filter(code=code.upper()).first()
            facts: Facts | None = (
                queries.facts_of(found, queries.changes_of(found)) if found else None
            )
    except errors.OperationalError as error:
        raise WrongArgument(
            "the database does not answer; start it with: ecoop db start"
        ) from error
    if facts is None:
        raise WrongArgument(f"there is no record {code}")
    return facts


def show(
    answers: list[tuple[str, Reading | FactsError]], arguments: Namespace, *, is_list: bool
) -> None:
    if arguments.json:
        plain = [as_plain(name, each) for name, each in answers]
        json.dump(plain if is_list else plain[0], sys.stdout, ensure_ascii=False, indent=2)
        sys.stdout.write("\n")
        return
    for name, each in answers:
        if isinstance(each, FactsError):
            sys.stdout.write(f"{name}: {each}\n\n")
            continue
        for lang in [arguments.lang] if arguments.lang else LANGUAGES:
            sys.stdout.write(page(name, each, lang) + "\n")


def as_plain(name: str, each: Reading | FactsError) -> dict[str, Any]:
    if isinstance(each, FactsError):
        return {"case": name, "error": str(each)}
    return {"case": name, **each.as_dict()}


def page(name: str, found: Reading, lang: str) -> str:
    """One reading as a plain-text page in one language."""
    day = PartialDate.of(found.on).words(lang)
    status = found.status.label.in_(lang) + (DORMANT.in_(lang) if found.is_dormant else "")
    unsure = "" if found.is_certain else UNSURE.in_(lang)
    lines = [f"{name} · {day}: {status}{unsure}", found.explanation.in_(lang), ""]
    for key, label in LABELS.items():
        span = getattr(found, key)
        if span:
            lines.append(f"  {label.in_(lang)}: {span.words(lang)}")
    if found.alerts:
        told = ", ".join(PartialDate.of(alert.on).words(lang) for alert in found.alerts)
        lines.append(f"  {ALERTS.in_(lang)}: {told}")
    lines.append(f"  {REASONS.in_(lang)}:")
    for number, step in enumerate(found.steps, 1):
        lines.append(f"  {number}. {step.text.in_(lang)} [{step.source.in_(lang)}]")
    return "\n".join(lines) + "\n"

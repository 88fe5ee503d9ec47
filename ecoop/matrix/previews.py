"""What the page of an import needs, by the part of it that is asked for."""

import re
from urllib.parse import parse_qs, urlencode

from django.db import transaction
from django.utils.translation import gettext as _

from ecoop.accounts.policy import may
from ecoop.core.dates import PartialDate
from ecoop.core.shown import language
from ecoop.matrix import actions, forms, lifecycle, queries, showing, spelling
from ecoop.matrix.models import Group, Severity
from ecoop.places.names import country_names

PARTS = ("partners", "columns", "ignored", "vanished")
EVERY = "all"  # the tab of all rows
_QUERY = re.compile(r"[\w=&%.+-]{0,300}")


def context(batch, query, actor) -> dict:
    """Everything of the template; while the file is being read, only its progress."""
    day = batch.reading.get("as_of")
    plain = {"batch": batch, "as_of": PartialDate.parse(day) if day else None,
             "is_open": batch.state == lifecycle.READY,
             "may_undo": may(actor, "undo_import", batch)}  # fmt: skip
    if batch.is_working or batch.state in (lifecycle.REFUSED, lifecycle.DISCARDED):
        return plain
    counted = queries.counts(batch)
    part = query.get("tab") or _first_part(query, counted)
    asked = {"tab": part, "severity": query.get("severity", ""), "q": query.get("q", "")[:100]}
    planned = outcome(counted.plans)
    plain |= {
        "counts": counted, "tab": part, "asked": asked, "back": _link(**asked),
        "tabs": _tabs(batch, counted, asked), "severities": _severities(counted, asked),
        "outcome": planned, "is_idle": planned[lifecycle.SKIP] == sum(planned.values()),
        "open_partners": _open_partners(batch),
    }  # fmt: skip
    return plain | (_part(batch, part) if part in PARTS else _rows(batch, query, asked))


def _first_part(query, counted) -> str:
    """What is shown when nothing is asked for: of a file that came before, what has changed in it."""
    came_before = counted.groups.get(lifecycle.SAME) and counted.groups.get(lifecycle.CHANGED)
    return lifecycle.CHANGED if came_before and not query else EVERY


def _link(**asked) -> str:
    return urlencode({name: value for name, value in asked.items() if value})


def _tabs(batch, counted, asked) -> list[tuple]:
    left_out = len(batch.reading.get("left_out", []))
    named = [
        (EVERY, _("All rows"), counted.total),
        *((code, label, counted.groups.get(code, 0)) for code, label in Group.choices),
        ("ignored", _("Not read as records"), left_out),
        ("vanished", _("No longer in the file"), len(batch.vanished)),
        ("partners", _("Partners"), len(batch.partners)),
        ("columns", _("Columns"), None),
    ]
    return [
        (label, f"?{_link(**{**asked, 'tab': code})}", asked["tab"] == code, number)
        for code, label, number in named
        if number or code in (EVERY, "columns")
    ]


def _severities(counted, asked) -> list[tuple]:
    """[(number, words, address)] of the rows by their gravest finding."""
    return [
        (counted.severities.get(code, 0), label, f"?{_link(severity=code)}" if code else "")
        for code, label in Severity.choices
    ]


def outcome(plans) -> dict[str, int]:
    """How many rows confirmation would register, change, join, keep and leave out."""
    return {plan: plans.get(plan, 0) for plan in lifecycle.PLANS}


def _open_partners(batch) -> int:
    return sum(spelling.is_open(entry) for entry in batch.partners.values())


def _rows(batch, query, asked) -> dict:
    after = query.get("after", "")
    rows, following = queries.page(
        batch, group=asked["tab"] if asked["tab"] in lifecycle.GROUPS else "",
        severity=asked["severity"] if asked["severity"] in Severity.values else "",
        words=asked["q"], after=int(after) if after.isdecimal() and len(after) < 9 else 0,
    )  # fmt: skip
    is_open = batch.state == lifecycle.READY
    return {
        "lines": [showing.line(row, is_open=is_open) for row in rows],
        "next": f"?{_link(**asked, after=following)}" if following else "",
        "first": f"?{_link(**asked)}" if after else "",
    }


def _part(batch, part) -> dict:
    if part == "partners":
        entries = sorted(
            batch.partners.items(),
            key=lambda each: (not spelling.is_open(each[1]), each[1]["text"].casefold()),
        )
        return {"entries": [(key, entry, _choices(entry)) for key, entry in entries]}
    if part == "columns":
        rows = batch.rows.order_by("position").only("sheet", "cells")
        tables = showing.tables(batch, showing.samples_of(rows[:200]))
        return {"tables": [(table, forms.ColumnsForm(table=table)) for table in tables]}
    return {}


def _choices(entry) -> list[tuple[str, str]]:
    """[(choice, words)]: the proposal first, then who it may be as well."""
    found = []
    if entry["how"] in (spelling.KNOWN, spelling.NAMED):
        found.append(("", entry["name"]))
    for one in entry.get("candidates", ()):
        value = f"org:{one['organisation']}" if one["organisation"] else f"name:{one['name']}"
        found.append((value, _with_country(one, entry["country"])))
    return [*found, ("new", _("Another, new organisation"))]


def _with_country(candidate, country) -> str:
    """Its name, and where it is when the file speaks of another country: namesakes are many."""
    home = candidate.get("country", "")
    if not home or home == country:
        return candidate["name"]
    return f"{candidate['name']} ({country_names()[home].in_(language())})"


def neighbour(batch, position) -> int | None:
    """The next row to look at: first those with a mistake or a warning, then the doubtful."""
    rows = batch.rows.filter(position__gt=position).order_by("position")
    grave = rows.filter(severity__in=("error", "warning"))
    doubtful = rows.filter(group__in=(lifecycle.DOUBTFUL, lifecycle.UNREADABLE))
    place = grave.values_list("position", flat=True).first()
    return place or doubtful.values_list("position", flat=True).first()


def positions(batch, posted) -> list[int]:
    """The rows of the part (tab and severity) from which a bulk decision came."""
    query = {name: values[0] for name, values in parse_qs(posted.get("back", "")).items()}
    rows = batch.rows.order_by("position")
    if query.get("tab") in lifecycle.GROUPS:
        rows = rows.filter(group=query["tab"])
    if query.get("severity") in Severity.values:
        rows = rows.filter(severity=query["severity"])
    return list(rows.values_list("position", flat=True))


@transaction.atomic
def save_plans(batch, plans, by) -> None:
    """Decide the rows whose plan differs from what it was."""
    held = dict(batch.rows.order_by().values_list("position", "plan"))
    for plan, chosen in plans.items():
        moved = [position for position in chosen if held.get(position, plan) != plan]
        if moved:
            actions.decide(batch=batch, positions=moved, plan=plan, by=by)


@transaction.atomic
def save_partners(batch, chosen, by) -> None:
    """Decide the spellings whose choice differs, and compare the open rows again."""
    moved = {
        key: choice for key, choice in chosen.items()
        if key in batch.partners and batch.partners[key].get("decision", "") != choice
    }  # fmt: skip
    for key, choice in moved.items():
        actions.decide_partner(batch=batch, key=key, choice=choice, by=by)
    if moved:
        actions.replan(batch=batch, by=by)


def is_query(text: str) -> bool:
    return bool(_QUERY.fullmatch(text))

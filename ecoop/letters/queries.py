"""Reads of letters and dispositions."""

from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import F
from django.db.models.expressions import RawSQL

from ecoop.core.aggregates import rows_from
from ecoop.letters.lifecycle import Node, Reader, tree
from ecoop.letters.models import Disposition, Letter, Receiver
from ecoop.tasks import desks

MY_DESKS = RawSQL("select unnest(ecoop.desks())", ())  # noqa: S611 - a constant
SHOWN = ("id", "code", "direction", "moved_on", "subject", "sender", "classification")
# Letters with the dispositions on them, one row each, and a letter without any once; who received
# a disposition stands in it as JSON.
WITH_NODES = """
select v.*, d.id::text, d.parent_id::text, d.given_by::text, d.given_by_name, d.given_at,
       d.instructions, d.note, d.urgency, d.classification, t.due_on, d.cancelled_at,
       d.task_id::text, coalesce(t.result, ''), coalesce(t.outcome = 'done', false),
       (select json_agg(json_build_array(r.holder,
                   case when r.holder like 'user:%%' then ecoop.name_of(substr(r.holder, 6)::uuid) end,
                   r.is_in_charge, r.read_at, r.read_by_name) order by r.is_in_charge desc, r.id)
        from letters_receiver r where r.disposition_id = d.id)
from {rows} v left join letters_disposition d on d.letter_id = v.id
left join tasks_task t on t.id = d.task_id
order by v.moved_on desc, v.id desc
"""


class Told(NamedTuple):
    """A letter as other pages show it, with the tree of dispositions on it."""

    id: UUID
    code: str
    direction: str
    moved_on: date
    subject: str
    sender: str
    classification: str
    tree: list[Node]


class Mine(NamedTuple):
    """One disposition of a list of one's own."""

    id: object
    code: str
    subject: str
    given_by_name: str
    given_at: object
    instructions: list[str]
    note: str
    urgency: str
    due_on: object
    cancelled_at: object
    is_done: bool
    is_in_charge: bool
    read_at: object
    holder_name: str


def visible_to(actor):
    """The letters `actor` may open."""
    return Letter.objects.visible_to(actor)


def dispositions_seen(actor):
    """The dispositions `actor` may open: of letters seen, up to their own class."""
    highest = max(actor.reach, actor.own_reach)
    return Disposition.objects.filter(class_rank__lte=highest, letter__in=visible_to(actor))


def with_trees(letters) -> list[Told]:
    """These letters, the newest first, each with its dispositions and who has read them; the wall
    hides what may not be seen. One statement."""
    found: dict[tuple, list[Node]] = {}
    for row in rows_from(letters, SHOWN, WITH_NODES):
        letter, (*node, readers) = row[: len(SHOWN)], row[len(SHOWN) :]
        nodes = found.setdefault(letter, [])
        if node[0]:
            nodes.append(Node(*node, readers=[_reader(*one) for one in readers or ()]))
    return [Told(*letter, tree(nodes)) for letter, nodes in found.items()]


def tree_of(letter) -> list[Node]:
    """The dispositions on one letter as a tree."""
    (told,) = with_trees(Letter.objects.filter(pk=letter.pk))
    return told.tree


def _reader(holder, name, is_in_charge, read_at, read_by_name) -> Reader:
    at = datetime.fromisoformat(read_at) if read_at else None
    return Reader(holder, desks.words(holder, name), is_in_charge, at, read_by_name)


def mine(actor, *, given: bool, limit=200) -> list[Mine]:
    """The dispositions on the desks at which `actor` works today, or those `actor` gave; unread
    ones first, then the newest."""
    rows = Receiver.objects.filter(disposition__in=dispositions_seen(actor))
    if given:
        rows = rows.filter(disposition__given_by=actor.user_id)
    else:
        rows = rows.filter(holder__in=MY_DESKS, disposition__cancelled_at=None)
    named = RawSQL(  # noqa: S611 - a constant
        "case when letters_receiver.holder like 'user:%%'"
        " then ecoop.name_of(substr(letters_receiver.holder, 6)::uuid) end", ()
    )  # fmt: skip
    found = rows.annotate(holder_name=named).order_by(
        F("read_at").desc(nulls_first=True), "-disposition__given_at", "pk"
    )
    columns = [f"disposition__{name}" for name in (
        "pk", "letter__code", "letter__subject", "given_by_name", "given_at", "instructions",
        "note", "urgency", "task__due_on", "cancelled_at")]  # fmt: skip
    outcome = "disposition__task__outcome"
    return [
        Mine(*row[:10], row[10] == "done", *row[11:13], desks.words(*row[13:]))
        for row in found.values_list(
            *columns, outcome, "is_in_charge", "read_at", "holder", "holder_name"
        )[:limit]
    ]

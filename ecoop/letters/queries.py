"""Reads of letters and dispositions."""

from typing import NamedTuple

from django.db import connection
from django.db.models import F
from django.db.models.expressions import RawSQL

from ecoop.letters.lifecycle import Node, Reader, tree
from ecoop.letters.models import Disposition, Letter, Receiver

MY_DESKS = RawSQL("select unnest(ecoop.desks())", ())  # noqa: S611 - a constant
NODES = """
select d.id::text, d.parent_id::text, d.given_by::text, d.given_by_name, d.given_at, d.instructions,
       d.note, d.urgency, d.classification, t.due_on, d.cancelled_at, d.task_id::text,
       coalesce(t.result, ''), coalesce(t.outcome = 'done', false)
from letters_disposition d left join tasks_task t on t.id = d.task_id
where d.letter_id = %s
"""
READERS = """
select r.disposition_id::text, r.holder,
       case when r.holder like 'user:%%' then ecoop.name_of(substr(r.holder, 6)::uuid)
            else split_part(r.holder, ':', 2) end, r.is_in_charge, r.read_at, r.read_by_name
from letters_receiver r join letters_disposition d on d.id = r.disposition_id
where d.letter_id = %s order by r.is_in_charge desc, r.id
"""


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


def tree_of(letter) -> list[Node]:
    """The dispositions of a letter as a tree, with who has read them; the wall hides what may not
    be seen. Two statements."""
    with connection.cursor() as cursor:
        cursor.execute(NODES, [letter.pk])
        nodes = {row[0]: Node(*row) for row in cursor.fetchall()}
        cursor.execute(READERS, [letter.pk])
        for disposition, *reader in cursor.fetchall():
            if disposition in nodes:
                nodes[disposition].readers.append(Reader(*reader))
    return tree(list(nodes.values()))


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
        " then ecoop.name_of(substr(letters_receiver.holder, 6)::uuid)"
        " else split_part(letters_receiver.holder, ':', 2) end", ()
    )  # fmt: skip
    found = rows.annotate(holder_name=named).order_by(
        F("read_at").desc(nulls_first=True), "-disposition__given_at", "pk"
    )
    columns = [f"disposition__{name}" for name in (
        "pk", "letter__code", "letter__subject", "given_by_name", "given_at", "instructions",
        "note", "urgency", "task__due_on", "cancelled_at")]  # fmt: skip
    outcome = "disposition__task__outcome"
    return [
        Mine(*row[:10], row[10] == "done", *row[11:])
        for row in found.values_list(*columns, outcome, "is_in_charge", "read_at", "holder_name")[
            :limit
        ]
    ]

"""Acting officers: who stands in for whom, from which day to which (Plh, Plt; domain.md 6, G7)."""

from typing import NamedTuple
from uuid import UUID

from django.db import connection, transaction
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone

from ecoop.accounts.models import Acting
from ecoop.accounts.policy import may, require
from ecoop.core import ledger
from ecoop.core.bilingual import Text
from ecoop.core.identity import Actor
from ecoop.core.verdicts import Refusal, Refused

ONESELF = Text(
    id="Anda tidak dapat menunjuk diri sendiri sebagai pelaksana bagi orang lain.",
    en="You cannot name yourself to act for somebody else.",
)
NOT_YOURS = Text(
    id="Unit teknis hanya dapat menunjuk pelaksana bagi pejabatnya sendiri yang sedang masuk.",
    en="Somebody of a technical unit names an acting officer for themselves only.",
)
NOT_YOURS_TO_END = Text(
    id="Unit teknis hanya dapat mengakhiri penunjukan yang menyangkut pejabatnya sendiri.",
    en="Somebody of a technical unit ends an acting that concerns themselves only.",
)
ORDER = "UU 30/2014 art. 14"
ledger.describe({
    "acting.named": ("menunjuk pelaksana", "named an acting officer"),
    "acting.ended": ("mengakhiri penunjukan pelaksana", "ended the acting of"),
})  # fmt: skip


class Colleague(NamedTuple):
    """Somebody inside BNPB: `reach` is the highest class rank they may see of any record."""

    id: UUID
    name: str
    units: tuple[str, ...]
    roles: tuple[str, ...]
    reach: int

    @property
    def actor(self) -> Actor:
        """Who they would be to the policy table, at their own desk."""
        keys = frozenset(f"unit:{code}" for code in self.units)
        return Actor(f"user:{self.id}", self.id, self.name, frozenset(self.roles), keys)

    @property
    def does_tasks(self) -> bool:
        """Whether a task could be theirs: who only reads or keeps accounts acts on no record."""
        return bool(may(self.actor, "do_task"))


class StandIn(NamedTuple):
    """One acting power; `state` is coming, running or over."""

    id: int
    officer: str
    acts_for: str
    kind: str
    basis: str
    from_on: object
    to_on: object
    ended_at: object
    state: str
    is_mine: bool
    may_end: bool


def colleagues() -> list[Colleague]:
    """Everybody inside who holds a role today, by name; nobody is told to those outside."""
    with connection.cursor() as cursor:
        cursor.execute("select * from ecoop.colleagues() order by name, id")
        return [
            Colleague(one, name, tuple(units or ()), tuple(roles), reach)
            for one, name, units, roles, reach in cursor.fetchall()
        ]


def running(on) -> QuerySet[Acting]:
    """The acting powers that hold on a day, both their first and their last included."""
    return Acting.objects.filter(ended_at=None, from_on__lte=on, to_on__gte=on)


@transaction.atomic
def name_acting(*, by, officer, acts_for, kind, basis, from_on, to_on) -> Acting:
    """Let `officer` stand in for `acts_for` (ids of accounts) within the days, both included.

    The power ends by itself with the last day (G7) and gives no sight of anything by itself.
    """
    require(by, "name_acting")
    if officer == by.user_id:
        raise Refused(Refusal(ONESELF, source=ORDER))
    if by.roles <= {"unit"} and acts_for != by.user_id:
        raise Refused(Refusal(NOT_YOURS, source=ORDER))
    acting = Acting(
        officer_id=officer, acts_for_id=acts_for, kind=kind, basis=basis,
        from_on=from_on, to_on=to_on,
    )  # fmt: skip
    acting.save(force_insert=True)
    _record(by, "acting.named", acting, {
        "kind": ["", kind], "basis": ["", basis], "from": ["", from_on], "to": ["", to_on]})  # fmt: skip
    return acting


@transaction.atomic
def end_acting(*, acting, by) -> None:
    """End an acting power before its last day. Raises `Refused` for somebody of a technical unit
    whose power it is not."""
    require(by, "name_acting")
    if not _may_end(by, acting.officer_id, acting.acts_for_id):
        raise Refused(Refusal(NOT_YOURS_TO_END, source=ORDER))
    acting.ended_at = timezone.now()
    acting.save(update_fields=["ended_at"])
    _record(by, "acting.ended", acting, {})


def _may_end(by, *concerned: UUID) -> bool:
    return not by.roles <= {"unit"} or by.user_id in concerned


def standins(actor) -> list[StandIn]:
    """The acting powers that run, come, or ended within ninety days; the latest first."""
    with connection.cursor() as cursor:
        cursor.execute(LISTED, [actor.user_id, actor.user_id, actor.user_id])
        rows = cursor.fetchall()
    ends_all = _may_end(actor) and bool(may(actor, "name_acting"))
    return [StandIn(*row, may_end=row[8] != "over" and (ends_all or row[9])) for row in rows]


LISTED = """
select a.id, ecoop.name_of(a.officer_id), ecoop.name_of(a.acts_for_id), a.kind, a.basis, a.from_on,
       a.to_on, a.ended_at,
       case when a.ended_at is not null or a.to_on < t.today then 'over'
            when a.from_on > t.today then 'coming' else 'running' end,
       %s in (a.officer_id, a.acts_for_id)
from accounts_acting a cross join (select (now() at time zone 'Asia/Jakarta')::date as today) t
where a.to_on > t.today - 90
order by (a.officer_id = %s or a.acts_for_id = %s) desc, a.from_on desc, a.id desc limit 200
"""


def _record(by, act, acting, changes) -> None:
    """The ledger keeps the names: accounts of colleagues are not open to everybody."""
    with connection.cursor() as cursor:
        asked = [acting.officer_id, acting.acts_for_id]
        cursor.execute("select ecoop.name_of(%s), ecoop.name_of(%s)", asked)
        officer, acts_for = cursor.fetchone()
    ledger.record(
        actor=by, act=act, kind="acting", record_id=acting.acts_for_id, code=acts_for,
        class_rank=1, changes={"officer": ["", officer]} | changes,
    )  # fmt: skip


def get_running(number) -> Acting:
    """The acting power `number` that has not been ended; 404 when there is none."""
    return get_object_or_404(Acting, pk=number, ended_at=None)

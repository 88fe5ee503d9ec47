"""Desks: whose they are, in words, and how secret a thing may lie on them."""

from django.db import connection
from django.utils import timezone

from ecoop.accounts.models import Unit
from ecoop.accounts.policy import view_rules
from ecoop.accounts.roles import Role
from ecoop.accounts.standins import Colleague, colleagues, running
from ecoop.accounts.units import unit_name
from ecoop.core.bilingual import Text
from ecoop.core.classification import RANKS
from ecoop.core.shown import language
from ecoop.core.verdicts import Refusal, Refused
from ecoop.partners.queries import names_of
from ecoop.tasks.lifecycle import PERSON, ROLES, person, unit

NO_SUCH_DESK = Text(
    id="Tidak ada orang, unit, atau peran seperti itu yang dapat menerima tugas.",
    en="There is no such person, unit or role that could take a task.",
)
TOO_SECRET = Text(
    id="Penerima tidak boleh membaca catatan dengan klasifikasi ini; penerusan tidak memperluas klasifikasi.",
    en="The receiver may not read records of this class; forwarding never widens a classification.",
)
BEYOND = Text(
    id="Anda tidak dapat memberikan klasifikasi yang tidak boleh Anda baca sendiri.",
    en="You cannot give a class that you may not read yourself.",
)
NAME_MOST = 200  # as long as the columns that keep who did something
OUTSIDE = RANKS["limited"]  # what a partner, ministry or region sees of its own


def require_reach(holder: str, class_rank: int, *, people: list[Colleague] | None = None) -> None:
    """Raise `Refused` when nobody at that desk could read something of this class (G1); `people`
    are the colleagues, when they are known already."""
    highest = reach_of(holder, people=people)
    if highest is None:
        raise Refused(Refusal(NO_SUCH_DESK))
    if class_rank > highest:
        raise Refused(Refusal(TOO_SECRET, source="UU 14/2008 art. 17; rule G1", rule="G1"))


def require_own_reach(actor, class_rank: int) -> None:
    """Raise `Refused` when `actor` could not read what they are about to give."""
    if class_rank > max(actor.reach, actor.own_reach):
        raise Refused(Refusal(BEYOND, source="UU 14/2008 art. 17; rule G1", rule="G1"))


def reach_of(
    holder: str, *, people: list[Colleague] | None = None, is_known: bool = False
) -> int | None:
    """The highest class rank that may lie on a desk; None when there is no such desk, or nobody at
    it who does tasks. A unit is looked up unless it `is_known` that there is one."""
    kind, _, name = holder.partition(":")
    if kind in ("org", "region"):
        return OUTSIDE
    if kind == "role":
        return _reach_of_role(name) if name in ROLES else None
    known = [one for one in (colleagues() if people is None else people) if one.does_tasks]
    if kind == "unit":
        return _reach_of_unit(name, known, is_known=is_known)
    return next((one.reach for one in known if str(one.id) == name), None)


def _reach_of_role(role: str) -> int:
    return max(highest for held, _, highest in view_rules() if held == role)


def _reach_of_unit(code: str, people: list[Colleague], *, is_known: bool) -> int | None:
    """What somebody of a technical unit sees of its own; more where a colleague there does."""
    there = [one.reach for one in people if code in one.units]
    if there or is_known or Unit.objects.filter(pk=code).exists():
        return max(there, default=_reach_of_role("unit"))
    return None


def keys_of(holder: str) -> list[str]:
    """The keys under which a task on this desk is somebody's own."""
    return [holder] if holder.split(":")[0] in ("unit", "org", "region") else []


def name(holder: str, *, people: list[Colleague] | None = None) -> str:
    """The desk as the ledger and lists name it: the name of a person or organisation, a unit's
    code, a role."""
    kind, _, code = holder.partition(":")
    if kind == "org":
        return names_of([code]).get(code, code)
    if kind != "user":
        return code
    if people is not None:
        return next((one.name for one in people if str(one.id) == code), code)
    with connection.cursor() as cursor:
        cursor.execute("select ecoop.name_of(%s)", [code])
        return cursor.fetchone()[0] or code


def words(holder: str, name: str | None) -> str:
    """A desk in the language of the page; `name`: of the person or organisation, as it was read."""
    kind, _, code = holder.partition(":")
    if kind == "unit":
        return unit_name(code).in_(language())
    return str(Role(code).label) if kind == "role" else name or code


def signed(actor, *holders: str) -> str:
    """The name under which `actor` does what lies on one of these desks: on that of somebody whom
    they stand in for today "Sri (Plh. Budi)", on every other their own."""
    others = [one.removeprefix(PERSON) for one in holders if one.startswith(PERSON)]
    if len(others) < len(holders) or str(actor.user_id) in others:
        return actor.name
    powers = running(timezone.localdate()).filter(officer_id=actor.user_id, acts_for_id__in=others)
    power = powers.order_by("from_on", "pk").first()
    if power is None:
        return actor.name
    away = name(person(power.acts_for_id))
    return f"{actor.name} ({power.kind.capitalize()}. {away})"[:NAME_MOST]


def told(actor, name: str) -> dict:
    """What an act adds to the ledger, which knows the actor, when it was done for somebody else."""
    return {} if name == actor.name else {"done_by": ["", name]}


def choices(people: list[Colleague], units: list[Unit], lang: str) -> list[tuple[str, str]]:
    """(desk, words) of everybody who may be given something, units first; who does no tasks (an
    auditor, an administrator) is not among them."""
    offered = [(unit(one.code), f"{one.code}: {one.name.in_(lang)}") for one in units]
    return offered + [
        (person(one.id), f"{one.name} ({', '.join(one.units) or ', '.join(one.roles)})")
        for one in people
        if one.does_tasks
    ]

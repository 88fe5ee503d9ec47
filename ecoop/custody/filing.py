"""Everything that changes deposit, certified copies and archive report of an instrument.

Each is one fact with two doors (docs/decisions/0011): recorded here it is recorded as a step in the
cases of the instrument, and a step recorded in a case comes here, in one transaction.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max

from ecoop.core import ledger
from ecoop.core.bilingual import Text
from ecoop.core.verdicts import Refusal, Refused
from ecoop.custody import actions, duties, lifecycle, policies, queries
from ecoop.custody.models import CertifiedCopy, Dossier
from ecoop.custody.signals import duties_recorded
from ecoop.instruments.queries import is_international, parties_of, today

DOMESTIC = Refusal(
    Text(
        id="Naskah dalam negeri disimpan BNPB sendiri: penyimpanan pada Kementerian Luar Negeri dan arsip terjaga hanya untuk perjanjian internasional.",
        en="BNPB itself keeps a domestic paper: deposit with Foreign Affairs and protected archive are for international agreements only.",
    ),
    source="UU 24/2000 art. 17(1); UU 43/2009 art. 43",
)  # fmt: skip


@transaction.atomic
def record(*, instrument, by, step, on, number="", why="") -> Dossier:
    """Record a step of deposit or archive for its day, with the number of the paper that shows it.
    `Refused` with the engine's reasons, also those of the cases of the instrument."""
    policies.require_keep(by, instrument)
    dossier = actions.open_dossier(instrument)
    facts = queries.facts_of(instrument, dossier) | _evidence(step, number)
    facts.pop(duties.column_of(step), None)  # a day recorded before is corrected
    refuse_step(instrument, facts, step, on)
    follow(
        instrument=instrument, by=by, days={step: on}, numbers={step: number}, why=why,
        facts=_evidence(step, number),
    )  # fmt: skip
    return dossier


def refuse_step(instrument, facts: Mapping[str, Any], step, on) -> None:
    """Raise `Refused` when the law or the calendar speaks against the step on that day."""
    if not is_international(parties_of(instrument)):
        raise Refused(DOMESTIC)
    if on > today():
        raise Refused(lifecycle.NOT_YET)
    if found := duties.against(facts, step, on):
        raise Refused(
            *(Refusal(one.text, source=one.source, rule=one.rule, who=one.who) for one in found)
        )


def _evidence(step, number) -> dict[str, str]:
    column = duties.NUMBERS.get(step)
    return {column: number} if column == "deposit_receipt" and number else {}


@transaction.atomic
def follow(*, instrument, by, days, numbers=None, facts=None, why="", besides=None) -> None:
    """Keep the days of these steps (None: taken back) and tell the rooms above; what is kept
    already changes nothing. Called in the transaction of an act whose rights were asked."""
    dossier = actions.open_dossier(instrument)
    changes: dict[str, list] = {}
    for step, on in days.items():
        changes |= _keep(dossier, by, step, on, (numbers or {}).get(step, ""))
    if not changes:
        return
    dossier.save()
    told = {name: pair for name, pair in changes.items() if pair[0] != pair[1]}
    ledger.record(
        actor=by, act="custody.recorded", subject=dossier, kind="dossier", code=instrument.code,
        changes=told, why=why,
    )  # fmt: skip
    duties_recorded.send(
        sender=Dossier, instrument=instrument, by=by, days=days, facts=facts or {}, besides=besides
    )


def _keep(dossier, by, step, on, number) -> dict[str, list]:
    """Set what one step says; the differences."""
    if step == duties.COPY:
        return _keep_copy(dossier, on)
    column = duties.column_of(step)
    before = getattr(dossier, column)
    found = {column: [before, on]} if before != on else {}
    setattr(dossier, column, on)
    holder = duties.NUMBERS.get(step)
    if holder and (number or on is None) and getattr(dossier, holder) != number:
        found[holder] = [getattr(dossier, holder), number]
        setattr(dossier, holder, number)
    if step == duties.SENT and before is None and on is not None:
        actions.send_to_kemlu(dossier=dossier, by=by, on=on)
    return found


def _keep_copy(dossier, on) -> dict[str, list]:
    """The first certified copy was received on that day: the one that is awaited, or one of which
    nothing else is known."""
    received = dossier.copies.exclude(received_on=None).order_by("received_on", "number").first()
    before = received.received_on if received else None
    if before == on:
        return {}
    copy = received or dossier.copies.order_by("number").first() or _next(dossier)
    copy.received_on = on
    if on and copy.issued_on and copy.issued_on > on:
        copy.issued_on = None  # the day of issue was told wrong, or for another copy
    copy.save()
    return {duties.column_of(duties.COPY): [before, on]}


def _next(dossier) -> CertifiedCopy:
    last = dossier.copies.aggregate(last=Max("number"))["last"] or 0
    return CertifiedCopy(dossier=dossier, number=last + 1)


@transaction.atomic
def ask_copy(*, instrument, by, on, letter="", purpose=""):
    """Ask for a certified copy of an instrument; returns it."""
    policies.require_keep(by, instrument)
    if on > today():
        raise Refused(lifecycle.NOT_YET)
    copy = _next(actions.open_dossier(instrument))
    copy.asked_on, copy.letter, copy.purpose = on, letter, purpose
    copy.save(force_insert=True)
    _tell_copy(copy, by, "custody.copy_asked", {"asked_on": on, "letter": letter}, why=purpose)
    return copy


@transaction.atomic
def receive_copy(
    *, copy, by, on, issued_on: date, has_ribbon, has_seal, receipt, received_by=""
):  # fmt: skip
    """Record that a certified copy was issued and received: with ribbon and seal, and the receipt
    signed (Permenlu 4/2023 art. 12). The first one of an international agreement is the step of its
    case, and refused before the deposit (A9)."""
    instrument = copy.dossier.instrument
    policies.require_keep(by, instrument)
    dossier = actions.open_dossier(instrument)
    copy = CertifiedCopy.objects.get(pk=copy.pk)
    copy.dossier = dossier
    actions.refuse(lifecycle.against_copy(copy, on=on, issued_on=issued_on, today=today(),
                                          is_whole=has_ribbon and has_seal))  # fmt: skip
    is_first = not dossier.copies.exclude(received_on=None).exists()
    foreign = is_international(parties_of(instrument))
    if foreign and is_first:
        refuse_step(instrument, queries.facts_of(instrument, dossier), duties.COPY, on)
    given = {
        "issued_on": issued_on, "received_on": on, "received_by": received_by, "receipt": receipt,
    }  # fmt: skip
    for name, value in given.items() | {("has_ribbon", has_ribbon), ("has_seal", has_seal)}:
        setattr(copy, name, value)
    copy.save()
    _tell_copy(copy, by, "custody.copy_received", given)
    if foreign and is_first:
        duties_recorded.send(
            sender=Dossier, instrument=instrument, by=by, days={duties.COPY: on}, facts={},
            besides=None,
        )  # fmt: skip
    return copy


def _tell_copy(copy, by, act, facts, *, why="") -> None:
    ledger.record(
        actor=by, act=act, subject=copy.dossier, kind="dossier",
        code=copy.dossier.instrument.code, why=why,
        changes={"copy": ["", copy.number]} | {name: ["", said] for name, said in facts.items()},
    )  # fmt: skip

"""Reads of custody."""

from datetime import date
from typing import Any

from django.db.models import F, FilteredRelation, Q

from ecoop.accounts.policy import may
from ecoop.core import ledger
from ecoop.custody import duties
from ecoop.custody.lifecycle import Standing
from ecoop.custody.models import CertifiedCopy, Dossier, Loan, Original
from ecoop.instruments import queries as instruments
from ecoop.tasks.lifecycle import Due, by_library


def visible_to(actor):
    """The originals `actor` may see, each with the loan it is out on as `out`: those inside who
    read internal notes, and of the instruments they see (the wall knows the same)."""
    if not may(actor, "view_notes"):
        return Original.objects.none()
    return with_loan(Original.objects.filter(dossier__instrument__in=instruments.visible_to(actor)))


def with_loan(rows):
    """The same originals with the loan each is out on, if any, as the relation `out`."""
    return rows.alias(out=FilteredRelation("loans", condition=Q(loans__returned_on=None))).annotate(
        lent_on=F("out__lent_on"), due_on=F("out__due_on"), borrower=F("out__borrower")
    )


def dossier_of(instrument) -> Dossier | None:
    """What is known of the custody of an instrument; None when nothing was recorded."""
    found = Dossier.objects.filter(instrument=instrument).first()
    if found:
        found.instrument = instrument
    return found


def originals_of(instrument) -> list[Original]:
    """The originals of an instrument by their number, each with `lent_on`, `due_on`, `borrower`."""
    rows = with_loan(Original.objects.filter(dossier__instrument=instrument))
    joined = rows.select_related("organisation", "dossier__instrument")
    return list(joined.order_by("number"))


def standing_of(original) -> Standing:
    """Where an original is; `original` comes from `with_loan`."""
    return Standing(keeper=original.keeper, since=original.since, lent_on=original.lent_on)


def loans_of(original) -> list[Loan]:
    """Every loan of an original, the newest first."""
    return list(original.loans.order_by("-lent_on", "-id"))


def log_of(original) -> list:
    """The custody log of an original, the newest first: who moved it where, against which receipt."""
    return ledger.history(original.pk)


def copies_of(dossier) -> list[CertifiedCopy]:
    """The certified copies of an instrument in the order in which they were asked for."""
    return list(dossier.copies.order_by("number")) if dossier else []


def facts_of(instrument, dossier, copies=None) -> dict[str, Any]:
    """What the register tells of an instrument's deposit and archive, in the keys of the
    procedures: days as ISO text, only those that are known. A paper of which nothing is recorded
    came from the matrix: its steps are not known, which is not the same as not done."""
    copies = copies_of(dossier) if copies is None else copies
    received = [one.received_on for one in copies if one.received_on]
    days = {"signed_on": instrument.signed_on and instrument.signed_on.iso}
    if dossier:
        columns = [duties.column_of(step) for step in duties.STEPS if step != duties.COPY]
        days |= {name: getattr(dossier, name) for name in columns}
        days["deposit_receipt"] = dossier.deposit_receipt
    days[duties.column_of(duties.COPY)] = min(received, default=None)
    known = {
        name: day.isoformat() if isinstance(day, date) else day for name, day in days.items() if day
    }
    return known if known.keys() - {"signed_on"} else known | {"is_imported": True}


def numbers_of(dossier) -> dict[str, str]:
    """The numbers of the papers that show the steps, by their column."""
    return {name: getattr(dossier, name, "") for name in duties.NUMBERS.values()}


def copy_due(copy, dossier) -> Due | None:
    """By when a certified copy that is awaited is to be issued: the library's period from the day on
    which it was asked for and the original complete (Permenlu 4/2023 art. 12(4))."""
    if copy.received_on or not copy.asked_on or not dossier.original_deposited_on:
        return None
    return by_library("certified_copy", max(copy.asked_on, dossier.original_deposited_on))


def acts_of(dossier) -> list:
    """What was recorded of deposit, copies and archive, the newest first."""
    return ledger.history(dossier.pk) if dossier else []

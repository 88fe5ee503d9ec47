"""Reads of custody."""

from django.db.models import F, FilteredRelation, Q

from ecoop.accounts.policy import may
from ecoop.core import ledger
from ecoop.custody.lifecycle import Standing
from ecoop.custody.models import Dossier, Loan, Original
from ecoop.instruments import queries as instruments


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
    return Dossier.objects.filter(instrument=instrument).first()


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

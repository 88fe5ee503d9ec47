"""Acts that settle what contradicts itself: the written status, and reports that differ."""

from django.core.exceptions import ValidationError
from django.db import transaction

from ecoop.accounts.policy import require
from ecoop.core import claims
from ecoop.core.bilingual import Text
from ecoop.core.verdicts import Refusal, Refused
from ecoop.instruments import disputes
from ecoop.instruments.actions import revise
from ecoop.instruments.models import DurationRule, Instrument

UNREADABLE = Text(
    id="Laporan ini tidak memuat nilai yang dapat dihitung. Ubah fakta pada catatan dengan tangan.",
    en="This report holds no value that can be counted with. Change the fact of the record by hand.",
)
# With one of these facts the duration follows another rule; a rule that knows them stays.
RULE_OF = {
    "until": (DurationRule.UNTIL, (DurationRule.UNTIL, DurationRule.AUTO_RENEW)),
    "months": (DurationRule.FIXED, (DurationRule.FIXED, DurationRule.AUTO_RENEW)),
}


def settle_status(*, instrument, by, computed, why, version=None):
    """Accept that the written status and the computed one differ, and say why."""
    return revise(
        instrument=instrument, by=by, version=version, why=why, act="instrument.status_settled",
        right="settle", status_settled=f"{instrument.status_said}/{computed}",
    )  # fmt: skip


@transaction.atomic
def settle_report(*, instrument, report, by, why):
    """Let one report of a field count: it becomes the fact of the record, and all that is computed
    from it follows. The other reports stay beside it."""
    require(by, "settle", instrument)
    claims.settle(report, by=by, why=why, code=instrument.code)
    changes = _facts(instrument, report)
    if changes:
        revise(
            instrument=instrument, by=by, why=why, right="settle",
            act="instrument.report_settled", **changes,
        )  # fmt: skip
    return report


@transaction.atomic
def note_report(*, instrument, report, by):
    """Keep what a source says of one fact; the record stays as it is, and what differs is listed."""
    require(by, "edit", instrument)
    marked = disputes.marked(instrument, [report])[0]
    claims.note(instrument, marked, by=by, kind="instrument", code=instrument.code)
    return instrument


@transaction.atomic
def keep_fact(*, instrument, field, by, why):
    """Let the record stay as it is although reports of this field say otherwise, and say why."""
    require(by, "settle", instrument)
    waiting = claims.open_of(instrument.pk, [field])
    if waiting:
        claims.overrule(waiting, by=by, why=why, code=instrument.code)
    return instrument


def _facts(instrument, report) -> dict:
    """The columns that follow from a report; raises `Refused` when its value is none."""
    if report.field not in disputes.FIELDS:
        return {}
    try:
        value = Instrument._meta.get_field(report.field).to_python(report.value)
    except (ValidationError, ValueError) as error:
        raise Refused(Refusal(UNREADABLE)) from error
    facts = {report.field: value}
    rule, fitting = RULE_OF.get(report.field, ("", (instrument.duration_rule,)))
    return facts if instrument.duration_rule in fitting else facts | {"duration_rule": rule}

"""What a person mends in the preview: values, and what is to be done with a row."""

from datetime import date

from django.db import transaction

from ecoop.accounts.policy import require
from ecoop.core import ledger
from ecoop.core.bilingual import Text
from ecoop.core.verdicts import Refusal, Refused
from ecoop.matrix import lifecycle, planning, policies, spelling, values
from ecoop.matrix.actions.receiving import worst
from ecoop.matrix.models import ImportBatch
from ecoop.matrix.rewriting import rewrite

NOT_UNDERSTOOD = Text(
    "“{written}” tidak dapat dipakai untuk isian ini.",
    "“{written}” cannot be used for this field.",
)
NOT_OFFERED = Refusal(
    Text("Pilihan ini tidak tersedia untuk baris ini.", "This choice is not offered for this row."),
    "rule of the register",
)
PARTNER_FIELDS = {"partner_written", "partner_country_iso2"}
SAVED = (
    "corrected", "findings", "severity", "group", "plan", "is_decided", "record", "reason",
    "differences",
)  # fmt: skip


def correct(*, row, field, value, by):
    """Write over what the reader understood of one field; see `correct_many`."""
    return correct_many(row=row, changes={field: value}, by=by)


@transaction.atomic
def correct_many(*, row, changes, by):
    """Write over several fields of a row: end, status and proposal are computed anew.

    A value equal to what the reader understood takes the correction back. Raises `Refused`
    when a value cannot be understood; then nothing is changed.
    """
    batch, row = _lock(row, by)
    before = dict(row.values)
    for field, value in changes.items():
        _write(row, field, value)
    _recheck(batch, row)
    row.is_decided = False
    if changes.keys() & PARTNER_FIELDS:
        _propose_partners(batch, row)
    _plan(batch, row)
    row.save(update_fields=SAVED)
    ledger.record(
        actor=by, act="matrix.corrected", subject=batch, kind="matrix",
        why=row.spot,
        changes={name: [_said(before.get(name)), _said(row.values.get(name))]
                 for name in changes if before.get(name) != row.values.get(name)},
    )  # fmt: skip
    return row


def _write(row, field, value):
    try:
        value = values.typed(field, value)
    except values.NotUnderstood as error:
        text = NOT_UNDERSTOOD.fill(written=str(value)[:60])
        raise Refused(Refusal(text, row.spot)) from error
    if (row.understood.get(field) or None) == (value or None):
        row.corrected.pop(field, None)
    else:
        row.corrected[field] = value


def _recheck(batch, row):
    for name in ("status", "status_conflict"):
        row.corrected.pop(name, None)
    if "expires_on" in row.corrected and row.corrected["expires_on"]:
        row.corrected["expiry_basis"] = "stated"
    elif row.corrected.get("expiry_basis"):
        row.corrected.pop("expiry_basis")
    if row.corrected:
        fresh = values.rechecked(row.values, date.fromisoformat(batch.reading["as_of"]))
        row.corrected |= {
            name: value for name, value in fresh.items() if row.understood.get(name) != value
        }
    open_findings = [{k: v for k, v in one.items() if k != "settled"} for one in row.findings]
    row.findings = values.settled(open_findings, row.cells, row.corrected)
    row.severity = worst(row.findings)


def _propose_partners(batch, row):
    for key, entry in spelling.propose([row.values], batch.partners).items():
        batch.partners.setdefault(key, entry)
    batch.save(update_fields=["partners"])


def _plan(batch, row):
    if row.group in planning.REPLANNED:
        planning.plan_some(batch, [row])
    elif row.record is not None and row.group in (lifecycle.CHANGED, lifecycle.SAME):
        planning.compare_again(row)


@transaction.atomic
def decide(*, batch, positions, plan, by):
    """Say what is to be done with rows; raises `Refused` when it is not offered for one of them."""
    require(by, "import_matrix", batch)
    batch = _lock_batch(batch.pk)
    policies.require_move("mend", batch)
    rows = list(batch.rows.filter(position__in=positions).order_by("position"))
    for row in rows:
        if plan not in lifecycle.choices(row.group, row.reason):
            raise Refused(NOT_OFFERED)
    batch.rows.filter(pk__in=[row.pk for row in rows]).update(plan=plan, is_decided=True)
    _told(batch, rows, plan, by)
    return len(rows)


def accept(*, batch, positions, by):
    """Take the proposal for these rows (the first that is not leaving out, when there is one)."""
    return _each(batch, positions, by, lambda row: lifecycle.choices(row.group, row.reason)[0])


def skip(*, batch, positions, by):
    """Leave these rows out; a row that is in the register already stays as it is."""
    return _each(batch, positions, by, _leave)


def _leave(row):
    offered = lifecycle.choices(row.group, row.reason)
    return lifecycle.SKIP if lifecycle.SKIP in offered else lifecycle.KEEP


@transaction.atomic
def _each(batch, positions, by, choose):
    rows = list(batch.rows.filter(position__in=positions).order_by("position"))
    plans: dict[str, list[int]] = {}
    for row in rows:
        plans.setdefault(choose(row), []).append(row.position)
    return sum(decide(batch=batch, positions=p, plan=plan, by=by) for plan, p in plans.items())


def _told(batch, rows, plan, by):
    if rows:
        ledger.record(
            actor=by, act="matrix.row_decided", subject=batch, kind="matrix",
            changes={row.spot: [row.plan, plan] for row in rows},
        )  # fmt: skip


@transaction.atomic
def replan(*, batch, by):
    """Compare the open rows with the register again, after a decision on a partner."""
    batch = _lock_batch(batch.pk)
    policies.require_move("mend", batch)
    rows = list(batch.rows.filter(group__in=planning.REPLANNED).order_by("position"))
    planning.plan_some(batch, rows)
    rewrite(rows, ("group", "plan", "record_id", "reason", "differences"))
    return batch


def _lock(row, by):
    batch = _lock_batch(row.batch_id)
    require(by, "import_matrix", batch)
    policies.require_move("mend", batch)
    return batch, batch.rows.select_related("record").get(pk=row.pk)


def _lock_batch(batch_id):
    return ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch_id)


def _said(value):
    return "; ".join(value) if isinstance(value, list) else "" if value is None else str(value)

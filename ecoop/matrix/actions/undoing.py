"""Taking a whole import back, as long as nothing was built upon it."""

from django.db import transaction
from django.utils import timezone

from ecoop.accounts.policy import require
from ecoop.core import claims, jobs, ledger
from ecoop.core.identity import SYSTEM, acting
from ecoop.core.verdicts import Refused
from ecoop.instruments import actions as instruments
from ecoop.instruments.models import Attachment, Instrument, Link, Note, Party
from ecoop.matrix import lifecycle, policies
from ecoop.matrix.actions.confirming import LARGE
from ecoop.matrix.models import ImportBatch, ImportRow

NEEDED = (
    "batch_id", "position", "result", "record_version", "trace", "record__code",
    "record__version", "record__withdrawn_at",
)  # fmt: skip
SHOWN = 10  # obstacles named in a refusal
WHAT = {Link: "linked", Instrument: "linked", Note: "noted", Attachment: "attached"}


@transaction.atomic
def ask_to_undo(*, batch, by, why=""):
    """Undo now when there are few rows, else leave it to the worker as this user."""
    batch = _lock(batch.pk)
    if batch.total <= LARGE:
        return undo(batch=batch, by=by, why=why)
    require(by, "undo_import", batch)
    policies.require_move("undo", batch)
    _require_nothing_built_upon(_rows(batch))
    batch.state = lifecycle.UNDOING
    batch.save(update_fields=["state"])
    jobs.hand_in(
        "matrix.undo", lock=f"matrix.{batch.pk}", batch=str(batch.pk), principal=by.principal
    )
    return batch


def undo_waiting(*, batch_id, principal):
    """The worker's undoing; a refusal leaves the import confirmed, with the reason."""
    try:
        with acting(principal) as by:
            batch = _lock(batch_id)
            if batch.state == lifecycle.UNDOING:
                undo(batch=batch, by=by)
    except Refused as refused:
        with acting(SYSTEM):
            reason = refused.refusals[0].reason
            ImportBatch.objects.filter(pk=batch_id).update(
                state=lifecycle.CONFIRMED, why_id=reason.id, why_en=reason.en
            )


@transaction.atomic
def undo(*, batch, by, why=""):
    """Withdraw what the import registered and put back what it changed, all or nothing.

    Raises `Refused` naming every record that was changed, linked, noted, attached to or used
    since. Codes, history and the file remain; importing it again registers its rows anew.
    """
    require(by, "undo_import", batch)
    batch = _lock(batch.pk)
    policies.require_move("undo", batch)
    rows = _rows(batch)
    _require_nothing_built_upon(rows)
    reason = f"{batch.code}: {why}" if why else batch.code
    registered = [row for row in rows if row.result == "registered"]
    instruments.withdraw_many([row.record_id for row in registered], by=by, why=reason)
    for row in rows:
        if row.result in ("revised", "joined"):
            _put_back(row, by, reason)
    batch.state, batch.finished_at = lifecycle.UNDONE, timezone.now()
    batch.save(update_fields=["state", "finished_at"])
    ledger.record(
        actor=by, act="matrix.undone", subject=batch, kind="matrix", why=why,
        changes={"rows": [len(rows), 0]},
    )  # fmt: skip
    return batch


def _rows(batch):
    rows = batch.rows.filter(result__in=("registered", "revised", "joined"))
    return list(rows.select_related("record").only(*NEEDED).order_by("position"))


def obstacles(rows) -> list[lifecycle.Obstacle]:
    """What was built upon the records of these rows since their import."""
    found = [
        lifecycle.Obstacle(row.record.code, "changed")
        for row in rows
        if row.record.version != row.record_version or row.record.withdrawn_at
    ]
    registered = {row.record_id: row.record.code for row in rows if row.result == "registered"}
    for model, field in _pointing_at_instruments():
        held = model.objects.filter(**{f"{field}__in": list(registered)}).order_by()
        what = WHAT.get(model, "used")
        if model is ImportRow:
            held, what = _later(held, rows), "imported"
        ids = set(held.values_list(field, flat=True))
        found += [lifecycle.Obstacle(registered[pk], what) for pk in sorted(ids)]
    return found


def _later(held, rows):
    return held.exclude(batch=rows[0].batch_id if rows else None).filter(
        batch__state=lifecycle.CONFIRMED, result__in=("revised", "joined")
    )


def _pointing_at_instruments():
    """(model, field) of every table that refers to instruments, whatever room it is in."""
    for relation in Instrument._meta.get_fields(include_hidden=True):
        if not (relation.auto_created and relation.one_to_many or relation.one_to_one):
            continue
        if relation.related_model is not Party:
            yield relation.related_model, relation.field.name


def _require_nothing_built_upon(rows):
    found = lifecycle.obstacle_refusals(obstacles(rows))
    if found:
        raise Refused(*found[:SHOWN])


def _put_back(row, by, reason):
    trace = row.trace
    before = {name: _typed(name, value) for name, value in trace["before"].items()}
    parties = None
    if trace.get("parties") is not None:
        parties = [_party(plain) for plain in trace["parties"]]
    back = instruments.revise(
        instrument=row.record, by=by, why=reason, act="instrument.undone", parties=parties, **before
    )
    # the record is again what the import before this one left: nothing is built upon that
    ImportRow.objects.filter(
        record=back.pk, record_version=row.record_version - 1, batch__state=lifecycle.CONFIRMED
    ).update(record_version=back.version)
    claims.take_back(trace["claims"], trace.get("displaced", ()))


def _typed(name, value):
    if name == "owner_unit_id":
        return value or None
    field = Instrument._meta.get_field(name)
    if value == "" and field.null:
        return None
    return field.to_python(value)


def _party(plain) -> Party:
    kept = {key: plain[key] for key in ("side", "number", "signatory", "office")}
    signed_on = Party._meta.get_field("signed_on").to_python(plain["signed_on"])
    return Party(organisation_id=plain["organisation"], signed_on=signed_on, **kept)


def _lock(batch_id):
    return ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch_id)

"""Confirmation: everything that was planned enters the register, or nothing does."""

from django.db import transaction
from django.utils import timezone

from ecoop.accounts.policy import require
from ecoop.core import claims, jobs, ledger
from ecoop.core.bilingual import Text
from ecoop.core.identity import SYSTEM, acting
from ecoop.core.verdicts import Conflict, Refusal, Refused
from ecoop.instruments import actions as instruments
from ecoop.instruments import disputes
from ecoop.instruments.models import Party
from ecoop.instruments.queries import parties_of
from ecoop.instruments.snapshots import snapshot
from ecoop.instruments.statuses import said
from ecoop.matrix import lifecycle, planning, policies, queries, spelling, values
from ecoop.matrix.actions import naming
from ecoop.matrix.models import ImportBatch, ImportRow
from ecoop.matrix.rewriting import rewrite

LARGE = 1000  # rows; more are put in by the worker
CHANGED_MEANWHILE = Text(
    "{code} telah diubah orang lain sejak berkas ini dibaca. Baca ulang berkasnya.",
    "{code} was changed by somebody else since the file was read. Read the file again.",
)
INCOMPLETE = Text(
    "Baris {row} lembar “{sheet}” belum memiliki judul atau mitra.",
    "Row {row} of sheet “{sheet}” has no title or no partner.",
)
STALE = Text(
    "Register telah berubah sejak berkas ini dibandingkan. Periksa lagi, lalu konfirmasi.",
    "The register has changed since this file was compared. Look through it again, then confirm.",
)
RESULTS = ("result", "record_id", "record_version", "trace")


def is_stale(batch) -> bool:
    """Whether the register has changed under the plan: a record that a row belongs to was
    withdrawn, or another import has put in a row that this one still counts as new."""
    rows = batch.rows.exclude(plan=lifecycle.SKIP)
    if rows.filter(record__withdrawn_at__isnull=False).exists():
        return True
    new = rows.filter(plan=lifecycle.REGISTER, is_decided=False).values("fingerprint")
    others = ImportRow.objects.filter(batch__state=lifecycle.CONFIRMED, result="registered")
    return (
        others.exclude(batch=batch).filter(fingerprint__in=new, record__withdrawn_at=None).exists()
    )


@transaction.atomic
def plan_anew(*, batch, by):
    """Compare every row with the register as it is now; decisions on rows are asked again."""
    require(by, "import_matrix", batch)
    batch = _lock(batch.pk)
    policies.require_move("mend", batch)
    rows = list(batch.rows.exclude(group=lifecycle.UNREADABLE).order_by("position"))
    for row in rows:
        row.is_decided = False
    planning.plan_all(batch, rows)
    rewrite(rows, ("group", "plan", "record_id", "reason", "differences", "is_decided"))
    batch.save(update_fields=["previous", "vanished"])
    return batch


@transaction.atomic
def ask_to_confirm(*, batch, by):
    """Confirm now when there are few rows, else leave it to the worker as this user."""
    batch = _lock(batch.pk)
    if batch.total <= LARGE:
        return confirm(batch=batch, by=by)
    require(by, "import_matrix", batch)
    policies.require_move("confirm", batch)
    batch.state = lifecycle.CONFIRMING
    batch.save(update_fields=["state"])
    jobs.hand_in(
        "matrix.confirm", lock=f"matrix.{batch.pk}", batch=str(batch.pk), principal=by.principal
    )
    return batch


def confirm_waiting(*, batch_id, principal):
    """The worker's confirmation; a refusal brings the import back to its preview, with the reason."""
    try:
        with acting(principal) as by:
            batch = _lock(batch_id)
            if batch.state == lifecycle.CONFIRMING:
                confirm(batch=batch, by=by)
    except Refused as refused:
        with acting(SYSTEM):
            reason = refused.refusals[0].reason
            ImportBatch.objects.filter(pk=batch_id).update(
                state=lifecycle.READY, why_id=reason.id, why_en=reason.en
            )


@transaction.atomic
def confirm(*, batch, by):
    """Carry out the plan of every row in one transaction; raises `Refused` and changes nothing.

    New rows are registered, changed rows revise their records, rows joined to a record fill what
    is empty in it. What the matrix says is kept as reports with file, sheet, row and as-of date.
    """
    require(by, "import_matrix", batch)
    batch = _lock(batch.pk)
    policies.require_move("confirm", batch)
    if is_stale(batch):
        raise Refused(Refusal(STALE))
    rows = batch.rows.select_related("record").order_by("position")
    rows = list(rows.defer("cells", "findings", "record__search", "record__haystack"))
    for row in rows:
        row.batch = batch
    context = _Context(batch, rows, by)
    _register(context, [row for row in rows if row.plan == lifecycle.REGISTER])
    for row in rows:
        if row.plan in CARRIED_OUT:
            CARRIED_OUT[row.plan](context, row)
    rewrite(rows, RESULTS)
    _close(batch, rows, by)
    return batch


class _Context:
    """What the rows of one confirmation share: who acts, organisations, units, the file's day."""

    def __init__(self, batch, rows, by):
        self.batch, self.by, self.as_of = batch, by, batch.reading["as_of"]
        self.units = queries.units()
        self.home: dict = {}
        wanted = {
            key for row in rows if row.plan in (lifecycle.REGISTER, lifecycle.REVISE)
            for key, _, _ in spelling.keys_of(row.values)
        }  # fmt: skip
        entries = {key: entry for key, entry in batch.partners.items() if key in wanted}
        self.partners = naming.settle_all(entries, by=by, source=batch.filename)

    def why(self, row) -> str:
        """What the ledger says of a row: where it stood."""
        place = row.place
        return f"{self.batch.filename}: dari {place.id} / from {place.en}"

    def source(self, row) -> str:
        return f"{self.batch.filename}, {row.spot}"

    def facts(self, row) -> dict:
        facts = values.facts_of(row.values)
        facts["owner_unit_id"] = values.unit_of(row.values.get("pic"), self.units)
        facts["status_said"] = said(facts["status_written"])
        facts["status_as_of"] = values.date_of(self.as_of) if facts["status_written"] else None
        return facts

    def parties(self, row) -> list[Party]:
        """Both sides, each organisation once, with its own number and signatory."""
        found: dict = {}
        home = naming.home_party(
            row.values.get("our_party"), by=self.by, source=self.batch.filename, kept=self.home
        )
        theirs = [self.partners[key] for key, _, _ in spelling.keys_of(row.values)]
        for side, organisations, whose in (("home", home, "ours"), ("partner", theirs, "theirs")):
            for organisation in organisations:
                first = not any(party.side == side for party in found.values())
                if organisation.pk not in found:
                    found[organisation.pk] = _party(row, organisation, side, whose if first else "")
        return list(found.values())


def _party(row, organisation, side, whose) -> Party:
    given = row.values
    number = (given.get(f"number_{whose}") or "") if whose else ""
    if whose == "ours" and not number:
        number = given.get("number") or ""
    return Party(
        organisation=organisation, side=side, number=number[:120],
        signatory=((given.get(f"signatory_{whose}") or "") if whose else "")[:200],
        signed_on=values.date_of(given.get("signed_on")),
    )  # fmt: skip


def _register(context, rows):
    for row in rows:
        if values.missing(row.values):
            text = INCOMPLETE.fill(row=row.row, sheet=row.sheet)
            raise Refused(Refusal(text))
    drafts = [
        instruments.Draft(
            facts=context.facts(row)
            | {"source": context.source(row), "origin": f"matrix:{context.batch.code}"[:120]},
            parties=context.parties(row), why=context.why(row),
        )
        for row in rows
    ]  # fmt: skip
    made = instruments.register_many(drafts, by=context.by)
    pairs = []
    for row, record in zip(rows, made, strict=True):
        _done(row, record, "registered")
        pairs.append((record, _reports(context, row)))
    kept = claims.report_all(pairs, kind="instrument")
    for row in rows:
        row.trace = {"claims": [str(pk) for pk in kept[row.record_id]]}


def _done(row, record, result):
    row.record, row.record_version, row.result = record, record.version, result


def _reports(context, row, *, is_current=True, noted=None) -> list[claims.Report]:
    noted = values.claims_of(row.values) if noted is None else noted
    return [
        claims.Report(field=field, value=value, source=context.source(row), as_of=context.as_of,
                      is_current=is_current)
        for field, value in noted.items()
    ]  # fmt: skip


def _revise(context, row):
    facts = context.facts(row)
    changes = {name: facts[name] for name in row.differences if name in facts}
    if "status_written" in changes:
        changes |= {"status_as_of": facts["status_as_of"]}
    parties = context.parties(row) if "parties" in row.differences else None
    _change(context, row, changes, "revised", parties=parties, is_current=True)


def _join(context, row):
    facts = context.facts(row)
    changes = planning.fillings(row.record, facts)
    noted = values.claims_of(row.values)
    noted |= {
        name: pair[1] for name, pair in row.differences.items() if name not in changes | noted
    }
    if row.record.owner_unit_id is None and facts["owner_unit_id"]:
        changes["owner_unit_id"] = facts["owner_unit_id"]
    _change(context, row, changes, "joined", is_current=False, noted=noted)


def _change(context, row, changes, result, *, parties=None, is_current, noted=None):
    record = row.record
    before = {name: planning.text(getattr(record, name)) for name in changes}
    held = None if parties is None else snapshot(record, parties_of(record))["parties"]
    try:
        changed = instruments.revise(
            instrument=record, by=context.by, version=record.version, why=context.why(row),
            parties=parties, **changes,
        )  # fmt: skip
    except Conflict as conflict:
        text = CHANGED_MEANWHILE.fill(code=record.code)
        raise Refused(Refusal(text)) from conflict
    said_now = _reports(context, row, is_current=is_current, noted=noted)
    reports = disputes.marked(changed, said_now)
    kept, displaced = claims.report_anew(changed, reports, kind="instrument")
    row.trace = {
        "before": before, "claims": [str(pk) for pk in kept],
        "displaced": [str(pk) for pk in displaced], "parties": held,
    }  # fmt: skip
    _done(row, changed, result)


def _keep(context, row):
    row.result, row.record_version = "unchanged", row.record.version if row.record else 0


def _skip(context, row):
    row.result, row.record = "left_out", None


CARRIED_OUT = {
    lifecycle.REVISE: _revise, lifecycle.JOIN: _join, lifecycle.KEEP: _keep, lifecycle.SKIP: _skip,
}  # fmt: skip


def _close(batch, rows, by):
    batch.state, batch.finished_at = lifecycle.CONFIRMED, timezone.now()
    batch.why_id = batch.why_en = ""
    batch.save()
    figures: dict[str, int] = {}
    for row in rows:
        figures[row.result] = figures.get(row.result, 0) + 1
    ledger.record(
        actor=by, act="matrix.confirmed", subject=batch, kind="matrix", why=batch.filename,
        changes={name: ["", number] for name, number in sorted(figures.items())},
    )  # fmt: skip


def _lock(batch_id):
    return ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch_id)

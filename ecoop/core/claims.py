"""Reported facts side by side: each with its source and as-of date, one of them current."""

from dataclasses import dataclass

from ecoop.core import ledger
from ecoop.core.models import Claim


@dataclass(frozen=True, kw_only=True)
class Report:
    """What somebody said of one field: the value as text, where, and as of when."""

    field: str
    value: str
    source: str
    as_of: str = ""
    note: str = ""
    is_current: bool = False


def report_many(record, reports, *, kind) -> None:
    """Keep reports about `record` (any guarded row); they are seen by whoever sees it."""
    Claim.objects.bulk_create(_claim(record, report, kind) for report in reports)


def report_all(pairs, *, kind) -> dict:
    """`report_many` for many fresh records at once: pairs of (record, reports); returns
    {record id: ids of its claims}."""
    made = [_claim(record, report, kind) for record, reports in pairs for report in reports]
    Claim.objects.bulk_create(made, batch_size=1000)
    found: dict = {record.pk: [] for record, _ in pairs}
    for claim in made:
        found[claim.record_id].append(claim.pk)
    return found


def report_anew(record, reports, *, kind) -> tuple[list, list]:
    """Keep reports of a record that has others; those that are current take their place.

    Returns the ids of the new claims and of those that were current before; `take_back`
    undoes it.
    """
    fields = [report.field for report in reports if report.is_current]
    held = Claim.objects.filter(record_id=record.pk, field__in=fields, is_current=True)
    displaced = list(held.order_by("pk").values_list("pk", flat=True))
    if displaced:
        held.update(is_current=False)
    made = [_claim(record, report, kind) for report in reports]
    Claim.objects.bulk_create(made)
    return [claim.pk for claim in made], displaced


def take_back(made, displaced=()) -> None:
    """Remove claims that should never have been kept, and make the displaced current again."""
    Claim.objects.filter(pk__in=list(made)).delete()
    if displaced:
        Claim.objects.filter(pk__in=list(displaced)).update(is_current=True)


def _claim(record, r, kind) -> Claim:
    return Claim(
        record_kind=kind, record_id=record.pk, field=r.field, value=r.value, source=r.source,
        as_of=r.as_of, note=r.note, is_current=r.is_current, classification=record.classification,
        class_rank=record.class_rank, seen_by=record.seen_by,
    )  # fmt: skip


def of_record(record_id) -> dict[str, list[Claim]]:
    """{field: its claims, the current one first} of one record, in one statement."""
    found: dict[str, list[Claim]] = {}
    rows = Claim.objects.filter(record_id=record_id)
    for claim in rows.order_by("field", "-is_current", "-as_of", "pk"):
        found.setdefault(claim.field, []).append(claim)
    return found


def disputed(rows=None):
    """(record id, field) pairs whose claims differ in value and are not settled."""
    rows = Claim.objects.all() if rows is None else rows
    values: dict = {}
    for claim in rows.order_by("record_id", "field", "pk"):
        values.setdefault((claim.record_kind, claim.record_id, claim.field), []).append(claim)
    return {
        place: claims
        for place, claims in values.items()
        if len({c.value for c in claims}) > 1 and not any(c.settled_why for c in claims)
    }


def follow(record) -> None:
    """Claims take the class and the readers of their record after those changed."""
    Claim.objects.filter(record_id=record.pk).update(
        classification=record.classification, class_rank=record.class_rank, seen_by=record.seen_by
    )


def settle(claim, *, by, why, code) -> None:
    """Make `claim` the current one and say why; the others stay a click away."""
    others = Claim.objects.filter(record_id=claim.record_id, field=claim.field).exclude(pk=claim.pk)
    before = others.filter(is_current=True).values_list("value", flat=True).first() or ""
    others.update(is_current=False)
    Claim.objects.filter(pk=claim.pk).update(is_current=True, settled_why=why)
    ledger.record(
        actor=by, act="claim.settled", kind=claim.record_kind, record_id=claim.record_id, code=code,
        why=why, changes={claim.field: [before, claim.value]}, class_rank=claim.class_rank,
        seen_by=claim.seen_by,
    )  # fmt: skip

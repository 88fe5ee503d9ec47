"""Reported facts side by side: each with its source and as-of date, one of them current."""

from dataclasses import dataclass

from ecoop.core import compiled, ledger
from ecoop.core.inserting import insert_many
from ecoop.core.models import Claim


@dataclass(frozen=True, kw_only=True)
class Report:
    """What somebody said of one field: the value as text, where, and as of when.

    `is_open`: it says something else than the record, and somebody must weigh it.
    """

    field: str
    value: str
    source: str
    as_of: str = ""
    note: str = ""
    is_current: bool = False
    is_open: bool = False


def report_many(record, reports, *, kind) -> None:
    """Keep reports about `record` (any guarded row); they are seen by whoever sees it."""
    Claim.objects.bulk_create(_claim(record, report, kind) for report in reports)


def report_all(pairs, *, kind) -> dict:
    """`report_many` for many fresh records at once: pairs of (record, reports); returns
    {record id: ids of its claims}."""
    made = {
        record.pk: [_claim(record, report, kind) for report in reports] for record, reports in pairs
    }
    insert_many([claim for claims in made.values() for claim in claims])
    return {record_id: [claim.pk for claim in claims] for record_id, claims in made.items()}


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
        as_of=r.as_of, note=r.note, is_current=r.is_current, is_open=r.is_open,
        classification=record.classification, class_rank=record.class_rank, seen_by=record.seen_by,
    )  # fmt: skip


def of_record(record_id) -> dict[str, list[Claim]]:
    """{field: its claims, the current one first} of one record, in one statement."""

    def build(record_id):
        rows = Claim.objects.filter(record_id=record_id)
        return rows.order_by("field", "-is_current", "-as_of", "pk")

    found: dict[str, list[Claim]] = {}
    for claim in compiled.rows("claims", build=build, given=[record_id]):
        found.setdefault(claim.field, []).append(claim)
    return found


def follow(record) -> None:
    """Claims take the class and the readers of their record after those changed."""
    Claim.objects.filter(record_id=record.pk).update(
        classification=record.classification, class_rank=record.class_rank, seen_by=record.seen_by
    )


def open_of(record_id, fields) -> list[Claim]:
    """The claims of these fields that nobody has weighed yet."""
    return list(Claim.objects.filter(record_id=record_id, field__in=fields, is_open=True))


def close(claims) -> None:
    """These claims need nobody's decision any more, for instance since the record now agrees."""
    Claim.objects.filter(pk__in=[claim.pk for claim in claims]).update(is_open=False)


def note(record, report, *, by, kind, code) -> None:
    """Keep one more report of a record, in somebody's name."""
    claim = _claim(record, report, kind)
    claim.save(force_insert=True)
    changes = {report.field: ["", report.value]}
    _record(claim, by=by, why=report.source, code=code, changes=changes, act="claim.reported")


def settle(claim, *, by, why, code) -> None:
    """Make `claim` the current one and say why; the others stay a click away."""
    others = Claim.objects.filter(record_id=claim.record_id, field=claim.field).exclude(pk=claim.pk)
    before = others.filter(is_current=True).values_list("value", flat=True).first() or ""
    others.update(is_current=False, is_open=False)
    Claim.objects.filter(pk=claim.pk).update(is_current=True, is_open=False, settled_why=why)
    _record(claim, by=by, why=why, code=code, changes={claim.field: [before, claim.value]})


def overrule(claims, *, by, why, code) -> None:
    """Say why the record stays as it is although these claims of one field say otherwise."""
    close(claims)
    said = "; ".join(claim.value for claim in claims)
    _record(claims[0], by=by, why=why, code=code, changes={claims[0].field: [said, ""]})


def _record(claim, *, by, why, code, changes, act="claim.settled") -> None:
    ledger.record(
        actor=by, act=act, kind=claim.record_kind, record_id=claim.record_id, code=code,
        why=why, changes=changes, class_rank=claim.class_rank, seen_by=claim.seen_by,
    )  # fmt: skip

"""Reported facts side by side: each with its source and as-of date, one of them current."""

import json
from dataclasses import dataclass

from django.db import connection

from ecoop.core import compiled, ledger
from ecoop.core.ids import uuid7
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
    found: dict = {record.pk: [] for record, _ in pairs}
    lines = []
    for record, reports in pairs:
        for report in reports:
            found[record.pk].append(uuid7())
            lines.append(_line(record, report, kind, found[record.pk][-1]))
    with connection.cursor() as cursor:
        for start in range(0, len(lines), MANY):
            cursor.execute(INSERT, [json.dumps(lines[start : start + MANY])])
    return found


MANY = 2000
INSERT = """
insert into core_claim (id, space, classification, class_rank, seen_by, version, record_kind,
                        record_id, field, value, source, as_of, note, is_current, is_open,
                        settled_why)
select id, 1, classification, class_rank, seen_by, 1, record_kind, record_id, field, value, source,
       as_of, note, is_current, is_open, ''
from jsonb_to_recordset(%s::jsonb) as n (
    id uuid, classification text, class_rank smallint, seen_by varchar[], record_kind text,
    record_id uuid, field text, value text, source text, as_of text, note text, is_current boolean,
    is_open boolean)
"""


def _line(record, report, kind, identifier) -> dict:
    """One claim as a line of `INSERT`, which takes a tenth of the time of `bulk_create`."""
    return {
        "field": report.field, "value": report.value, "source": report.source,
        "as_of": report.as_of, "note": report.note, "is_current": report.is_current,
        "is_open": report.is_open, "id": str(identifier), "record_kind": kind, "record_id": str(record.pk),
        "classification": record.classification, "class_rank": record.class_rank,
        "seen_by": list(record.seen_by),
    }  # fmt: skip


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

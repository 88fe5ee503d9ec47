"""Reads of the imports."""

from dataclasses import dataclass
from functools import reduce

from django.db.models import Count, F, Q

from ecoop.accounts.models import Unit
from ecoop.instruments.models import Instrument, Party
from ecoop.matrix import lifecycle
from ecoop.matrix.matching import Paper
from ecoop.matrix.models import ImportBatch, ImportRow

PAGE = 25  # each row says much: what stands in the file, what was understood, what differs


def visible_to(actor):
    """The imports `actor` may open."""
    return ImportBatch.objects.visible_to(actor)


def recent(actor, limit=50):
    """The newest imports with the number of their rows."""
    rows = visible_to(actor).annotate(count=Count("rows")).order_by("-received_at")
    return list(rows.only(*LISTED)[:limit])


LISTED = (
    "code", "filename", "state", "received_at", "received_name", "done", "total", "why_id", "why_en",
)  # fmt: skip


def waiting(actor):
    """Imports that wait for somebody's confirmation, newest first (for the desk)."""
    return visible_to(actor).filter(state=lifecycle.READY).order_by("-received_at")


@dataclass(frozen=True)
class Counts:
    """How many rows stand where: by group, by severity, by what will be done."""

    groups: dict[str, int]
    severities: dict[str, int]
    plans: dict[str, int]
    total: int


def counts(batch) -> Counts:
    """All figures of the preview, in one statement."""
    groups: dict[str, int] = {}
    severities: dict[str, int] = {}
    plans: dict[str, int] = {}
    total = 0
    rows = batch.rows.order_by().values_list("group", "severity", "plan").annotate(n=Count("id"))
    for group, severity, plan, number in rows:
        groups[group] = groups.get(group, 0) + number
        severities[severity] = severities.get(severity, 0) + number
        plans[plan] = plans.get(plan, 0) + number
        total += number
    return Counts(groups, severities, plans, total)


def page(batch, *, group="", severity="", words="", after=0, limit=PAGE):
    """(rows after a position, position of the next page or None), with their records' codes."""
    rows = batch.rows.filter(position__gt=after).order_by("position")
    if group:
        rows = rows.filter(group=group)
    if severity:
        rows = rows.filter(severity=severity)
    if words:
        rows = rows.filter(
            reduce(Q.__or__, (Q(**{f"understood__{name}__icontains": words}) for name in SEARCHED))
        )
    rows = rows.annotate(record_code=F("record__code"), record_title_id=F("record__title_id"),
                         record_title_en=F("record__title_en"))  # fmt: skip
    found = list(rows[: limit + 1])
    return found[:limit], found[limit - 1].position if len(found) > limit else None


SEARCHED = ("partner_written", "title")


def units() -> dict[str, tuple[str, str]]:
    """{code: names} of BNPB's units, the smallest first, so that a part is found before its whole."""
    rows = Unit.objects.order_by("code").values_list("code", "name_id", "name_en")
    return {code: (name_id, name_en) for code, name_id, name_en in rows}


def papers(organisation_ids) -> list[Paper]:
    """The instruments in the register to which any of these organisations is a party."""
    parties = Party.objects.filter(side=Party.Side.PARTNER)
    ids = parties.filter(organisation__in=list(organisation_ids)).values("instrument")
    found: dict = {}
    rows = parties.filter(instrument__in=ids, instrument__withdrawn_at=None).values_list(
        "instrument_id", "organisation_id", "number", "instrument__kind", "instrument__signed_on",
        "instrument__title_id", "instrument__title_en",
    )  # fmt: skip
    for key, organisation, number, kind, signed_on, title_id, title_en in rows.order_by("pk"):
        titles = tuple(title for title in (title_id, title_en) if title)
        kept = found.setdefault(key, (set(), set(), kind, str(signed_on or ""), titles))
        kept[0].add(str(organisation))
        if number:
            kept[1].add(number)
    return [
        Paper(key=key, partners=frozenset(partners), kind=kind, signed_on=signed_on, titles=titles,
              numbers=frozenset(numbers))
        for key, (partners, numbers, kind, signed_on, titles) in found.items()
    ]  # fmt: skip


def previous_of(batch, fingerprints):
    """The newest confirmed import of the same file name, or that shares a row; None if none."""
    confirmed = ImportBatch.objects.filter(state=lifecycle.CONFIRMED).exclude(pk=batch.pk)
    shared = ImportRow.objects.filter(fingerprint__in=fingerprints).values("batch")
    return (
        confirmed.filter(Q(filename=batch.filename) | Q(pk__in=shared))
        .order_by("-finished_at")
        .first()
    )


def settled_rows(batch, fingerprints, previous):
    """Rows of earlier confirmed imports: all of `previous`, and any with one of `fingerprints`.

    Those that speak of a record whose own import was undone count no more: the row is new again.
    """
    rows = ImportRow.objects.filter(batch__state=lifecycle.CONFIRMED).exclude(batch=batch)
    undone = ImportRow.objects.filter(batch__state=lifecycle.UNDONE, result="registered")
    rows = rows.exclude(record__withdrawn_at__isnull=False, record__in=undone.values("record"))
    wanted = Q(fingerprint__in=fingerprints)
    if previous is not None:
        wanted |= Q(batch=previous)
    return list(
        rows.filter(wanted)
        .select_related("record")
        .only(
            "batch_id", "sheet", "row", "fingerprint", "understood", "corrected", "result",
            "is_decided", "record__id", "record__code", "record__version", "record__withdrawn_at",
        )
        .order_by("-batch__finished_at", "position")
    )  # fmt: skip


def layouts_said(batch, layouts) -> dict:
    """{layout: (import, mapping)}: the newest other import in which somebody spoke of each."""
    others = ImportBatch.objects.exclude(pk=batch.pk).filter(
        reading__layouts__has_any_keys=list(layouts)
    )
    found: dict = {}
    for earlier in others.order_by("-received_at").only("code", "filename", "reading")[:50]:
        for layout, mapping in earlier.reading["layouts"].items():
            if layout in layouts:
                found.setdefault(layout, (earlier, mapping))
    return found


def records(ids) -> dict:
    """{id: instrument} of records that are still in the register."""
    return Instrument.objects.filter(withdrawn_at=None).in_bulk(list(ids))

"""Everything that changes aid records."""

from dataclasses import dataclass, field

from django.db import transaction

from ecoop.accounts.policy import require
from ecoop.assistance.models import AidPartner, AidRecord
from ecoop.core import ledger
from ecoop.core.bilingual import Text
from ecoop.core.telling import describe_facts
from ecoop.core.words import fold
from ecoop.instruments.numbering import give_codes
from ecoop.instruments.queries import today
from ecoop.partners.models import Organisation
from ecoop.partners.queries import lineage

PLAIN = (
    "code", "direction", "kind", "disaster_id", "disaster_en", "disaster_on", "glide",
    "partner_written", "country_id", "quantity", "unit", "amount", "currency", "as_of",
    "offered_on", "arrived_on", "stage", "status_written", "location", "description", "note",
    "source", "origin", "part_of_id", "classification",
)  # fmt: skip

describe_facts("aid", {"part_of": Text(id="Bagian dari", en="Part of")})


@dataclass(kw_only=True)
class Draft:
    """Aid to be recorded: `facts` are columns of `AidRecord`; `countries` those named although no
    organisation of theirs is (the aid of "20 Japanese companies")."""

    facts: dict
    partners: list[Organisation] = field(default_factory=list)
    channels: list[Organisation] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    why: str = ""


@transaction.atomic
def record_many(drafts, *, by):
    """Record many pieces of aid, all or none; each gets its code and its ledger entry."""
    made = [(AidRecord(**draft.facts), draft) for draft in drafts]
    for aid, draft in made:
        aid.classify(aid.classification)
        aid.countries = draft.countries
        require(by, "register", aid)
    _number([aid for aid, _ in made])
    partners = {aid.pk: _partners(aid, draft) for aid, draft in made}
    _index([aid for aid, _ in made], partners)
    AidRecord.objects.bulk_create([aid for aid, _ in made])
    AidPartner.objects.bulk_create([one for rows in partners.values() for one in rows])
    ledger.record_many(
        _entry(aid, by, "aid.registered", snapshot(aid, partners[aid.pk]), why=draft.why)
        for aid, draft in made
    )
    return [aid for aid, _ in made]


@transaction.atomic
def make_part(*, part, whole, by, why=""):
    """Say that `part` is a piece of the package `whole`; a package is no piece of another."""
    require(by, "edit", part)
    part = AidRecord.objects.select_for_update(of=("self",)).get(pk=part.pk)
    if part.part_of_id == whole.pk:
        return part
    before = part.part_of.code if part.part_of else ""
    part.part_of = whole
    part.version += 1
    part.save()
    changes = {"part_of": [before, whole.code]}
    rows = part.partners.select_related("organisation").order_by("position", "pk")
    after = snapshot(part, rows)
    ledger.record(**_entry(part, by, "aid.revised", after, why=why, changes=changes))
    return part


@transaction.atomic
def reindex(aid_ids):
    """Write the derived columns of these records anew."""
    rows = AidRecord.objects.filter(pk__in=aid_ids).select_for_update(of=("self",))
    records = list(rows.order_by("pk"))
    partners: dict = {aid.pk: [] for aid in records}
    found = AidPartner.objects.filter(aid__in=partners).select_related("organisation")
    for one in found.order_by("position", "pk"):
        partners[one.aid_id].append(one)
    _index(records, partners)
    derived = ["countries", "partner_names", "haystack", "seen_by"]
    AidRecord.objects.bulk_update(records, derived, batch_size=500)


def _partners(aid, draft) -> list[AidPartner]:
    roles = {organisation.pk: (organisation, "channel") for organisation in draft.channels}
    roles |= {organisation.pk: (organisation, "partner") for organisation in draft.partners}
    return [
        AidPartner(aid=aid, organisation=organisation, role=role, position=position)
        for position, (organisation, role) in enumerate(roles.values())
    ]


def _index(records, partners) -> None:
    lines = lineage({one.organisation_id for rows in partners.values() for one in rows})
    for aid in records:
        rows = partners[aid.pk]
        bodies = [one.organisation for one in rows if one.role == "partner"]
        aid.partner_names = [body.abbreviation or str(body) for body in bodies]
        home = {body.country_id for body in bodies if body.country_id}
        aid.countries = sorted(home | set(aid.countries) | ({aid.country_id} - {None}))
        keys = {f"org:{line}" for one in rows for line in lines[one.organisation_id]}
        aid.seen_by = sorted(keys)
        words = (aid.code, aid.disaster_id, aid.disaster_en, aid.glide, aid.partner_written)
        said = (*words, " ".join(aid.partner_names), aid.location, aid.description)
        aid.haystack = " | ".join(fold(word) for word in said if word)


def _number(records) -> None:
    """Give each record the next code of its disaster's year: BT-2018-0001 (bantuan)."""
    dated = [(aid, aid.disaster_on or aid.offered_on) for aid in records]
    give_codes((aid, "BT", "BT", on.first.year if on else today().year) for aid, on in dated)


def snapshot(aid, partners) -> dict:
    """The record as plain values, for the ledger."""
    plain = {name: _plain(getattr(aid, name)) for name in PLAIN}
    bodies = [{"organisation": str(p.organisation_id), "role": p.role} for p in partners]
    return plain | {"regions": list(aid.regions), "partners": bodies}


def _plain(value) -> str:
    return "" if value is None else str(value)


def _entry(aid, by, act, after, *, why, changes=None) -> dict:
    return {"actor": by, "act": act, "subject": aid, "kind": "aid", "why": why,
            "changes": changes or {}, "after": after}  # fmt: skip

"""Everything that changes engagements."""

from dataclasses import dataclass, field

from django.db import transaction

from ecoop.accounts.policy import require
from ecoop.core import ledger
from ecoop.core.words import fold
from ecoop.engagements.models import Engagement, Participant
from ecoop.instruments.numbering import give_codes
from ecoop.instruments.queries import today
from ecoop.partners.models import Organisation
from ecoop.partners.queries import lineage

PLAIN = (
    "code", "kind", "title_id", "title_en", "starts_on", "ends_on", "place", "country_id",
    "partners_written", "lead_written", "due_on", "note", "source", "origin", "classification",
)  # fmt: skip
LISTS = ("fields", "hazards", "regions", "outcomes", "next_steps")


@dataclass(kw_only=True)
class Draft:
    """An engagement to be recorded: `facts` are columns, `home` and `partners` organisations."""

    facts: dict
    home: list[Organisation] = field(default_factory=list)
    partners: list[Organisation] = field(default_factory=list)
    why: str = ""


@transaction.atomic
def record_many(drafts, *, by):
    """Record many engagements, all or none; each gets its code and its ledger entry."""
    made = [(Engagement(**draft.facts), draft) for draft in drafts]
    for engagement, _ in made:
        engagement.classify(engagement.classification)
        require(by, "register", engagement)
    _number([engagement for engagement, _ in made])
    participants = {engagement.pk: _participants(engagement, draft) for engagement, draft in made}
    _index([engagement for engagement, _ in made], participants)
    Engagement.objects.bulk_create([engagement for engagement, _ in made])
    Participant.objects.bulk_create([one for rows in participants.values() for one in rows])
    ledger.record_many(
        {
            "actor": by,
            "act": "engagement.registered",
            "subject": one,
            "kind": "engagement",
            "why": draft.why,
            "after": snapshot(one, participants[one.pk]),
        }
        for one, draft in made
    )
    return [engagement for engagement, _ in made]


@transaction.atomic
def reindex(engagement_ids):
    """Write the derived columns of these engagements anew."""
    rows = Engagement.objects.filter(pk__in=engagement_ids).select_for_update(of=("self",))
    engagements = list(rows.order_by("pk"))
    participants: dict = {engagement.pk: [] for engagement in engagements}
    found = Participant.objects.filter(engagement__in=participants).select_related("organisation")
    for one in found.order_by("position", "pk"):
        participants[one.engagement_id].append(one)
    _index(engagements, participants)
    derived = ["countries", "partner_names", "haystack", "seen_by"]
    Engagement.objects.bulk_update(engagements, derived, batch_size=500)


def _participants(engagement, draft) -> list[Participant]:
    """The organisations of both sides, each once; who stands on both stands on the Indonesian."""
    sides = {organisation.pk: (organisation, "partner") for organisation in draft.partners}
    sides |= {organisation.pk: (organisation, "home") for organisation in draft.home}
    return [
        Participant(engagement=engagement, organisation=organisation, side=side, position=position)
        for position, (organisation, side) in enumerate(sides.values())
    ]


def _index(engagements, participants) -> None:
    lines = lineage({one.organisation_id for rows in participants.values() for one in rows})
    for engagement in engagements:
        rows = participants[engagement.pk]
        partners = [one.organisation for one in rows if one.side == "partner"]
        names = [partner.abbreviation or str(partner) for partner in partners]
        engagement.partner_names = names
        engagement.countries = sorted({p.country_id for p in partners if p.country_id})
        keys = {f"org:{line}" for one in rows for line in lines[one.organisation_id]}
        engagement.seen_by = sorted(keys)
        words = (engagement.code, engagement.title_id, engagement.title_en)
        said = (engagement.partners_written, engagement.lead_written, " ".join(names))
        engagement.haystack = " | ".join(fold(word) for word in (*words, *said) if word)


def _number(engagements) -> None:
    """Give each engagement the next code of its year: KG-2024-0001 (kegiatan)."""
    give_codes(
        (one, "KG", "KG", one.starts_on.first.year if one.starts_on else today().year)
        for one in engagements
    )


def snapshot(engagement, participants) -> dict:
    """The engagement as plain values, for the ledger."""
    plain = {name: str(getattr(engagement, name) or "") for name in PLAIN}
    lists = {name: list(getattr(engagement, name)) for name in LISTS}
    bodies = [{"organisation": str(p.organisation_id), "side": p.side} for p in participants]
    return plain | lists | {"participants": bodies}

"""What stands beside the words: positions, rounds, waivers."""

from django.db import transaction
from django.db.models import Max

from ecoop.core.bilingual import Text
from ecoop.core.verdicts import Conflict, Refusal, Refused
from ecoop.negotiation import policies
from ecoop.negotiation.actions.telling import lock, tell
from ecoop.negotiation.models import Position, Round
from ecoop.negotiation.queries import articles_of, snapshot

NO_REASON = Text(
    id="Tulis alasan mengapa klausul ini tidak diperlukan.",
    en="Write why this clause is not needed.",
)


@transaction.atomic
def set_position(*, article, by, version, ours, theirs, mandate_limit):
    """Record what we want, what they want and how far the mandate goes; version 0 is the first."""
    draft = lock(article.draft)
    policies.require_edit(by, draft.case)
    held = Position.objects.select_for_update(of=("self",)).filter(article=article).first()
    if (held.version if held else 0) != version:
        raise Conflict(held)
    row = held or Position(article=article, seen_by=draft.seen_by, version=0)
    new = {"ours": ours, "theirs": theirs, "mandate_limit": mandate_limit}
    changes = {name: [getattr(row, name), said] for name, said in new.items()}
    for name, said in new.items():
        setattr(row, name, said)
    row.classify(draft.classification)
    row.version += 1
    row.save()
    moved = {name: pair for name, pair in changes.items() if pair[0] != pair[1]}
    tell(draft, by, "text.position", changes={"article": [article.key, article.key]} | moved)
    return row


@transaction.atomic
def record_round(*, draft, by, held_on, place="", note="", engagement=None):
    """Close a round: the text as it stands now is kept as its outcome."""
    draft = lock(draft)
    policies.require_edit(by, draft.case)
    last = Round.objects.filter(draft=draft).aggregate(last=Max("number"))["last"] or 0
    made = Round.objects.create(
        draft=draft, number=last + 1, held_on=held_on, place=place, note=note,
        engagement=engagement, articles=snapshot(articles_of(draft)),
    )  # fmt: skip
    changes = {"round": ["", made.number], "held_on": ["", held_on], "place": ["", place]}
    tell(draft, by, "text.round", changes=changes, why=note)
    return made


@transaction.atomic
def waive(*, draft, by, clause, reason):
    """Do without a clause, with a reason (rule A1)."""
    draft = lock(draft)
    policies.require_edit(by, draft.case)
    if not reason.strip():
        raise Refused(Refusal(NO_REASON, source="rule A1"))
    draft.waivers = draft.waivers | {clause: reason.strip()}
    draft.save(update_fields=["waivers"])
    tell(draft, by, "text.waived", changes={"clause": ["", clause]}, why=reason.strip())


@transaction.atomic
def withdraw_waiver(*, draft, by, clause):
    """Ask for the clause again."""
    draft = lock(draft)
    policies.require_edit(by, draft.case)
    if draft.waivers.pop(clause, None):
        draft.save(update_fields=["waivers"])
        tell(draft, by, "text.unwaived", changes={"clause": [clause, ""]})

"""Everything that changes a proposal from outside.

Guests have no account: who holds a draft's key, the token of its confirmation or the receipt is
let through here, and the act is done as the system on their behalf.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from ecoop.cases import actions, receipts
from ecoop.cases.models import Proposal, ProposalFile
from ecoop.core import jobs, ledger
from ecoop.core.classification import Classification
from ecoop.core.identity import SYSTEM, acting
from ecoop.documents import actions as documents
from ecoop.instruments.queries import today

KEPT_DAYS = 30  # a draft nobody goes on with is forgotten, with the name and address in it
FIELDS = (
    "name", "email", "body_written", "track", "title", "aim", "urgency", "scope", "benefit",
    "has_no_draft",
)  # fmt: skip
SUMMARY = ("aim", "urgency", "scope", "benefit")
SENT = (Proposal.State.WAITING, Proposal.State.CONFIRMED)
REQUIRED_FILES = ("proposal", "partner_profile")
OF_REGIONS = "regional_foreign"  # the track on which not the partner proposes


def begin(*, language, name="", email="", body=None) -> str:
    """A new, empty draft; returns the key that continues it."""
    key = receipts.fresh()
    with acting(SYSTEM):
        draft = Proposal(
            key_digest=receipts.digest(key), language=language, name=name, email=email, body=body,
            body_written=str(body or ""), saved_at=timezone.now(),
        )  # fmt: skip
        draft.token_digest = receipts.digest(receipts.token_of(draft))
        draft.receipt_digest = receipts.digest(receipts.derived(receipts.RECEIPT, draft.pk))
        draft.classify(Classification.CONFIDENTIAL)
        draft.save(force_insert=True)
    return key


def save(*, key, facts, files=()):
    """Keep what was typed so far; `files` are (kind, name, content). Raises `Unfit` for a file that
    is not taken: nothing is kept then."""
    with acting(SYSTEM) as by:
        draft = _held(key_digest=receipts.digest(key), state=Proposal.State.DRAFT)
        for name in FIELDS:
            setattr(draft, name, facts.get(name, getattr(draft, name)))
        draft.saved_at = timezone.now()
        draft.save()
        for kind, name, content in files:
            file = documents.store(
                content, name=name, by=by, classification=draft.classification, why="proposal"
            )
            ProposalFile.objects.update_or_create(
                proposal=draft, kind=kind, defaults={"file": file}
            )
    return draft


def send(*, key, base, is_known) -> Proposal:
    """Hand the draft in. A guest gets a letter to confirm the address; `is_known` is somebody with
    an account, whose case opens at once. The caller has seen to the required set."""
    with acting(SYSTEM) as by:
        draft = _held(key_digest=receipts.digest(key), state=Proposal.State.DRAFT)
        draft.state = Proposal.State.WAITING
        draft.token_digest = receipts.digest(receipts.token_of(draft))
        draft.save(update_fields=["state", "token_digest"])
        if is_known:
            return _open(draft, by, base)
        _write(draft, "confirm", base)
    return draft


def reopen(*, key) -> None:
    """Take back what waits for its confirmation, as when the address was mistyped: it is a draft again."""
    with acting(SYSTEM):
        draft = _held(key_digest=receipts.digest(key), state=Proposal.State.WAITING)
        draft.state = Proposal.State.DRAFT
        draft.save(update_fields=["state"])


def confirm(*, token, base) -> Proposal:
    """The address is right: the case opens and its receipt is made. A second confirmation changes
    nothing. Raises `Proposal.DoesNotExist` for a token of nothing."""
    with acting(SYSTEM) as by:
        draft = _held(token_digest=receipts.digest(token), state__in=SENT)
        if draft.state == Proposal.State.CONFIRMED:
            return draft
        return _open(draft, by, base)


def _open(draft, by, base):
    """Open the case with its first step, the proposal, recorded for whoever proposed."""
    case = actions.open_case(
        actions.Draft(
            track=draft.track, partners=[draft.body] if draft.body else [],
            **{f"title_{draft.language}": draft.title},
        ), by=by,
    )  # fmt: skip
    kinds = [*draft.files.values_list("kind", flat=True), "summary"]
    facts = {"proposal_documents": sorted(kinds), "draft_exists": "draft" in kinds}
    actions.record_step(
        case=case, by=by, step="propose", on=today(), facts=facts,
        capacity="REGION" if draft.track == OF_REGIONS else "PARTNER",
    )  # fmt: skip
    draft.case, draft.state = case, Proposal.State.CONFIRMED
    draft.save(update_fields=["case", "state"])
    ledger.record(
        actor=by, act="proposal.confirmed", kind="case", record_id=case.pk, code=case.code,
        class_rank=draft.class_rank, seen_by=draft.seen_by,
    )  # fmt: skip
    _write(draft, "receipt", base)
    return draft


@transaction.atomic
def forget_drafts(*, before=None) -> int:
    """Drop the drafts that nobody went on with; their files go with them from every page."""
    limit = before or timezone.now() - timedelta(days=KEPT_DAYS)
    old = Proposal.objects.exclude(state=Proposal.State.CONFIRMED).filter(saved_at__lt=limit)
    count = old.count()
    old.delete()
    return count


def _write(draft, letter, base):
    jobs.hand_in(
        "cases.write_letter", lock=f"proposal:{draft.pk}:{letter}:{draft.saved_at.timestamp()}",
        proposal=str(draft.pk), letter=letter, base=base,
    )  # fmt: skip


def _held(**wanted):
    return Proposal.objects.select_for_update(of=("self",)).get(**wanted)

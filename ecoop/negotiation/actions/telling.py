"""What every act on a text shares: the lock, the ledger entry, the end of a freeze."""

from django.utils import timezone

from ecoop.cases import actions as cases
from ecoop.cases import queries as case_queries
from ecoop.core import ledger
from ecoop.instruments.queries import today
from ecoop.negotiation.articles.digest import digest
from ecoop.negotiation.models import Draft, Freeze, Position
from ecoop.negotiation.queries import articles_of, snapshot, wording_of

KIND = "text"
CHANGE_STEP = "change_text"


def lock(draft) -> Draft:
    """The draft as it is now, held until the end of the transaction."""
    rows = Draft.objects.select_for_update(of=("self",)).select_related("case")
    held = rows.get(pk=draft.pk)
    if held.seen_by != held.case.seen_by:  # the case has other partners or another unit by now
        held.seen_by = held.case.seen_by
        held.save(update_fields=["seen_by"])
        Position.objects.filter(article__draft=held).update(seen_by=held.seen_by)
    return held


def tell(draft, by, act, *, changes=None, after=None, why="") -> None:
    """One entry; texts and positions are never below Confidential (UU 14/2008 art. 17(f))."""
    ledger.record(
        actor=by, act=act, kind=KIND, record_id=draft.pk, code=draft.case.code, why=why,
        changes=changes, after=after, class_rank=draft.class_rank, seen_by=draft.seen_by,
    )  # fmt: skip


def digests_of(draft, articles=None) -> dict[str, str]:
    """{language: SHA-256} of the text as it stands."""
    rows = snapshot(articles_of(draft) if articles is None else articles)
    return {lang: digest(wording_of(rows, lang)) for lang in draft.languages}


def loosen(draft, by) -> None:
    """After a change: a frozen text becomes a new version; its initials and clearances are void (A2).

    The case learns of it by its step "Change the text after it was frozen", which takes the effect
    from the agreed text and from its clearance.
    """
    draft.version += 1
    if not draft.is_frozen:
        draft.save(update_fields=["version"])
        return
    held = Freeze.objects.get(draft=draft, number=draft.number)
    now = digests_of(draft)
    if now == held.digests:
        draft.save(update_fields=["version"])
        return
    held.voided_at = timezone.now()
    held.save(update_fields=["voided_at"])
    draft.is_frozen, draft.number = False, draft.number + 1
    draft.save(update_fields=["version", "is_frozen", "number"])
    changed = {lang: [held.digests.get(lang, ""), now[lang]] for lang in now}
    tell(draft, by, "text.voided", changes={"version": [held.number, draft.number]} | changed)
    if CHANGE_STEP in case_queries.log_of(draft.case).procedure.steps:
        cases.record_step(case=draft.case, by=by, step=CHANGE_STEP, on=today())

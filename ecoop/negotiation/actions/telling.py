"""What every act on a text shares: the lock, the ledger entry, the end of a freeze."""

import json

from django.db import connection
from django.utils import timezone

from ecoop.cases import actions as cases
from ecoop.cases import queries as case_queries
from ecoop.core import ledger
from ecoop.instruments.queries import today
from ecoop.negotiation.actions import clearing
from ecoop.negotiation.articles.digest import digest
from ecoop.negotiation.lifecycle import CHANGE, facts_of
from ecoop.negotiation.models import Draft, Position
from ecoop.negotiation.queries import articles_of, snapshot, wording_of

KIND = "text"


def lock(draft) -> Draft:
    """The draft as it is now, held until the end of the transaction."""
    rows = Draft.objects.select_for_update(of=("self",)).select_related("case")
    held = rows.get(pk=draft.pk)
    if held.seen_by != held.case.seen_by:  # the case has other partners or another unit by now
        held.seen_by = held.case.seen_by
        held.save(update_fields=["seen_by"])
        Position.objects.filter(article__draft=held).update(seen_by=held.seen_by)
    return held


def line(draft, by, act, *, changes=None, after=None, why="") -> dict:
    """An entry of the ledger; texts and positions are never below Confidential (UU 14/2008 art. 17(f))."""
    return {
        "actor": by, "act": act, "kind": KIND, "record_id": draft.pk, "code": draft.case.code,
        "why": why, "changes": changes, "after": after, "class_rank": draft.class_rank,
        "seen_by": draft.seen_by,
    }  # fmt: skip


def tell(draft, by, act, **said) -> None:
    """Write one entry, see `line`."""
    ledger.record_many([line(draft, by, act, **said)])


def digests_of(draft, articles=None) -> dict[str, str]:
    """{language: SHA-256} of the text as it stands."""
    rows = snapshot(articles_of(draft) if articles is None else articles)
    return {lang: digest(wording_of(rows, lang)) for lang in draft.languages}


VOID = """
update negotiation_freeze set voided_at = %s
where draft_id = %s and number = %s and digests <> %s::jsonb
returning digests, exists (select from negotiation_clearance c
                           where c.freeze_id = negotiation_freeze.id and c.withdrawn_at is null)
"""


def loosen(draft, by, act, *, articles=None, **said) -> None:
    """Tell that the words were changed, see `tell`; `articles` as they stand now, if at hand.

    A frozen text becomes a new version; its initials and clearances are void (A2). The case learns
    of it by its step "Change the text after it was frozen", which takes the effect from the agreed
    text and from its clearance.
    """
    lines = [line(draft, by, act, **said)]
    draft.version += 1
    now = digests_of(draft, articles) if draft.is_frozen else {}
    held, is_asked = _void(draft, now) if now else ({}, False)
    if held:
        changed = {lang: [held.get(lang, ""), now[lang]] for lang in now}
        number = {"version": [draft.number, draft.number + 1]}
        lines.append(line(draft, by, "text.voided", changes=number | changed))
        if is_asked:
            clearing.voided(draft)
        draft.is_frozen, draft.number = False, draft.number + 1
    draft.save(update_fields=["version", "is_frozen", "number"])
    ledger.record_many(lines)
    if held and CHANGE in case_queries.procedure_by(draft.case.procedure_id).steps:
        nobody = case_queries.known_to(draft.case, facts_of([], today())) if is_asked else {}
        cases.record_step(case=draft.case, by=by, step=CHANGE, on=today(), supplied=nobody)


def _void(draft, now: dict[str, str]) -> tuple[dict[str, str], bool]:
    """Void the freeze if the words are others: its digests, {} if they are not, and whether
    somebody was asked to clear it."""
    with connection.cursor() as cursor:
        cursor.execute(VOID, [timezone.now(), draft.pk, draft.number, json.dumps(now)])
        row = cursor.fetchone()
    return (json.loads(row[0]), row[1]) if row else ({}, False)

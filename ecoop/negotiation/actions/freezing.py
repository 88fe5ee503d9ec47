"""Freezing a text and recording the initials under it."""

from django.db import transaction
from django.utils import timezone

from ecoop.cases import actions as cases
from ecoop.core.bilingual import Text, join
from ecoop.core.verdicts import Conflict, Refusal, Refused
from ecoop.instruments.queries import today
from ecoop.negotiation import policies
from ecoop.negotiation.actions.telling import digests_of, lock, tell
from ecoop.negotiation.articles.model import ARTICLE, CLOSING, OPENING
from ecoop.negotiation.models import Freeze, State
from ecoop.negotiation.queries import articles_of, snapshot

AGREE_STEP = "agree_text"
NOTHING = Text(id="Naskah belum mempunyai pasal.", en="The text has no articles yet.")
ALREADY = Text(id="Naskah ini sudah dibekukan.", en="This text is frozen already.")
NOT_AGREED = Text(
    id="Belum semua pasal disepakati: {keys}.", en="Not every article is agreed: {keys}."
)
ONE_LANGUAGE = Text(
    id="Pasal ini belum ada dalam setiap bahasa: {keys}.",
    en="These articles do not stand in every language yet: {keys}.",
)
NAMES = {OPENING: Text(id="pembukaan", en="opening"), CLOSING: Text(id="penutup", en="closing")}
NOT_FROZEN = Text(
    id="Paraf hanya dicatat pada naskah yang beku.",
    en="Initials are recorded on a frozen text only.",
)
INITIALLED = Text(
    id="Paraf pihak ini sudah dicatat.", en="This side's initials are recorded already."
)


@transaction.atomic
def freeze(*, draft, by, version=None):
    """Freeze the text with a SHA-256 for each language, and record it as the agreed text of the case.

    Raises Refused while an article is bracketed, reserved or in one language only, and for every
    reason by which the case's procedure does not allow an agreed text yet; nothing is written then.
    """
    draft = lock(draft)
    policies.require_edit(by, draft.case)
    if version is not None and version != draft.version:
        raise Conflict(draft)
    articles = articles_of(draft)
    refusals = _refusals(draft, articles)
    if refusals:
        raise Refused(*refusals)
    made = Freeze.objects.create(
        draft=draft, number=draft.number, digests=digests_of(draft, articles),
        articles=snapshot(articles), frozen_at=timezone.now(), frozen_by_id=by.user_id,
    )  # fmt: skip
    draft.is_frozen = True
    draft.version += 1
    draft.save(update_fields=["is_frozen", "version"])
    changes = {f"sha256_{lang}": ["", digest] for lang, digest in made.digests.items()}
    tell(draft, by, "text.frozen", changes={"version": ["", draft.number]} | changes)
    facts = {"languages": draft.languages}
    cases.record_step(case=draft.case, by=by, step=AGREE_STEP, on=today(), facts=facts)
    return made


def _refusals(draft, articles) -> list[Refusal]:
    numbered = [each for each in articles if each.kind == ARTICLE]
    if draft.is_frozen:
        return [Refusal(ALREADY, source="rule A2")]
    if not numbered:
        return [Refusal(NOTHING, source="rule A1")]
    found = []
    if open_ones := [each.key for each in numbered if each.state != State.AGREED]:
        found.append(
            Refusal(NOT_AGREED.fill(keys=", ".join(open_ones)), source="UU 24/2000 art. 6")
        )
    lacking = [
        each.key for each in articles if not all(each.bodies.get(lang) for lang in draft.languages)
    ]
    if lacking:
        names = join(*(NAMES.get(key, Text.same(key)) for key in lacking), by=", ")
        words = ONE_LANGUAGE.fill(keys=names)
        found.append(Refusal(words, source="UU 24/2009 art. 31"))
    return found


@transaction.atomic
def initial(*, draft, by, side, name, initialled_on):
    """Record that one side initialled the frozen text, on paper."""
    draft = lock(draft)
    policies.require_edit(by, draft.case)
    if not draft.is_frozen:
        raise Refused(Refusal(NOT_FROZEN, source="rule A2"))
    held = Freeze.objects.get(draft=draft, number=draft.number)
    if any(each["side"] == side for each in held.initials):
        raise Refused(Refusal(INITIALLED))
    held.initials = [*held.initials, {"side": side, "name": name, "on": initialled_on.isoformat()}]
    held.save(update_fields=["initials"])
    changes = {"side": ["", side], "name": ["", name], "held_on": ["", initialled_on]}
    tell(draft, by, "text.initialled", changes={"version": ["", held.number]} | changes)
    return held

"""The words of a text: opening it, bringing it in from a file, changing its articles."""

from collections import Counter

from django.db import transaction

from ecoop.cases.queries import acts_rank
from ecoop.core import ledger
from ecoop.core.bilingual import Text
from ecoop.core.classification import RANKS
from ecoop.core.inserting import insert_many
from ecoop.core.verdicts import Conflict, Refusal, Refused
from ecoop.negotiation import policies
from ecoop.negotiation.actions.telling import line, lock, loosen, tell
from ecoop.negotiation.articles.model import ARTICLE
from ecoop.negotiation.articles.reading import tidy
from ecoop.negotiation.models import Draft, DraftArticle, State
from ecoop.negotiation.queries import articles_of, in_order, snapshot

TAKEN = Text(
    id="Pasal dengan nomor itu sudah ada dalam naskah.",
    en="The text already has an article of that number.",
)
EMPTY = Text(id="Tulis judul atau isi pasal.", en="Write a title or a body for the article.")
NUMBERED_TWICE = Text(
    id="Dalam satu bahasa, berkas ini memuat lebih dari satu pasal bernomor {keys}. Beri nomor yang "
    "berbeda, lalu unggah lagi; tidak ada yang diubah.",
    en="In one language, the file has more than one article with the number {keys}. Number them apart "
    "and hand it in again; nothing was changed.",
)
TWICE = Text(id="Proses ini sudah mempunyai naskah.", en="This case already has a text.")


@transaction.atomic
def open_draft(*, case, by, kind, languages=("id", "en")):
    """Open the text of a case; Indonesian is always one of its languages (UU 24/2009 art. 31)."""
    policies.require_edit(by, case)
    if Draft.objects.filter(case=case).exists():
        raise Refused(Refusal(TWICE))
    rank = acts_rank(case)
    draft = Draft(case=case, kind=kind, languages=_with_indonesian(languages), seen_by=case.seen_by)
    draft.classify(next(name for name, value in RANKS.items() if value == rank))
    draft.save(force_insert=True)
    tell(draft, by, "text.opened", after={"kind": kind, "languages": draft.languages})
    return draft


def _with_indonesian(languages) -> list[str]:
    return ["id", *(lang for lang in dict.fromkeys(languages) if lang != "id")]


@transaction.atomic
def bring_in(*, draft, by, wordings, version=None, why=""):
    """Take the articles of a file: languages that the file has are replaced, others stay.

    Articles that no language has any more are struck. What changes in an agreed article puts it
    back into brackets. Raises Conflict when somebody changed the text meanwhile, and Refused when
    one language has two articles of one number, of which one would be lost.
    """
    draft = _taken(draft, by, version)
    if twice := _numbered_twice(wordings):
        raise Refused(Refusal(NUMBERED_TWICE.fill(keys=", ".join(twice))))
    held = {(each.kind, each.number): each for each in articles_of(draft)}
    before = snapshot(held.values())
    named = [lang for lang in draft.languages if any(w.lang == lang for w in wordings)]
    added = [wording.lang for wording in wordings if wording.lang not in draft.languages]
    draft.languages = [*draft.languages, *added]
    for wording in wordings:
        _merge(draft, held, wording)
    rows = _write(held.values())
    draft.save(update_fields=["languages"])
    after = snapshot(rows)
    if before != after:
        changes = {"articles": [len(before), len(after)], "languages": ["", [*named, *added]]}
        told = {"changes": changes, "after": {"articles": after}, "why": why}
        loosen(draft, by, "text.imported", articles=rows, **told)
    return draft


def _numbered_twice(wordings) -> list[str]:
    counts = [Counter(each.key for each in wording.articles) for wording in wordings]
    return list(dict.fromkeys(key for count in counts for key, many in count.items() if many > 1))


def _write(rows) -> list[DraftArticle]:
    """The articles that have words, in the order of the text; those without any are struck."""
    gone = [each.pk for each in rows if each.pk and not _has_words(each)]
    kept = in_order(each for each in rows if _has_words(each))
    DraftArticle.objects.filter(pk__in=gone).delete()
    held = [each for each in kept if each.pk]
    insert_many([each for each in kept if not each.pk])
    DraftArticle.objects.bulk_update(held, ["titles", "bodies", "state", "version"])
    return kept


def _merge(draft, held, wording) -> None:
    """One language into the articles; those that it leaves out lose their words in it."""
    told = {(each.kind, each.number): each for each in wording.articles}
    for key, said in told.items():
        if key not in held:
            held[key] = DraftArticle(draft=draft, kind=key[0], number=key[1], titles={}, bodies={})
        _put(held[key], wording.lang, said.title, tidy(said.body.split("\n")))
    for key, row in held.items():
        if key not in told:
            _put(row, wording.lang, "", "")


def _put(row, lang, title, body) -> None:
    if (row.titles.get(lang, ""), row.bodies.get(lang, "")) == (title, body) and row.pk:
        return
    row.titles, row.bodies = row.titles | {lang: title}, row.bodies | {lang: body}
    if row.state == State.AGREED:
        row.state = State.BRACKETED
    row.version += 1 if row.pk else 0


def _has_words(row) -> bool:
    return any(row.titles.values()) or any(row.bodies.values())


@transaction.atomic
def change_article(*, article, by, version, titles, bodies, state):
    """Change one article's words and state. Raises Conflict when somebody else was quicker."""
    draft = _taken(article.draft, by)
    rows = articles_of(draft)
    row = _as_seen(rows, article, version)
    before = snapshot([row])[0]
    _say(row, titles, bodies)
    changed = before["titles"] != row.titles or before["bodies"] != row.bodies
    untouched = state == before["state"] == State.AGREED
    row.state = State.BRACKETED if changed and untouched else state
    after = snapshot([row])[0]
    if before == after:
        return row
    row.version += 1
    row.save()
    told = {"changes": _changes(row.key, before, after), "after": after}
    if changed:
        loosen(draft, by, "text.changed", articles=rows, **told)
    else:
        tell(draft, by, "text.state", **told)
    return row


@transaction.atomic
def change_states(*, draft, by, version, keys, state):
    """Give several articles one state: agreed in one sitting, say. Raises Conflict when the words
    of the text were changed meanwhile; returns how many articles changed."""
    draft = _taken(draft, by, version)
    rows = [row for row in articles_of(draft) if row.key in keys and row.state != state]
    lines = []
    for row in rows:
        before = snapshot([row])[0]
        row.state, row.version = state, row.version + 1
        after = snapshot([row])[0]
        told = {"changes": _changes(row.key, before, after), "after": after}
        lines.append(line(draft, by, "text.state", **told))
    DraftArticle.objects.bulk_update(rows, ["state", "version"])
    ledger.record_many(lines)
    return len(rows)


def _as_seen(rows, article, version):
    """The article among those of a locked text; Conflict when it is not as the editor saw it."""
    row = next((each for each in rows if each.pk == article.pk), None)
    if row is None:
        raise DraftArticle.DoesNotExist
    if row.version != version:
        raise Conflict(row)
    return row


def _say(row, titles, bodies) -> None:
    titles = {lang: " ".join(tidy([said]).split()) for lang, said in titles.items()}
    bodies = {lang: tidy(said.replace("\r", "").split("\n")) for lang, said in bodies.items()}
    row.titles, row.bodies = row.titles | titles, row.bodies | bodies
    if not _has_words(row):
        raise Refused(Refusal(EMPTY))


def _changes(key, before, after) -> dict:
    found = {"article": [key, key]}
    if before["state"] != after["state"]:
        found["state"] = [before["state"], after["state"]]
    for part in ("titles", "bodies"):
        for lang in after[part]:
            old, new = before[part].get(lang, ""), after[part][lang]
            found |= (
                {f"{part[:-1] if part == 'titles' else 'body'}_{lang}": [old, new]}
                if old != new
                else {}
            )
    return found


@transaction.atomic
def add_article(*, draft, by, kind=ARTICLE, number=0, titles, bodies):
    """Add an article, or the opening or closing; refused when the number is taken."""
    draft = _taken(draft, by)
    if DraftArticle.objects.filter(draft=draft, kind=kind, number=number).exists():
        raise Refused(Refusal(TAKEN))
    row = DraftArticle(draft=draft, kind=kind, number=number)
    _say(row, titles, bodies)
    row.save(force_insert=True)
    after = snapshot([row])[0]
    loosen(draft, by, "text.changed", changes={"article": ["", row.key]}, after=after)
    return row


@transaction.atomic
def remove_article(*, article, by, version):
    """Strike an article; those after it keep their numbers, as in negotiation."""
    draft = _taken(article.draft, by)
    row = _as_seen(articles_of(draft), article, version)
    changes = {"article": [row.key, ""]}
    row.delete()
    loosen(draft, by, "text.changed", changes=changes, after={})


def _taken(draft, by, version=None) -> Draft:
    draft = lock(draft)
    policies.require_edit(by, draft.case)
    if version is not None and version != draft.version:
        raise Conflict(draft)
    return draft

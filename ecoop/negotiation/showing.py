"""A text as its pages show it."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from ecoop.negotiation import moves, queries
from ecoop.negotiation.actions.telling import digests_of
from ecoop.negotiation.articles.model import ARTICLE, OPENING
from ecoop.negotiation.clauses import WAIVED, Row, meter
from ecoop.negotiation.forms import language_label
from ecoop.negotiation.lifecycle import OVER, state_of
from ecoop.negotiation.models import Clearance, DraftArticle, Side, State
from ecoop.negotiation.parity import KNOWN, check

SETTLED = ("present", WAIVED)


@dataclass(frozen=True)
class Column:
    """One article in one language."""

    lang: str
    language: str
    heading: str
    title: str
    lines: list[str]


@dataclass(frozen=True)
class Shown:
    """One article with its columns, its findings and its position."""

    key: str
    name: str
    state: str
    state_words: str
    columns: list[Column]
    findings: list
    position: object


def name_of(key: str) -> str:
    """'Article 3', 'Opening', 'Closing' in the language of the page."""
    if key == OPENING:
        return _("Opening")
    return _("Article %(number)s") % {"number": key} if key.isdigit() else _("Closing")


def with_state(article) -> str:
    """'Article 3 (bracketed)'."""
    return f"{name_of(article.key)} ({state_words(article.state).lower()})"


def heading(kind: str, number: int, lang: str) -> str:
    """What stands above an article in its own language."""
    if kind == ARTICLE:
        return f"{'Pasal' if lang == 'id' else 'Article'} {number}"
    words = {"id": ("Pembukaan", "Penutup")}.get(lang, ("Opening", "Closing"))
    return words[0 if kind == OPENING else 1]


def state_words(state: str) -> str:
    return str(State(state).label) if state else _("not in the text")


def page(desk) -> dict:
    """Everything about a text for its page: articles, findings, meter, rounds, freezes."""
    draft = desk.draft
    articles = queries.articles_of(draft)
    wordings = queries.wordings(articles, draft.languages)
    findings = compared(wordings)
    rows = meter(wordings, queries.situation_of(draft, desk.case), waived=draft.waivers)
    freezes = queries.freezes_of(draft)
    return {
        "articles": [_shown(each, draft.languages, findings) for each in articles],
        "findings": findings,
        "meter": rows,
        "waived": draft.waivers,
        "settled": sum(row.state in SETTLED for row in rows),
        "rounds": queries.rounds_of(draft),
        "freezes": freezes,
        "initials": initials_of(freezes),
        "digests": digests_of(draft, articles) if draft.is_frozen else {},
        "counts": _counts(articles),
        "uncompared": [language_label(lang) for lang in draft.languages if lang not in KNOWN],
    }


def compared(wordings) -> list:
    """The findings of every other language against Indonesian."""
    first, *others = wordings
    if not first.articles:
        return []
    pairs = [each for each in others if each.articles and each.lang in KNOWN]
    return [finding for other in pairs for finding in check(first, other)]


def still_open(draft) -> str:
    """How many differences between the languages nobody has mended, in words; '' for none."""
    found = compared(queries.wordings(queries.articles_of(draft), draft.languages))
    if not found:
        return ""
    return ngettext(
        "%(count)s difference between the languages is still open; every text will be equally "
        "authentic (UU 24/2009 art. 31).",
        "%(count)s differences between the languages are still open; every text will be equally "
        "authentic (UU 24/2009 art. 31).",
        len(found),
    ) % {"count": len(found)}


def _shown(article, languages, findings) -> Shown:
    return Shown(
        key=article.key,
        name=name_of(article.key),
        state=article.state,
        state_words=state_words(article.state),
        columns=[_column(article, lang) for lang in languages],
        findings=[each for each in findings if article.key in each.article.values()],
        position=getattr(article, "position", None),
    )


def _column(article, lang: str) -> Column:
    return Column(
        lang=lang, language=language_label(lang),
        heading=heading(article.kind, article.number, lang),
        title=article.titles.get(lang, ""),
        lines=[line for line in article.bodies.get(lang, "").split("\n") if line],
    )  # fmt: skip


def _counts(articles) -> list[tuple[str, int, list[tuple[str, str]]]]:
    """(state, how many, the articles that are not agreed yet with their places on the page)."""
    held = {state: [each for each in articles if each.state == state] for state in State.values}
    return [
        (
            state_words(state),
            len(rows),
            [] if state == State.AGREED else [(name_of(each.key), each.key) for each in rows],
        )
        for state, rows in held.items()
    ]


@dataclass(frozen=True)
class MovedColumn:
    language: str
    lang: str
    pieces: list[tuple[str, str]]


@dataclass(frozen=True)
class Moved:
    """What moved in one article, in words."""

    name: str
    said: str
    columns: list[MovedColumn]


def moved(before, after, languages) -> list[Moved]:
    """The articles that moved between two states of a text."""
    found = moves.compare(before, after, languages)
    return [
        Moved(
            name_of(each.key),
            _said(each),
            _moved_columns(each, languages),
        )
        for each in found
        if each.is_moved
    ]


def _moved_columns(move, languages) -> list[MovedColumn]:
    """The words of the languages in which any moved; none where only the state did."""
    return [
        MovedColumn(language_label(lang), lang, move.pieces[lang])
        for lang in languages
        if any(sort != moves.SAME for sort, _text in move.pieces[lang])
    ]


def _said(move) -> str:
    words = []
    if move.before != move.after:
        states = {"before": state_words(move.before), "after": state_words(move.after)}
        words.append(_("State: %(before)s, then %(after)s.") % states)
    if move.gone:
        words.append(_("Words struck: %(count)s.") % {"count": move.gone})
    if move.new:
        words.append(_("Words added: %(count)s.") % {"count": move.new})
    return " ".join(words)


def states_of(draft) -> dict[str, tuple[str, list]]:
    """{name: (words, rows)}: the text before the first round, after each round, and now."""
    rounds = {
        str(each.number): (_("Round %(number)s") % {"number": each.number}, each.articles)
        for each in queries.rounds_of(draft)
    }
    now = (_("The text as it is now"), queries.snapshot(queries.articles_of(draft)))
    return {"0": (_("Before the first round"), [])} | rounds | {"now": now}


def last_unlike(states: dict[str, tuple[str, list]], name: str) -> str:
    """The nearest state before `name` whose articles differ from its; the first where none does."""
    names = list(states)
    earlier = names[: names.index(name)]
    rows = states[name][1]
    return next((each for each in reversed(earlier) if states[each][1] != rows), names[0])


def row_named(rows: list[Row], code: str) -> Row | None:
    return next((row for row in rows if row.code == code), None)


def initials_of(freezes) -> list[tuple[str, str, object]]:
    """(side, name, day) of those who initialled the text that is frozen."""
    held = freezes[0].initials if freezes else []
    return [
        (str(Side(each["side"]).label), each["name"], date.fromisoformat(each["on"]))
        for each in held
    ]


def title_of(case) -> str:
    """The title of a case in the language of the page."""
    return case.title.in_(get_language() or "id")


STATE_WORDS = {
    "waiting": gettext_lazy("Waits for the answer"),
    "overdue": gettext_lazy("Answer overdue"),
    "cleared": Clearance.Opinion.CLEARED.label,
    "remarks": Clearance.Opinion.REMARKS.label,
    "objection": Clearance.Opinion.OBJECTION.label,
    "void": gettext_lazy("Void: the text was changed"),
    "withdrawn": gettext_lazy("Request withdrawn"),
}


@dataclass(frozen=True)
class ClearanceShown:
    """One request with how it stands today, by code and in words."""

    row: Clearance
    state: str
    state_words: str


def clearances(rows, on: date) -> list[ClearanceShown]:
    """The requests of a case, those that stand before those that are void or withdrawn."""
    shown = [ClearanceShown(row, state, str(STATE_WORDS[state]))
             for row in rows for state in [state_of(row, on)]]  # fmt: skip
    return sorted(shown, key=lambda each: each.state in OVER)


def frozen_articles(rows: list[dict]) -> list[tuple[str, list[Column]]]:
    """(name of the article, its columns by language) of a frozen text."""
    articles = [DraftArticle(**row) for row in rows]
    others = {lang for row in rows for lang in row["bodies"]} - {"id"}
    languages = ["id", *sorted(others)]
    return [(name_of(each.key), [_column(each, lang) for lang in languages]) for each in articles]

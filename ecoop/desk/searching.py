"""One search over all kinds of records, saying for each hit what matched."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from ecoop.core.words import fold
from ecoop.instruments import listing
from ecoop.partners import queries as partners
from ecoop.places.models import Country, Region

CANDIDATES = 200


@dataclass(frozen=True)
class Piece:
    """A run of text; `is_match` runs are marked on the page."""

    text: str
    is_match: bool


@dataclass(frozen=True)
class Hit:
    """One record found: its title in pieces, and where else the words were met."""

    address: str  # below the language: "partners/afad/"
    title: list[Piece]
    detail: str
    also: list[Piece]


@dataclass(frozen=True)
class Section:
    """The hits of one kind of record; `total` counts them all."""

    kind: str
    total: int
    hits: list[Hit]


def search(actor, text: str, *, lang: str, limit: int = 8) -> list[Section]:
    """What `actor` may see that matches `text`, kind by kind, best first; empty kinds left out."""
    if not fold(text):
        return []
    sections = (
        _instruments(actor, text, lang, limit),
        _partners(actor, text, lang, limit),
        _countries(text, lang, limit),
        _regions(text, limit),
    )
    return [section for section in sections if section.total]


def pieces(text: str, asked: str) -> list[Piece]:
    """`text` cut so that words which match a word of `asked` stand alone.

    A word matches when both begin alike for at least four letters, or one is the whole other.
    """
    wanted = [word for word in fold(asked).split() if word]
    found: list[Piece] = []
    for word in text.split(" "):
        is_match = any(_alike(plain, one) for plain in fold(word).split() for one in wanted)
        if found and found[-1].is_match == is_match:
            found[-1] = Piece(f"{found[-1].text} {word}", is_match)
        else:
            found.append(Piece(word, is_match))
    return found


def _alike(word: str, asked: str) -> bool:
    stem = max(4, min(len(word), len(asked)) - 2)
    return word == asked or word.startswith(asked) or word[:stem] == asked[:stem] != ""


def _instruments(actor, text, lang, limit) -> Section:
    rows = listing.rows_of(actor, listing.Filters())
    narrowed = listing.holding(rows, text)
    found = _fetch(narrowed) or _fetch(narrowed := listing.near(rows, text))
    total = len(found) if len(found) < CANDIDATES else narrowed.count()
    best = sorted(found, key=lambda row: -_score(_words(row, lang), text))[:limit]
    hits = [
        Hit(
            f"instruments/{row.code}/",
            pieces(_words(row, lang)[0], text),
            row.code,
            _elsewhere(_words(row, lang)[1:], text),
        )
        for row in best
    ]
    return Section("instruments", total, hits)


def _fetch(rows) -> list:
    newest = rows.order_by("-last_act_at", "-id")[:CANDIDATES]
    return [listing.Row(*values) for values in newest.values_list(*listing.FETCHED)]


def _words(row, lang) -> tuple[str, ...]:
    first, second = (row.title_id, row.title_en) if lang == "id" else (row.title_en, row.title_id)
    return (first or second, ", ".join(row.partner_names), second if first else "")


def _partners(actor, text, lang, limit) -> Section:
    rows = partners.visible_to(actor).prefetch_related("aliases").order_by("-last_act_at", "pk")
    found = list(rows.filter(haystack__contains=fold(text))[:CANDIDATES])
    found = found or list(partners.near(rows, text)[:CANDIDATES])
    named = [(organisation, _names(organisation, lang)) for organisation in found]
    named.sort(key=lambda pair: -_score(pair[1], text))
    hits = [
        Hit(
            f"partners/{organisation.slug}/",
            pieces(names[0], text),
            organisation.country_id or "",
            _elsewhere(names[1:], text),
        )
        for organisation, names in named[:limit]
    ]
    return Section("partners", len(found), hits)


def _names(organisation, lang) -> list[str]:
    return [organisation.name.in_(lang), *(alias.text for alias in organisation.aliases.all())]


def _countries(text, lang, limit) -> Section:
    folded = fold(text)
    rows = Country.objects.filter(
        Q(haystack__contains=folded) | Q(haystack__trigram_word_similar=folded)
    )
    found = sorted(rows, key=lambda c: -_score([c.name.in_(lang), *c.aliases], text))
    hits = [
        Hit(f"countries/{c.iso2}/", pieces(c.name.in_(lang), text), "", _elsewhere(c.aliases, text))
        for c in found[:limit]
    ]
    return Section("countries", len(found), hits)


def _regions(text, limit) -> Section:
    rows = Region.objects.filter(name__icontains=text.strip(), valid_to=None).order_by("code")
    found = list(rows[:CANDIDATES])
    hits = [
        Hit(f"instruments/?region={r.code}", pieces(r.name, text), r.code, [])
        for r in found[:limit]
    ]
    return Section("regions", len(found), hits)


def _score(texts: Sequence[str], asked: str) -> float:
    """How well the words meet: matched words of what was asked, the first text counting double."""
    wanted = fold(asked).split()
    score = 0.0
    for weight, text in zip((2.0, 1.0, 0.5), texts, strict=False):
        words = fold(text).split()
        met = sum(any(_alike(word, one) for word in words) for one in wanted)
        score += weight * (met + (fold(asked) in fold(text))) / (1 + 0.02 * len(words))
    return score


def _elsewhere(texts: Sequence[str], asked: str) -> list[Piece]:
    """The first other text in which a word matched, so that the reader sees why it is here."""
    for text in texts:
        cut = pieces(text, asked) if text else []
        if any(piece.is_match for piece in cut):
            return cut
    return []

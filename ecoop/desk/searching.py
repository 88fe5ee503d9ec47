"""One search over all kinds of records, saying for each hit what matched."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.db.models import F, Func, OuterRef, TextField
from django.db.models.functions import Cast

from ecoop.assistance import queries as assistance
from ecoop.core import compiled
from ecoop.core.words import fold
from ecoop.engagements import queries as engagements
from ecoop.instruments import listing
from ecoop.partners import queries as partners
from ecoop.partners.models import Alias
from ecoop.places.gazetteer import countries
from ecoop.places.names import region_names

# Of each kind at most so many are looked at, the latest first; the page then says "200+".
CANDIDATES = 200
ADDRESSES = {
    "instruments": "instruments/",
    "partners": "partners/",
    "engagements": "engagements/",
    "assistance": "assistance/",
    "countries": "countries/",
    "regions": "instruments/?region=",
}


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
    """The hits of one kind of record; `total` counts them, `is_capped` when there are more."""

    kind: str
    total: int
    is_capped: bool
    hits: list[Hit]


@dataclass(frozen=True)
class Candidate:
    """A record that may answer: its address, titles in both languages, and other names."""

    key: str
    title_id: str
    title_en: str
    names: Sequence[str]

    def texts(self, lang: str) -> list[str]:
        """The title of the language first, then whatever else may have matched."""
        first, second = (self.title_id, self.title_en)[:: 1 if lang == "id" else -1]
        title = first or second
        others = [name for name in (second, *self.names) if name and name != title]
        return [title, *others]


def search(actor, text: str, *, lang: str, limit: int = 8) -> list[Section]:
    """What `actor` may see that matches `text`, kind by kind, best first; empty kinds left out.

    One statement asks all tables for the very words; only when nothing has them, a second one
    asks for spellings near to them. Countries and regions are known by heart.
    """
    if not fold(text):
        return []
    found = _asked(actor, text, _holding) | _places(text)
    if not any(found.values()):
        found = _asked(actor, text, _near) | _places(text, near=True)
    return [
        _section(kind, candidates, text, lang, limit)
        for kind, candidates in found.items()
        if candidates
    ]


def _section(kind, candidates, text, lang, limit) -> Section:
    best = sorted(candidates, key=lambda one: -_score(one.texts(lang), text))[:limit]
    hits = [
        Hit(
            ADDRESSES[kind] + one.key + ("" if kind == "regions" else "/"),
            pieces(one.texts(lang)[0], text),
            one.key if kind != "partners" else "",
            _elsewhere(one.texts(lang)[1:], text),
        )
        for one in best
    ]
    return Section(kind, len(candidates), len(candidates) >= CANDIDATES, hits)


def _holding(actor, text, folded, is_long) -> dict:
    rows = listing.queries.visible_to(actor)
    return _sources(
        listing.with_words(rows, text, folded, is_long=is_long),
        partners.visible_to(actor).filter(haystack__contains=folded),
        engagements.visible_to(actor).filter(haystack__contains=folded),
        assistance.visible_to(actor).filter(haystack__contains=folded),
    )


def _near(actor, _text, folded, _is_long) -> dict:
    return _sources(
        listing.near(listing.queries.visible_to(actor), folded),
        partners.near(partners.visible_to(actor), folded),
        engagements.visible_to(actor).filter(haystack__trigram_word_similar=folded),
        assistance.visible_to(actor).filter(haystack__trigram_word_similar=folded),
    )


# The partners of an instrument, and the codes of their countries.
NAMES = Func(
    F("partner_names"),
    Cast("countries", ArrayField(TextField())),
    function="array_cat",
    output_field=ArrayField(TextField()),
)


def _sources(instruments, organisations, meetings, aid) -> dict:
    """The same four columns of every kind."""
    aliases = Alias.objects.filter(organisation=OuterRef("pk")).order_by("pk").values("text")
    return {
        # in the very order of an index, so that a common word needs no look at every row
        "instruments": _columns(instruments, "code", "title_id", "title_en", NAMES)
        .order_by(listing.ORDERS["active"][0].desc(), F("id").desc()),
        "partners": _columns(
            organisations, "slug", "name_id", "name_en", ArraySubquery(aliases)
        ).order_by("-last_act_at", "-id"),
        "engagements": _columns(meetings, "code", "title_id", "title_en", F("partner_names"))
        .order_by("-starts_on", "-id"),
        "assistance": _columns(
            aid, "code", "disaster_id", "disaster_en", F("partner_names")
        ).order_by("-disaster_on", "-id"),
    }  # fmt: skip


def _columns(rows, key, title_id, title_en, names):
    text = TextField()
    return rows.annotate(
        c1=Cast(key, text), c2=Cast(title_id, text), c3=Cast(title_en, text), c4=names
    ).values_list("c1", "c2", "c3", "c4")


KINDS = ("instruments", "partners", "engagements", "assistance")


def _asked(actor, text, way) -> dict[str, list[Candidate]]:
    """The candidates of all kinds in one statement; `way` is `_holding` or `_near`."""
    parts, values = [], []
    folded = fold(text)
    is_long = listing.is_long(folded)
    for kind in KINDS:

        def build(text, folded, kind=kind):
            return way(actor, text, folded, is_long)[kind][:CANDIDATES]

        sql, params = compiled.says(
            "search", kind, way, is_long, actor.scope, build=build, given=[text, folded]
        )
        parts.append(f"(select %s::text, s.* from ({sql}) s)")  # noqa: S608 - made by the ORM
        values += [kind, *params]
    found: dict[str, list[Candidate]] = {kind: [] for kind in KINDS}
    with connection.cursor() as cursor:
        cursor.execute(" union all ".join(parts), values)
        for kind, key, title_id, title_en, names in cursor.fetchall():
            candidate = Candidate(
                key, title_id, title_en, [n for one in names for n in _names(one)]
            )
            found[kind].append(candidate)
    return found


def _names(one: str) -> list[str]:
    """A name as it stands; a country's code becomes all the names it is searched by."""
    fact = countries().get(one)
    return [fact.name_id, fact.name_en, fact.official_en, *fact.aliases] if fact else [one]


def _places(text, *, near=False) -> dict[str, list[Candidate]]:
    """Countries and regions by any of their names; near: words that begin alike."""
    folded = fold(text)

    def fits(one: Candidate, words: str) -> bool:
        if not near:
            return f" {folded}" in words
        texts = one.texts("en") if len(folded) > 3 else ()
        return any(piece.is_match for t in texts for piece in pieces(t, text))

    return {
        kind: [one for one, words in known if fits(one, words)]
        for kind, known in _known_places().items()
    }


@cache
def _known_places() -> dict[str, list[tuple[Candidate, str]]]:
    """Countries and regions, each with all its names folded; every name begins with a space."""
    places = {
        "countries": [
            Candidate(c.iso2, c.name_id, c.name_en, [c.official_en, *c.aliases])
            for c in countries().values()
        ],
        "regions": [Candidate(code, name, name, []) for code, name in region_names().items()],
    }
    return {
        kind: [(one, "".join(f" {fold(text)}" for text in one.texts("en"))) for one in found]
        for kind, found in places.items()
    }


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


@lru_cache(maxsize=100_000)  # the same words come again in title after title
def _alike(word: str, asked: str) -> bool:
    stem = max(4, min(len(word), len(asked)) - 2)
    return word == asked or word.startswith(asked) or word[:stem] == asked[:stem] != ""


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

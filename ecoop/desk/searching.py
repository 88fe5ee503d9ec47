"""One search over all kinds of records, saying for each hit what matched."""

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.db.models import F, Func, OuterRef, TextField
from django.db.models.functions import Cast, Left

from ecoop.assistance import queries as assistance
from ecoop.cases import queries as cases
from ecoop.core import compiled, lookups
from ecoop.core.words import fold
from ecoop.engagements import queries as engagements
from ecoop.instruments import listing
from ecoop.instruments.queries import today
from ecoop.letters import queries as correspondence
from ecoop.partners import queries as partners
from ecoop.partners.models import Alias
from ecoop.places import wording
from ecoop.places.gazetteer import countries
from ecoop.places.names import region_names

# Of each kind at most so many are looked at, the latest first; the page then says "200+".
CANDIDATES = 200
ADDRESSES = {
    "instruments": "instruments/",
    "cases": "cases/",
    "letters": "letters/",
    "partners": "partners/",
    "engagements": "engagements/",
    "assistance": "assistance/",
    "countries": "countries/",
    "regions": "instruments/?region=",
}


class Piece(NamedTuple):
    """A run of text; `is_match` runs are marked on the page."""

    text: str
    is_match: bool


class Hit(NamedTuple):
    """One record found: its title in pieces, and where else the words were met."""

    address: str  # below the language: "partners/afad/"
    title: tuple[Piece, ...]
    detail: str
    also: tuple[Piece, ...]


class Section(NamedTuple):
    """The hits of one kind of record; `total` counts them, `is_capped` when there are more."""

    kind: str
    total: int
    is_capped: bool
    hits: tuple[Hit, ...]


class Candidate(NamedTuple):
    """A record that may answer: its address, titles in both languages, and other names; among
    these the code of a country stands for all the names it is searched by."""

    key: str
    title_id: str
    title_en: str
    names: Sequence[str]

    def texts(self, lang: str) -> list[str]:
        """The title of the language first, then whatever else may have matched."""
        first, second = (self.title_id, self.title_en)[:: 1 if lang == "id" else -1]
        title = first or second
        names = (name for one in self.names for name in _names(one))
        return [title, *(name for name in (second, *names) if name and name != title)]


def sight(actor) -> tuple:
    """What tells apart those who find different records: to whom a letter was disposed counts
    where one reads more of one's own than of others', and from one day to the next."""
    own = (actor.user_id, str(today())) if actor.own_reach > actor.reach else ()
    return (actor.scope, *own)


def search(actor, text: str, *, lang: str, limit: int = 8) -> list[Section]:
    """What `actor` may see that matches `text`, kind by kind, best first; empty kinds left out.

    One statement asks all tables for the very words; only when nothing has them, a second one
    asks for spellings near to them. Countries and regions are known by heart.
    """
    if not fold(text):
        return []
    letters = wording.letters(text)
    way = _holding if letters == tuple(listing.long_enough(letters)) else _holding_short
    found = _asked(actor, way, [wording.words(text), *letters]) | _places(letters)
    meant = wording.readings(text)
    if not any(found.values()):
        slips = wording.nearly(text)
        found = _asked(actor, _near, [fold(text), *slips]) | _near_places(text)
        meant = (fold(text), *(slip for slip in slips if _stands_in(found, slip)))
    return [
        _section(kind, candidates, meant, lang, limit)
        for kind, candidates in found.items()
        if candidates
    ]


def _stands_in(found, slip) -> bool:
    texts = (text for some in found.values() for one in some for text in one.texts("id"))
    return any(slip in fold(text) for text in texts)


def _section(kind, candidates, meant, lang, limit) -> Section:
    best = sorted(candidates, key=lambda one: -_score(one, lang, meant))[:limit]
    asked = " ".join(meant)
    hits = tuple(_hit(kind, one, lang, asked) for one in best)
    return Section(kind, len(candidates), len(candidates) >= CANDIDATES, hits)


def _hit(kind, one: Candidate, lang, asked) -> Hit:
    title, *others = one.texts(lang)
    return Hit(
        ADDRESSES[kind] + one.key + ("" if kind == "regions" else "/"),
        pieces(title, asked),
        one.key if kind != "partners" else "",
        _elsewhere(others, asked),
    )


def _holding(actor, words, *letters) -> dict:
    return _sources(
        listing.with_words(listing.queries.visible_to(actor), words, letters),
        *(rows.filter(lookups.letters(letters)) for rows in _others(actor)),
    )


def _holding_short(actor, words, *letters) -> dict:
    """As `_holding`, for a text too short to be looked for letter by letter in the register."""
    return _sources(
        listing.with_words(listing.queries.visible_to(actor), words, letters[1:]),
        *(rows.filter(lookups.letters(letters)) for rows in _others(actor)),
    )


def _near(actor, folded, *slips) -> dict:
    close = lookups.spelt_nearly(folded, slips)
    rows = listing.queries.visible_to(actor)
    return _sources(rows.filter(close), *(rows.filter(close) for rows in _others(actor)))


def _others(actor) -> tuple:
    rooms = (partners, engagements, assistance, cases, correspondence)
    return tuple(room.visible_to(actor) for room in rooms)


# The partners of an instrument, and the codes of their countries.
NAMES = Func(
    F("partner_names"),
    Cast("countries", ArrayField(TextField())),
    function="array_cat",
    output_field=ArrayField(TextField()),
)


# Who wrote a letter to whom, and what its summary begins with.
WRITTEN = Func(
    F("sender"), F("addressee"), F("number"), Left("summary", 200), template="array[%(expressions)s]",
    output_field=ArrayField(TextField()),
)  # fmt: skip


def _sources(instruments, organisations, meetings, aid, proceedings, papers) -> dict:
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
        "cases": _columns(proceedings, "code", "title_id", "title_en", NAMES)
        .order_by("-last_act_on", "-id"),
        "letters": _columns(papers, "code", "subject", "subject", WRITTEN)
        .order_by("-moved_on", "-id"),
    }  # fmt: skip


def _columns(rows, key, title_id, title_en, names):
    text = TextField()
    return rows.annotate(
        c1=Cast(key, text), c2=Cast(title_id, text), c3=Cast(title_en, text), c4=names
    ).values_list("c1", "c2", "c3", "c4")


KINDS = ("instruments", "cases", "letters", "partners", "engagements", "assistance")


def _asked(actor, way, given) -> dict[str, list[Candidate]]:
    """The candidates of all kinds in one statement; `way` takes the values `given`."""
    parts, values = [], []
    for kind in KINDS:

        def build(*given, kind=kind):
            return way(actor, *given)[kind][:CANDIDATES]

        sql, params = compiled.says(
            "search", kind, way, len(given), actor.scope, build=build, given=given
        )
        parts.append(f"(select %s::text, s.* from ({sql}) s)")  # noqa: S608 - made by the ORM
        values += [kind, *params]
    found: dict[str, list[Candidate]] = {kind: [] for kind in KINDS}
    with connection.cursor() as cursor:
        cursor.execute(" union all ".join(parts), values)
        for kind, *columns in cursor.fetchall():
            found[kind].append(Candidate(*columns))
    return found


def _names(one: str) -> list[str]:
    """A name as it stands; a country's code becomes all the names it is searched by."""
    fact = countries().get(one)
    return [fact.name_id, fact.name_en, fact.official_en, *fact.aliases] if fact else [one]


@lru_cache(maxsize=4096)
def _places(meant: tuple[str, ...]) -> dict[str, list[Candidate]]:
    """Countries and regions one of whose names begins so, or has a word that does."""
    return {
        kind: [one for one, words in known if any(f" {text}" in words for text in meant)]
        for kind, known in _known_places().items()
    }


def _near_places(text) -> dict[str, list[Candidate]]:
    """Countries and regions that may have been meant, or with a word that begins like one typed."""
    found = _places(tuple(wording.nearly(text)))
    telling = " ".join(
        word for word in fold(text).split() if len(word) > 3
    )  # not the "of" of states
    if any(found.values()) or not telling:
        return found
    return {
        kind: [one for one, _words in known if _is_marked(one.texts("en"), telling)]
        for kind, known in _known_places().items()
    }


def _is_marked(texts, asked) -> bool:
    return any(piece.is_match for text in texts for piece in pieces(text, asked))


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


@lru_cache(maxsize=50_000)
def pieces(text: str, asked: str) -> tuple[Piece, ...]:
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
    return tuple(found)


@lru_cache(maxsize=100_000)  # the same words come again in title after title
def _alike(word: str, asked: str) -> bool:
    stem = max(4, min(len(word), len(asked)) - 2)
    return word == asked or word.startswith(asked) or word[:stem] == asked[:stem] != ""


def _score(one: Candidate, lang: str, meant: Sequence[str]) -> float:
    """How well a candidate meets the best of what may be meant, its title counting double; of
    its other names only the next two count."""
    title, second = (one.title_id, one.title_en)[:: 1 if lang == "id" else -1]
    other = _names(one.names[0])[0] if one.names else ""
    plain = title and second and other and title not in (second, other)
    texts = (title, second, other) if plain else one.texts(lang)
    weighed = list(zip(texts, WEIGHTS, strict=False))
    return max(sum(weight * _met(text, asked) for text, weight in weighed) for asked in meant)


WEIGHTS = (2.0, 1.0, 0.5)


@lru_cache(maxsize=100_000)
def _met(text: str, asked: str) -> float:
    """How many words of `asked` are met in a text, and whether it stands there as it is."""
    folded = fold(text)
    words = folded.split()
    met = sum(any(_alike(word, one) for word in words) for one in asked.split())
    return (met + (asked in folded)) / (1 + 0.02 * len(words))


def _elsewhere(texts: Sequence[str], asked: str) -> tuple[Piece, ...]:
    """The first other text in which a word matched, so that the reader sees why it is here."""
    for text in texts:
        cut = pieces(text, asked) if text else ()
        if any(piece.is_match for piece in cut):
            return cut
    return ()

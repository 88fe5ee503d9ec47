"""Whose country a record belongs to, from its cells, its section and its title."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from ecoop.matrix.reading.abroad import country_by_code_or_slip, country_by_part
from ecoop.matrix.reading.kinds import first_kind
from ecoop.matrix.reading.rowkinds import section_name
from ecoop.matrix.reading.words import is_placeholder, one_line
from ecoop.partners import gazetteer as organisations
from ecoop.partners.kindwords import guess_kind
from ecoop.places.gazetteer import country_of, find_countries

_DOMESTIC = re.compile(
    r"\b(?:dalam negeri|domestik|domestic|national(?! (?:disaster|agency|board|authority|search))|(?<!badan )nasional|k/l|kementerian|tni|polri|perguruan"
    r" tinggi|lembaga usaha|dunia usaha|ormas|organisasi masyarakat|pemerintah daerah|pemda"
    r"|universitas|media massa|swasta)\b",
    re.IGNORECASE,
)
_FOREIGN = re.compile(
    r"\b(?:luar negeri|ln|bilateral|foreign|international|internasional|negara sahabat)\b",
    re.IGNORECASE,
)
_MANY = re.compile(
    r"organisasi internasional|international organi[sz]ations?|multilateral|banyak negara|global"
    r"|multi-?countr(?:y|ies)|organisasi (?:regional|kawasan)|regional organi[sz]ations?",
    re.IGNORECASE,
)
_OURSELVES = re.compile(
    r"\b(?:bnpb|badan nasional penanggulangan bencana|ri|republik indonesia|indonesia|pemerintah"
    r" indonesia|government of indonesia|bpbd|bmkg|basarnas|pusdiklat)\b",
    re.IGNORECASE,
)
_TITLE_JOINTS = re.compile(
    r"\s[-\u2013\u2014/]\s|-|\b(?:antara|dengan|dgn|dan|and|with|between|tentang|mengenai|bidang|on|in"
    r"|di bidang|untuk|for|kerja sama|mou|moc|pks|nota kesepahaman|rencana)\b|[(),;:]",
    re.IGNORECASE,
)
_WE = r"(?:BNPB|Badan Nasional Penanggulangan Bencana)(?: \(BNPB\))?"
_ABOUT = r"(?=\s+(?:tentang|mengenai|perihal|on|about|concerning|regarding)\b)"
_OTHER_SIDE = re.compile(
    rf"\b{_WE}(?:\s+(?:dan|dengan|and|with)\s+|\s*[-\u2013\u2014]\s*)(.{{2,80}}?){_ABOUT}"
    rf"|\b(?:antara|between)\s+(.{{2,80}}?)\s+(?:dan|dengan|and|with)\s+{_WE}{_ABOUT}"
)
# "Universitas Twente", "Pemerintah Kota Sendai": Indonesian words, not Indonesian bodies.
_TRANSLATED = re.compile(
    r"\b(?:universit\w+|univ|institut\w*|politeknik|pemerintah kota|kota|negara bagian)\b",
    re.IGNORECASE,
)
CERTAIN = 0.9


@dataclass(slots=True)
class Whose:
    """A country (ISO code, "" for bodies of many countries), organisation names, remarks."""

    iso2: str = ""
    names: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    known: bool = False


def whose(*, country: str, partner: str, title: str, above: tuple[str, ...]) -> Whose:
    """The partner's country and names.

    `above` are the sections, the table's title and the sheet's name, the nearest first.
    """
    stated = "" if is_placeholder(country) else one_line(country)
    named = "" if is_placeholder(partner) else partner
    if not stated and named and not _countries_in(named):
        stated = _country_heading(above)
    elif not stated and not named:
        named = _body_heading(above)
    result = Whose()
    _from_country_cell(stated, result)
    found = organisations.match_all(named or stated, result.iso2) if named or stated else ()
    others = tuple(
        each for each in found if not _OURSELVES.fullmatch(each.abbreviation or each.canonical)
    )
    found = others or found
    result.names = [each.canonical for each in found if each.country != "ID" or len(found) == 1]
    if all(each.how == "region" for each in found) and country_by_part(named or stated):
        found = ()  # "Pemerintah Kota Sendai" is a region, but none of ours
    if result.iso2 or (result.known and _MANY.fullmatch(stated)):
        return result
    _from_partner(named or stated, found, result)
    if not result.known:
        _from_context(title, above, result)
    if not result.iso2 and not result.known and (named or stated):
        kind, iso2 = guess_kind(named or stated)
        if not found and (not iso2 or _TRANSLATED.search(named or stated)):
            iso2 = country_by_part(named or stated) or iso2
        abroad = iso2 == "ID" and any(_FOREIGN.search(text) for text in above)
        result.iso2 = "" if abroad else iso2
        if abroad or not iso2 and not kind:
            result.remarks.append("unknown_country")
    return result


def _country_heading(above: tuple[str, ...]) -> str:
    """The nearest heading when it is nothing but a country: what stands below belongs to it."""
    bare = section_name(above[0]) if above else ""
    iso2 = country_of(bare) if len(bare.split()) <= 4 else None
    return bare if iso2 not in (None, "ID") and not first_kind(bare) else ""


def _body_heading(above: tuple[str, ...]) -> str:
    """The nearest heading when it is nothing but a known body: it is the partner of what stands below."""
    bare = section_name(above[0]) if above else ""
    found = names_a_body(bare)
    return bare if found and not _OURSELVES.fullmatch(bare) else ""


@lru_cache(maxsize=4096)
def names_a_body(text: str) -> bool:
    """Whether a short text is the name of a known foreign or international body and nothing else."""
    if len(text) > 60 or find_countries(text) or first_kind(text):
        return False
    found = organisations.match(text)
    return (
        found is not None
        and found.score >= CERTAIN
        and found.how != "words"
        and found.country != "ID"
    )


@lru_cache(maxsize=4096)
def belongs_elsewhere(partner: str, country: str) -> bool:
    """Whether a known body is of no country or of another than the one that stands above it."""
    found = organisations.match(one_line(partner))
    if found is None or found.score < CERTAIN or found.how in ("words", "region"):
        return False
    return found.country != (country_of(one_line(country)) or found.country or "?")


def _from_country_cell(stated: str, result: Whose) -> None:
    if not stated:
        return
    if _MANY.fullmatch(stated):
        result.known = True
        return
    one = country_of(stated)
    several = find_countries(stated)
    if one or several:
        result.iso2 = one or next((each for each in several if each != "ID"), several[0])
        result.known = True
        if one is None and len(several) > 1 and set(several) - {"ID", result.iso2}:
            result.remarks.append("several_countries")
    elif not organisations.match_all(stated):
        result.iso2 = country_by_code_or_slip(stated)
        result.known = bool(result.iso2)


def _from_partner(named: str, found: tuple[organisations.Match, ...], result: Whose) -> None:
    if not named:
        return
    foreign = [iso2 for iso2 in _countries_in(named) if iso2 != "ID"]
    of_bodies = [each.country for each in found if each.score >= CERTAIN and each.country]
    abroad = [iso2 for iso2 in of_bodies if iso2 != "ID"]
    if foreign or abroad:
        result.iso2 = foreign[0] if foreign else abroad[0]
        result.known = True
        if len(set(foreign)) > 1:
            result.remarks.append("several_countries")
    elif found and found[0].score >= CERTAIN and not found[0].country:
        result.known = True
    elif of_bodies:
        result.iso2, result.known = "ID", True
    elif found:
        result.iso2, result.known = found[0].country, True


@lru_cache(maxsize=8192)
def _countries_in(text: str) -> tuple[str, ...]:
    one = country_of(one_line(text))
    return (one,) if one else find_countries(one_line(text))


def _from_context(title: str, above: tuple[str, ...], result: Whose) -> None:
    """The section, then the title, then a domestic heading."""
    for text in above:
        here = [iso2 for iso2 in find_countries(text) if iso2 != "ID"]
        if len(here) == 1:
            result.iso2, result.known = here[0], True
            return
    in_title = [iso2 for iso2 in find_countries(title) if iso2 != "ID"] or [
        each.country for each in bodies_in_title(title) if each.country not in ("", "ID")
    ]
    in_title = in_title or _abbreviated_in(title)
    nearest = next((text for text in above if _DOMESTIC.search(text) or _FOREIGN.search(text)), "")
    domestic = bool(_DOMESTIC.search(nearest))
    if in_title and not domestic:
        result.iso2, result.known = in_title[0], True
        result.remarks.append("country_from_title")
    elif domestic:
        result.iso2, result.known = "ID", True


def _abbreviated_in(title: str) -> list[str]:
    """The foreign countries of bodies that a title calls by their initials: "USAID funding ..."."""
    found = (organisations.match(word) for word in re.findall(r"\b[A-Z]{3,10}\b", title[:300]))
    sure = (each for each in found if each is not None and each.score >= CERTAIN)
    return [each.country for each in sure if each.country not in ("", "ID")]


@lru_cache(maxsize=8192)
def partner_in_title(title: str) -> str | None:
    """The other side that a title names: "MoU antara BNPB dan PT Pertamina tentang ..."."""
    found = _OTHER_SIDE.search(one_line(title)[:300])
    name = next(filter(None, found.groups()), "").strip(" ,.-") if found else ""
    return name if 2 <= len(name) <= 80 and not _OURSELVES.fullmatch(name) else None


@lru_cache(maxsize=8192)
def bodies_in_title(title: str) -> tuple[organisations.Match, ...]:
    """The organisations that a title names, ourselves left out."""
    found: dict[str, organisations.Match] = {}
    pieces = (each.strip(" .,'\"") for each in _TITLE_JOINTS.split(one_line(title)[:300]))
    for piece in pieces:
        if not 2 <= len(piece) <= 80 or _OURSELVES.fullmatch(piece) or piece.islower():
            continue
        match = organisations.match(piece)
        if match is not None and match.score >= CERTAIN and match.how != "words":
            found.setdefault(match.key or match.canonical, match)
    return tuple(found.values())

"""What two records are compared by: subject, partner and bodies without the words all share."""

import re
from dataclasses import dataclass
from functools import lru_cache

from ecoop.matrix.reading.model import Record
from ecoop.matrix.reading.partnership import CERTAIN, bodies_in_title
from ecoop.matrix.reading.words import number_of_words
from ecoop.partners import gazetteer as organisations
from ecoop.partners.shortening import initials
from ecoop.places.gazetteer import countries, folded
from ecoop.places.regions import find_regions

_COUNTED = re.compile(r"(?<![\w./-])(?!(?:19|20)\d\d\b)\d{1,6}(?![\w/-]|[.,]\d)")
_PHASED = re.compile(
    r"\b(?:fase|tahap|phase|stage|part|bagian|ke)[ -]+(I{1,3}|IV|VI{0,3}|IX|X)\b", re.IGNORECASE
)
_ROMAN = dict(zip("I II III IV V VI VII VIII IX X".split(), range(1, 11), strict=True))
_GENERIC = frozenset(
    [
        "mou",
        "moc",
        "pks",
        "nk",
        "nota",
        "kesepahaman",
        "memorandum",
        "of",
        "understanding",
        "cooperation",
        "saling",
        "pengertian",
        "perjanjian",
        "kerja",
        "sama",
        "kerjasama",
        "antara",
        "between",
        "dengan",
        "dgn",
        "with",
        "dan",
        "and",
        "the",
        "on",
        "in",
        "tentang",
        "bidang",
        "di",
        "dalam",
        "rangka",
        "mengenai",
        "bnpb",
        "badan",
        "nasional",
        "penanggulangan",
        "bencana",
        "disaster",
        "management",
        "indonesia",
        "ri",
        "republik",
        "rencana",
        "draft",
        "draf",
        "agreement",
        "arrangement",
        "persetujuan",
        "pengaturan",
        "program",
        "programme",
        "pemerintah",
        "government",
        "to",
        "for",
        "untuk",
        "oleh",
        "pada",
        "tahun",
        "field",
        "concerning",
        "regarding",
        "manajemen",
        "kedaruratan",
        "emergency",
        "national",
        "agency",
        "a",
        "an",
        "perpanjangan",
        "extension",
        "pembaruan",
        "naskah",
        "dokumen",
        "joint",
        "bersama",
        "pernyataan",
        "statement",
        "by",
        "from",
        "dari",
        "area",
        "authority",
        "republic",
        "ministry",
        "kementerian",
    ]
)
_COMMON_NAMES = frozenset(
    [
        "universitas",
        "university",
        "institut",
        "institute",
        "teknologi",
        "technology",
        "kementerian",
        "ministry",
        "badan",
        "agency",
        "lembaga",
        "yayasan",
        "foundation",
        "pt",
        "persero",
        "tbk",
        "negeri",
        "indonesia",
        "republik",
        "pemerintah",
        "government",
        "provinsi",
        "kota",
        "kabupaten",
        "daerah",
        "dan",
        "of",
        "the",
        "and",
        "pusat",
        "nasional",
        "national",
        "palang",
        "merah",
        "organisasi",
        "perkumpulan",
        "bpbd",
        "dinas",
        "bnpb",
    ]
)
# What subjects are called in the other language, so that a list in English repeats one in Indonesian.
_ENGLISH_OF = {
    "banjir": "flood", "floods": "flood", "gempa": "earthquake", "gempabumi": "earthquake", "longsor": "landslide",
    "landslides": "landslide", "kebakaran": "fire", "fires": "fire", "hutan": "forest", "kekeringan": "drought",
    "cuaca": "weather", "iklim": "climate", "topan": "typhoon", "badai": "storm", "peringatan": "warning",
    "dini": "early", "pengurangan": "reduction", "risiko": "risk", "risks": "risk", "resiko": "risk",
    "kesiapsiagaan": "preparedness", "ketangguhan": "resilience", "ketahanan": "resilience",
    "mitigasi": "mitigation", "pemulihan": "recovery", "rekonstruksi": "reconstruction", "respons": "response",
    "tanggap": "response", "pelatihan": "training", "latihan": "exercise", "pendidikan": "education",
    "penelitian": "research", "riset": "research", "kapasitas": "capacity", "penguatan": "strengthening",
    "peningkatan": "strengthening", "enhancing": "strengthening", "enhancement": "strengthening",
    "informasi": "information", "peralatan": "equipment", "logistik": "logistics", "kesehatan": "health",
    "sekolah": "school", "schools": "school", "masyarakat": "community", "kemanusiaan": "humanitarian",
    "bantuan": "assistance", "pemantauan": "monitoring", "pencarian": "search", "pertolongan": "rescue",
    "penyelamatan": "rescue", "asuransi": "insurance", "pembiayaan": "financing", "kemitraan": "partnership",
    "relawan": "volunteers", "perkotaan": "urban", "pesisir": "coastal",
}  # fmt: skip
_ENGLISH = re.compile(r"\b(?:of|and|the|on|between|with|for)\b")
_INDONESIAN = re.compile(r"\b(?:dan|tentang|dengan|antara|di|untuk|bidang|kerja)\b")


NUMBERS = ("number", "number_ours", "number_theirs")  # of a document, by whose it is
_LISTED = re.compile(
    r"\s*(?:ref|reg|kode|code|id)(?!\w*\s+(?:doc|dok|nask|agree|perj))", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Face:
    """Comparable sets of words of one record, the numbers in its title and its partner
    (`ordinals`), those that the paper bears (as NUMBERS), the regions that its title names.

    Each is computed once: a record of a long list is compared with a hundred others.
    """

    subject: frozenset[str]
    partner: frozenset[str]
    bodies: frozenset[str]
    scope: frozenset[str]
    title: str
    language: str
    number: str
    ordinals: tuple[frozenset[int], frozenset[int]]
    numbers: tuple[str, ...]
    day: str
    start: str
    regions: tuple[str, ...]


def face_of(record: Record, listed: frozenset[tuple[str, str]] = frozenset()) -> Face:
    """The face of `record`; `listed` are (sheet, field) of numbers that only count rows."""
    title = record.title or ""
    partner = record.partner_written or ""
    bodies = _bodies(partner, record.partner_country_iso2, title)
    partner_words = _name_words(partner)
    subject = _words(title) - _GENERIC - _place_words() - _name_words(partner) - _body_words(bodies)
    return Face(
        subject=frozenset(word for word in subject if not re.fullmatch(r"(?:19|20)\d\d", word)),
        partner=partner_words,
        bodies=bodies,
        scope=frozenset(folded(item) for item in record.scope_items),
        title=folded(title),
        language=_language(title),
        number=comparable_number(record.number or record.number_ours or record.number_theirs),
        ordinals=(_ordinals(title), _ordinals(partner)),
        numbers=tuple(
            "" if (record.sheet, name) in listed else _document_number(record, name)
            for name in NUMBERS
        ),
        day=_day(record),
        start=record.in_force_from or "",
        regions=find_regions(title),
    )


def _day(record: Record) -> str:
    """When it was signed; of several days ("10-15 Juni 2019") no more than the month is certain."""
    signed = record.signed_on or ""
    days = any(one.code == "range_of_days" for one in record.findings)
    return signed[:7] if days else signed


def _document_number(record: Record, name: str) -> str:
    """The number that the paper bears, not the one by which a list refers to its own rows."""
    heads = [raw.header for raw in record.raw if raw.field == name]
    return "" if any(map(_LISTED.match, heads)) else comparable_number(getattr(record, name))


def _ordinals(text: str) -> frozenset[int]:
    """The numbers by which a text tells itself from its like; years and dates are not meant."""
    found = {int(number) for number in _COUNTED.findall(text)}
    return frozenset(found | {_ROMAN[roman.upper()] for roman in _PHASED.findall(text)})


def comparable_number(text: str | None) -> str:
    """A document number without spaces and points; "" when too short to identify anything."""
    plain = re.sub(r"[\s.]+", "", (text or "").lower())
    return plain if len(plain) >= 4 and len(re.sub(r"\D", "", plain)) >= 2 else ""


def _language(title: str) -> str:
    plain = title.lower()
    english, indonesian = len(_ENGLISH.findall(plain)), len(_INDONESIAN.findall(plain))
    return "" if english == indonesian else "en" if english > indonesian else "id"


@lru_cache(maxsize=8192)
def _words(text: str) -> frozenset[str]:
    return frozenset(_ENGLISH_OF.get(word) or _figure(word) for word in folded(text).split())


def _figure(word: str) -> str:
    value = number_of_words(word)
    return str(value) if value else word


@lru_cache(maxsize=8192)
def _name_words(partner: str) -> frozenset[str]:
    """The telling words of a name, and its initials ("Universitas Gadjah Mada": gadjah mada ugm)."""
    words = [_figure(word) for word in folded(partner).split()]
    telling = {word for word in words if word not in _COMMON_NAMES}
    first = re.split(r"[(/,;\n]", partner)[0]
    return frozenset(telling | {initials(first)} - {""})


@lru_cache(maxsize=8192)
def _bodies(partner: str, iso2: str, title: str) -> frozenset[str]:
    found = [
        each
        for each in organisations.match_all(partner, iso2)
        if each.score >= CERTAIN and each.how != "state"
    ]
    found += [each for each in bodies_in_title(title) if each.how != "state"]
    if iso2 and iso2 != "ID":
        found = [each for each in found if each.country != "ID"]
    return frozenset(each.key or each.canonical for each in found) - _ours()


@lru_cache(maxsize=1)
def _ours() -> frozenset[str]:
    """BNPB and its units: they stand in every title and tell no two records apart."""
    return frozenset(
        known.key
        for known in organisations.organisations()
        if any("bnpb" in folded(name).split() for name in known.names)
    )


@lru_cache(maxsize=4096)
def _body_words(bodies: frozenset[str]) -> frozenset[str]:
    if not bodies:
        return frozenset()
    names = [
        name
        for known in organisations.organisations()
        if known.key in bodies
        for name in known.names
    ]
    return frozenset(word for name in names for word in folded(name).split())


@lru_cache(maxsize=1)
def _place_words() -> frozenset[str]:
    names = [
        name
        for fact in countries().values()
        for name in (fact.name_en, fact.name_id, *fact.aliases)
    ]
    return frozenset(word for name in names for word in folded(name).split())


def overlap(one: frozenset[str], two: frozenset[str]) -> float | None:
    """Shared words over those of the shorter; None when one side is empty."""
    if not one or not two:
        return None
    return len(one & two) / min(len(one), len(two))

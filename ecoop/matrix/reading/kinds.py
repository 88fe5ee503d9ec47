"""The kind of an instrument from a kind column, a title, a section or a sheet's name."""

import re
from functools import lru_cache

from ecoop.matrix.reading.words import is_placeholder, mended, tidy

KINDS = (
    "agreement", "mou", "moc", "pks", "arrangement", "subsidiary_arrangement",
    "implementing_arrangement", "amendment", "plan_of_action", "letter_of_intent",
    "exchange_of_notes", "record_of_discussion", "minutes", "grant", "loan", "programme",
    "project", "handover_record", "joint_statement", "joint_agreement", "declaration", "other",
)  # fmt: skip

_KS = r"kerja\s?-?sama"
_PHRASES = (
    ("amendment", (r"amandemen\w*|amend(?:ment|ing|ed)\w*|add?endum|protokol perubahan"
     r"|perubahan (?:pertama|kedua|atas|perjanjian|pks|mou|nota|naskah)\b|supplement\w+ agreement")),
    ("subsidiary_arrangement", (r"(?:subsid\w+|sub-?)\s?(?:arr?angements?|agreements?)|pengaturan (?:subsid\w+"
     r"|tambahan|turunan)")),
    ("implementing_arrangement", (r"implement\w+ (?:arr?angements?|agreements?|arrgt)|(?:pengaturan|perjanjian"
     r"|persetujuan|kesepakatan) (?:pelaksanaan|implementasi|pelaksana)|technical implementing \w+")),
    ("plan_of_action", (rf"plans? of actions?|action plans?|rencana aksi|joint work ?plan|work ?plan"
     rf"|work(?:ing)? programme|rencana kerja(?!\s?sama)|rencana tindak(?! lanjut)|program kerja(?!\s?sama)"
     rf"|roadmap {_KS}")),
    ("letter_of_intent", (r"letters? of (?:intent|interest)|letter of intention|surat (?:pernyataan )?(?:ke"
     r"hendak|minat|niat)|(?:surat )?pernyataan (?:kehendak|minat)|nota kehendak|surat intensi"
     r"|statement of intent")),
    ("exchange_of_notes", (r"exchanges? of (?:diplomatic )?(?:notes?|letters?)|pertukaran (?:nota|surat)"
     r"(?: diplomatik)?(?: (?:atau|dan) (?:nota|surat))?|tukar(?:-menukar)? (?:nota|surat)|nota (?:diplomatik"
     r"|verbal)|diplomatic notes?|notes? verbales?|side letters?|surat sampingan")),
    ("record_of_discussion", (r"records? of (?:the )?discussions?|(?:catatan|rekaman) (?:diskusi|pembahasan"
     r"|pembicaraan)|risalah (?:pembahasan|diskusi)")),
    ("minutes", (r"(?<!\d )(?:agreed )?minutes(?: of (?:the )?meeting)?|notul[ae]n?|risalah (?:rapat"
     r"|pertemuan)")),
    ("moc", rf"memorand(?:um|a) of co-?operation|memorandum {_KS}|nota {_KS}"),
    ("mou", (r"memorand(?:um|a)(?: of)?(?: mutual)? understandings?|memorandum saling (?:pengertian|"
     r"kesepahaman)|memorandum kesepahaman|nota kesep[ae]?haman|nota kesepakatan|nota saling pengertian"
     r"|naskah kesepahaman|understanding memorandum|memorandum(?! of agreement| of arrangement)")),
    ("pks", (rf"(?:surat )?perjanjian {_KS}|(?:surat )?perjanjian kerja sma|co-?operation agreements?"
     rf"|cooperative agreements?|collaboration agreements?|(?:kesepakatan|kontrak|naskah perjanjian) {_KS}")),
    ("joint_statement", (r"joint (?:press )?(?:statement|communiqu?\w*)|pernyataan bersama|komunike bersama"
     r"|leaders.? statement|komunike|communiqu\w*|(?:press statement|pernyataan pers)(?: bersama)?")),
    ("declaration", r"(?:joint )?declaration|deklarasi(?: bersama)?"),
    ("joint_agreement", (r"joint agreement|kesepakatan bersama|persetujuan bersama|perjanjian bersama"
     r"|surat kesepakatan bersama|keputusan bersama|surat keputusan bersama")),
    ("grant", (r"(?:perjanjian |naskah perjanjian |nota )?hibah(?: daerah)?|(?:research )?grants?"
     r"(?: agreement| arrangement)?|dana hibah")),
    ("loan", (r"(?:perjanjian |naskah perjanjian )?pinjaman(?: ln)?|loans?(?: agreement)?"
     r"|(?:perjanjian )?kredit luar negeri|credit agreement")),
    ("handover_record", (r"berita acara serah terima(?: operasional)?|basto?|hand-?\s?over(?: record"
     r"| certificate| minutes| report)?|serah terima|(?:records?|minutes) of hand-?\s?over")),
    ("arrangement", (r"(?:technical |framework |partnership |administrative |working |coordination )?"
     r"arr?angements?|memorandum of arrangement|pengaturan(?: teknis| kemitraan| bersama)?"
     r"|letter of coordination and arrangement|letter of arrangement|loca")),
    ("agreement", (r"(?:framework |umbrella |financing |partnership |contribution |technical )?agreements?"
     r"|memorandum of agreement|letter of agreement|perjanjian(?: pembiayaan| kontribusi| kemitraan"
     r"| internasional| bilateral)?|persetujuan(?: kerja\s?sama| pembiayaan)?|treat(?:y|ies)|traktat"
     r"|konvensi|convention|kesepakatan internasional")),
    ("project", (r"(?:technical cooperation )?projects?(?: document)?|pro-?doc|proyek"
     r"|technical (?:assistance|cooperation) project")),
    ("programme", (rf"(?:{_KS} )?program(?:me)?s?(?: {_KS})?|(?:strategic )?partnerships?|kemitraan"
     r"(?: strategis)?|co-?operation programme")),
    ("other", (rf"{_KS}|co-?operation|kesepakatan(?: awal)?|understanding|sop|standard operating"
     r" procedures?|prosedur tetap|komitmen|commitment|(?:letter|minutes?) of understanding|piagam|charter|protokol|protocol|kontrak"
     r"|contract|letter of (?:support|commitment)|surat edaran|peraturan bersama|financing offer"
     r"|guidelines?|pedoman|resolution|resolusi|lainnya|lain-lain|others?")),
)  # fmt: skip
_SHORT = {
    "mou": "mou", "m o u": "mou", "nk": "mou", "nkb": "mou", "n k": "mou", "msp": "mou", "nkk": "mou",
    "moc": "moc", "mks": "moc", "pks": "pks", "spk": "other", "spks": "pks", "loi": "letter_of_intent", "soi": "letter_of_intent",
    "poa": "plan_of_action", "pa": "arrangement", "ra": "plan_of_action", "rod": "record_of_discussion",
    "r d": "record_of_discussion", "ia": "implementing_arrangement", "sa": "subsidiary_arrangement",
    "bast": "handover_record", "basto": "handover_record", "moa": "agreement", "loa": "agreement",
    "js": "joint_statement", "jd": "declaration", "jc": "joint_statement", "kb": "joint_agreement", "ksb": "joint_agreement",
    "skb": "joint_agreement", "ja": "joint_agreement", "loca": "arrangement", "arr": "arrangement",
    "sop": "other", "ga": "grant", "la": "loan", "jwp": "plan_of_action", "mom": "minutes",
    "eol": "exchange_of_notes", "eon": "exchange_of_notes", "fa": "agreement", "ta": "arrangement", "agr": "agreement",
    "nphd": "grant", "add": "amendment", "amd": "amendment", "dec": "declaration", "prodoc": "project",
}  # fmt: skip
# These stand for a kind only where they are the whole cell of a kind column.
_ALONE = {
    "perubahan": "amendment", "perpanjangan": "amendment", "extension": "amendment",
    "sub": "subsidiary_arrangement", "exn": "exchange_of_notes", "ssl": "exchange_of_notes",
    "min": "minutes", "gra": "grant", "prg": "programme", "prj": "project", "ikrar": "declaration",
}  # fmt: skip
_IN_TITLES = {
    "mou", "moc", "msp", "pks", "loi", "poa", "rod", "bast", "basto", "moa", "loca", "nk", "nkb", "prodoc",
    "sop", "skb", "jwp",
}  # fmt: skip
_COMPILED = tuple((code, re.compile(rf"\b(?:{words})(?!\w)")) for code, words in _PHRASES)
_CODED = re.compile(rf"(?<!\w)(r/d|{'|'.join(sorted(_IN_TITLES, key=len, reverse=True))})s?\b")
_NAMES = (
    "kesepahaman", "perjanjian", "persetujuan", "memorandum", "understanding", "arrangement",
    "agreement", "cooperation", "deklarasi", "declaration", "pengaturan", "amandemen", "amendment",
    "pernyataan", "kesepakatan", "implementing", "subsidiary",
)  # fmt: skip
_ABBREVIATED = tuple(
    (re.compile(rf"\b(?:{short})\b\.?"), words)
    for short, words in (
        ("impl|implem", "implementing"), ("arr|arrgt", "arrangement"), ("agr|agmt|agrmt", "agreement"),
        ("subs|subsid", "subsidiary"), (r"memo?(?=\.? (?:kesepahaman|of|kerja))", "memorandum"),
        (r"m\. ?o\. ?u", "mou"), (r"p\. ?k\. ?s", "pks"), ("coop", "cooperation"), ("tech(?= (?:arr|agr))", "technical"),
    )
)  # fmt: skip
_LEADING = re.compile(r"(?:IA|SA|PoA|POA|JS|JD|LoI|LOI|RoD|ROD)\s")
_BARE = re.compile(r"[^a-z]+")
_MANY = 99


def _spelled(plain: str) -> str:
    """`plain` with the usual abbreviations written out and slips in the names of kinds mended."""
    plain = re.sub(r"\bperj\b\.?", "perjanjian", plain)
    plain = re.sub(r"\b(?:kerja\s?s[ae]?ma?|kjsm|krjsama)\b", "kerja sama", plain)
    head = plain[:60]
    return re.sub(r"[a-z]{7,}", lambda word: mended(word[0], _NAMES) or word[0], head) + plain[60:]


def _written_out(plain: str) -> str:
    """`plain` with the abbreviations of kinds in words: "Impl. Arr." is an implementing arrangement."""
    for regex, words in _ABBREVIATED:
        plain = regex.sub(words, plain)
    return plain


@lru_cache(maxsize=8192)
def first_kind(text: str) -> tuple[str, int] | None:
    """The kind named first in `text` and where it begins; the longer name wins at one place."""
    plain = _written_out(tidy(text).replace("_", " "))
    found = _first_kind(plain)
    if found is None or found[0] == "other":
        return _first_kind(_spelled(plain)) or found
    return found


def _first_kind(plain: str) -> tuple[str, int] | None:
    best: tuple[int, int, str] | None = None
    for code, regex in _COMPILED:
        found = regex.search(plain)
        if found is not None:
            candidate = (found.start(), -found.end(), code)
            best = min(best, candidate) if best else candidate
    short = _CODED.search(plain)
    if short is not None and (best is None or short.start() < best[0]):
        best = (short.start(), -short.end(), _SHORT[short[1].replace("/", " ")])
    return (best[2], best[0]) if best else None


@lru_cache(maxsize=8192)
def kind_in_cell(text: str) -> str:
    """The kind that a cell of a kind column states; "other" for words unknown, "" for none."""
    if is_placeholder(text):
        return ""
    whole = _BARE.sub(" ", tidy(text)).strip()
    known = _ALONE | _SHORT
    if whole in known:
        return known[whole]
    inside = re.search(r"\(([A-Za-z/]{2,6})\)", text)
    found = first_kind(text)
    if found is not None and found[0] != "other":
        return found[0]
    if inside and _BARE.sub(" ", inside[1].lower()).strip() in _SHORT:
        return _SHORT[_BARE.sub(" ", inside[1].lower()).strip()]
    for word in whole.split():
        if word in _SHORT and len(word) >= 2 and len(whole) <= 24:
            return _SHORT[word]
    return "other"


def is_kind_word(text: str) -> bool:
    """True when a short text is nothing but the name of a kind (one or two)."""
    return words_beside_kind(text) <= 1


def words_beside_kind(text: str) -> int:
    """How many words a short text holds beside the names of kinds; many when it names none."""
    if len(text) > 60 or is_placeholder(text):
        return _MANY
    whole = _BARE.sub(" ", tidy(text)).strip()
    if whole in _SHORT:
        return 0
    if not whole or len(whole.split()) > 7 or first_kind(text) is None:
        return _MANY
    rest = tidy(text)
    for _, regex in _COMPILED:
        rest = regex.sub(" ", rest)
    left = [word for word in _BARE.sub(" ", rest).split() if len(word) > 1 and word not in _SHORT]
    return len(left)


def kind_in_title(text: str, *, strict: bool = False) -> str:
    """The kind that a title, section or sheet name states, "" when it names none.

    `strict` accepts no mere "kerja sama" or "program", which any heading may contain.
    """
    found = first_kind(text)
    if _LEADING.match(text.strip()):
        return _SHORT[text.split(maxsplit=1)[0].lower()]
    if found is None:
        return ""
    if strict and found[0] in ("other", "programme", "project"):
        return ""
    return found[0]

"""What the head of a column means: words of both languages, abbreviated or misspelt, to a field."""

import re
from dataclasses import dataclass
from functools import lru_cache

from ecoop.matrix.reading.headwords import CONCEPTS, VOCABULARY
from ecoop.matrix.reading.kinds import is_kind_word, kind_in_cell
from ecoop.matrix.reading.statuses import status_of
from ecoop.matrix.reading.words import mended, tidy

FIELDS = (
    "rownum", "country", "partner", "our_party", "kind", "title", "document", "number",
    "number_ours", "number_theirs", "number_date", "signed_on", "in_force_from", "expires_on",
    "signed_on_month", "signed_on_year", "in_force_from_month", "in_force_from_year", "expires_on_month",
    "expires_on_year", "duration", "scope", "status", "follow_up", "pic", "notes", "place", "signatory",
    "signatory_ours", "signatory_theirs", "level", "year", "count", "contact", "event", "aid", "extra",
)  # fmt: skip

_STOP = re.compile(
    r"\b(?:dan|atau|of|the|and|or|for|dengan|yang|pada|di|oleh|dalam|in|on|by|with|a|an|luar|negeri"
    r"|pelaksanaan|terkait|saat|ini|saat ini|current|latest|terakhir|full|lengkap|short|yg|utk|dgn"
    r"|dd|mm|yyyy|yy|hh|tt|id|lama|asal|origin|matter|our|their|its|legal|reported|as|official|main|key|utama|resmi|hukum|joint|bersama"
    r"|auto|automatic|otomatis|mandatory|proposed|thematic|tematik|present|rancangan|apa|berapa|draft?|usulan|calon|realisasi|reali[sz]ed|actual|aktual)\b|[^a-z#%]+"
)
_YEAR = re.compile(r"^(?!.*(?:tanggal|tgl|date)).*\b(?:tahun|thn|th|year)\b")
_ENDS = re.compile(
    r"(?:effective|efektif|in force|berlaku(?: efektif)?)\s+(?:until|till|up to|sampai|hingga|s\.?d\b|s/d)"
)
# "Signature / entry into force": two dates in one column, of which the signature is the base.
_EITHER = re.compile(r"/|&|\b(?:dan|atau|and|or)\b|,")
_PARENTHESES = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_OF_RENEWAL = {"RENEWAL", "END", "DATE", "VALID", "DUR"}
_LED_BY_RENEWAL = re.compile(
    r"(?:(?:tanggal|tgl\.?|date of|new) )*(?:di)?(?:perpanjang|exten|renew)"
)
_REMAINDER = re.compile(r"\b(?:sisa|remaining)\b")  # what is left of a period is not its length
_NAMED_COUNTRY = re.compile(r"(?:nama )?(?:negara|country)\b")  # "Country of registration"
_LONE = (
    ("EVENT", "event", 0.9),
    ("DOC", "document", 0.5),
    ("COOP", "title", 0.45),
    ("WORK", "title", 0.5),
    ("LEVEL", "level", 0.9),
)
_DENIALS = {"false", "salah", "no", "n", "tidak", "tdk", "t", "not", "bukan", "none"}
_MARKS = {
    "v", "√", "✓", "✔", "x", "☑", "✅", "ya", "yes", "1", "•", "●", "*", "y", "✗", "ada", "true", "benar",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Heading:
    """What a head was understood as: the field, how surely (0 to 1), the concepts in it."""

    field: str
    score: float
    concepts: frozenset[str] = frozenset()


NOTHING = Heading("", 0.0)


def is_planned(text: str) -> bool:
    """True for the head of days that are only hoped for: "Target ttd", "Planned signing"."""
    return "PLANNED" in heading(text).concepts


def is_of_renewal(text: str) -> bool:
    """True for the head of a column that says whether and how a paper is renewed."""
    concepts = heading(text).concepts
    return concepts == {"RENEWAL"} or _is_end_of_renewal(set(concepts), tidy(text))


def _is_end_of_renewal(has: set[str], text: str) -> bool:
    """ "Diperpanjang s.d.", "Extended until": not the paper's own end, but that of its extension."""
    return has >= {"RENEWAL", "END"} and has <= _OF_RENEWAL and bool(_LED_BY_RENEWAL.match(text))


def is_mark(text: str) -> bool:
    """True for a tick, cross or dot with which people fill in boxes."""
    return tidy(text).strip("()[] .") in _MARKS


def is_denial(text: str) -> bool:
    """True for the "no" of a column of yes and no."""
    return tidy(text).strip("()[] .") in _DENIALS


@lru_cache(maxsize=16_384)
def heading(text: str) -> Heading:
    """The field that a head names, with a score; `NOTHING` for words that are no head."""
    if len(text) > 110 or not text.strip():
        return NOTHING
    plain = tidy(text).replace("_", " ")
    outer = _PARENTHESES.sub(" ", plain).strip(" :.*-/")
    if outer[:1].isdigit() or outer[:1] in "-=+" and len(outer) > 1:
        return NOTHING
    for candidate in (outer, plain):
        concepts, share = _concepts(candidate)
        if not concepts or concepts <= {"DATE"} and re.search(r"\d", outer):
            continue
        field, weight = _field(concepts, candidate)
        if field:
            return Heading(field, round(weight * share, 3), concepts)
    return NOTHING


def _concepts(plain: str) -> tuple[frozenset[str], float]:
    """The concepts named and the share of the letters that they explain."""
    found, rest = _consume(plain)
    if rest and any(mended(word, VOCABULARY) for word in re.findall(r"[a-z]{5,}", rest)):
        better = re.sub(
            r"[a-z]{5,}",
            lambda word: mended(word[0], VOCABULARY) or word[0] if word[0] in rest else word[0],
            plain,
        )
        found, rest = _consume(better)
    letters = len(_STOP.sub("", plain)) or 1
    return frozenset(found), max(0.0, 1 - len(_STOP.sub("", rest)) / letters)


def _consume(plain: str) -> tuple[set[str], str]:
    found: set[str] = set()
    for name, regex in CONCEPTS:
        plain, times = regex.subn(" ", plain)
        if times:
            found.add(name)
    return found, plain


def _field(concepts: frozenset[str], text: str) -> tuple[str, float]:
    """The field that a set of concepts means, and how telling it is."""
    if _REMAINDER.search(text):
        return "extra", 1.0
    for decide in (_supporting, _of_dates, _of_numbers, _of_content):
        field, weight = decide(set(concepts), text)
        if field:
            return field, weight
    return "", 0.0


def _supporting(has: set[str], text: str) -> tuple[str, float]:
    if "CONTACT" in has:
        return "contact", 1.0
    if "SIGNATORY" in has and "DATE" in has:
        return "signed_on", 1.0
    if "SIGNATORY" in has:
        side = "_ours" if "OURS" in has else "_theirs" if has & {"THEIRS", "PARTNER"} else ""
        return f"signatory{side}", 1.0
    if has == {"RENEWAL"} or _is_end_of_renewal(has, text):
        return "notes", 0.9
    if has >= {"NOTES"} and not has & {"STATUS", "FOLLOW"}:
        return "notes", 1.0
    if "FOLLOW" in has:
        return ("status", 1.0) if text.startswith("status") else ("follow_up", 1.0)
    if "PIC" in has and "COUNTRY" not in has:
        return "pic", 1.0
    if "COUNT" in has and not has & {"DATE", "SIGN", "DUR"}:
        return "count", 1.0
    if "AID" in has:
        return "aid", 1.0
    return "", 0.0


def _of_dates(has: set[str], text: str) -> tuple[str, float]:
    if "PLANNED" in has and has & {"SIGN", "DATE", "START", "END"}:
        return ("signed_on", 0.6) if "SIGN" in has else ("extra", 1.0)
    if "STATUS" in has and "SIGN" not in has:
        leads = text.startswith("status")
        return ("duration", 1.0) if "DUR" in has and not leads else ("status", 1.0)
    for decide in (_of_period, _of_day):
        field, weight = decide(has, text)
        if field:
            return field, weight
    return "", 0.0


def _of_period(has: set[str], text: str) -> tuple[str, float]:
    """Both ends, the end or the start of a period."""
    dated = bool(has & {"DATE", "SIGN", "DUR", "VALID"})
    if _ENDS.match(text):
        return "expires_on", 1.0
    if "START" in has and (has & {"END", "TO"}) or has >= {"FROM", "TO"}:
        return "duration", 1.0
    if "END" in has and not has & {"KIND", "TITLE"}:
        return "expires_on", 1.0 if dated else 0.55
    if has >= {"START", "SIGN"} and _EITHER.search(text):
        return "signed_on", 0.95
    if "START" in has and not has & {"TITLE", "KIND"}:
        return "in_force_from", 1.0 if dated or "force" in text else 0.6
    if dated and has & {"FROM", "TO"}:
        return ("in_force_from" if "FROM" in has else "expires_on"), 1.0
    return "", 0.0


def _of_day(has: set[str], text: str) -> tuple[str, float]:
    """A day or year of signature, or the length of a period."""
    if "NUM" in has and has & {"DATE", "SIGN"}:
        return "number_date", 1.0
    if has & {"SIGN", "DATE"} and _YEAR.search(text) and not has & {"DUR", "VALID", "PLACE"}:
        return "year", 0.75 if has <= {"DATE", "COOP", "DOC", "SIGN"} else 0.5
    if "SIGN" in has:
        return ("place", 1.0) if "PLACE" in has and "DATE" not in has else ("signed_on", 1.0)
    if "DUR" in has:
        return "duration", 1.0
    if "VALID" in has:
        return ("in_force_from", 0.9) if "DATE" in has else ("duration", 0.5)
    return "", 0.0


def _of_numbers(has: set[str], text: str) -> tuple[str, float]:
    if "NUM" not in has or has & {"SCOPE"} or _NAMED_COUNTRY.match(text) and "COUNTRY" in has:
        return "", 0.0
    if "TITLE" in has:
        return "title", 1.0
    if has & {"OURS"}:
        return "number_ours", 1.0
    if has & {"THEIRS", "PARTNER", "COUNTRY"}:
        return "number_theirs", 1.0
    if has & {"DOC", "COOP", "KIND"} or re.match(r"(?:ref|reg|kode|code)", text):
        return "number", 1.0
    return "rownum", 1.0


def _of_content(has: set[str], text: str) -> tuple[str, float]:
    if "SCOPE" in has and "TITLE" not in has:
        return "scope", 1.0
    if "KIND" in has:
        odd = has & {"PARTNER", "COUNTRY", "EVENT"} and not has & {"DOC", "COOP"}
        return ("extra", 0.8) if odd else ("kind", 1.0)
    if has & {"COUNTRY", "PARTNER", "THEIRS", "OURS"}:
        return _of_parties(has, text)
    if "TITLE" in has:
        plain = has & {"DOC", "COOP", "WORK"} or has == {"TITLE"}
        return ("event", 0.9) if "EVENT" in has else ("title", 1.0 if plain else 0.8)
    if "PLACE" in has:
        return ("signed_on", 0.9) if "DATE" in has else ("place", 0.8)
    if "DATE" in has:
        return "signed_on", 0.9 if "DOC" in has else 0.75
    return next(((field, weight) for name, field, weight in _LONE if name in has), ("", 0.0))


def _of_parties(has: set[str], text: str) -> tuple[str, float]:
    if "TITLE" in has and re.match(r"(?:judul|perihal|title|subject)\b(?! of the part)", text):
        return "title", 0.9
    if "OURS" in has and not has & {"COUNTRY", "THEIRS"}:
        return (
            ("our_party", 0.9)
            if has & {"PARTNER"} or text.startswith("pihak")
            else ("our_party", 0.3)
        )
    if has & {"COUNTRY", "PARTNER"} and has & {"DOC", "TITLE"} and re.search(r"/|&", text):
        return "title", 0.9
    if "COUNTRY" in has and has & {"PARTNER", "THEIRS"}:
        joint = re.search(r"/|&|\bdan\b|\band\b|,|\n|-", text)
        return ("partner", 1.0) if joint else ("country", 1.0)
    if "COUNTRY" in has:
        return "country", 1.0
    return "partner", 0.8 if has & {"DOC"} else 1.0


def composite(parts: tuple[str, ...]) -> Heading:
    """The field of a column under several heads, the highest first."""
    parts = tuple(part for part in parts if part.strip())
    if not parts:
        return NOTHING
    leaf, above = parts[-1], " ".join(parts[:-1])
    if above:
        tick = _tick(above, leaf)
        if tick:
            return Heading(tick, 1.0)
    alone, whole = heading(leaf), heading(" ".join(parts))
    vague = alone.concepts & {"NUM", "PARTNER", "OURS", "THEIRS", "DATE", "KIND"}
    vague = vague or tidy(leaf) in ("nama", "name")
    if above and alone.score >= 0.9 and not vague:
        return alone
    if above and whole.score < 0.6:
        upper = heading(above)
        return max((alone, whole, upper), key=lambda each: each.score)
    return whole if whole.score >= alone.score - 0.3 else alone


def _tick(above: str, leaf: str) -> str:
    """A box to tick: a status below "Status", a kind below "Jenis Dokumen"."""
    upper = heading(above)
    if upper.field == "status" and status_of(leaf) and len(leaf) <= 40:
        return f"status_tick:{status_of(leaf)}"
    if (
        upper.field in ("kind", "document")
        and is_kind_word(leaf)
        and not heading(leaf).concepts & {"KIND", "TITLE", "DATE", "NUM"}
    ):
        return f"kind_tick:{kind_in_cell(leaf)}"
    return ""

"""What a row of the matrix says, as facts of the register. Pure: no database, no clock."""

import hashlib
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from ecoop.core.dates import PartialDate, parse_written
from ecoop.core.words import fold
from ecoop.instruments.topics import fields_and_hazards
from ecoop.matrix.reading.statuses import status_of
from ecoop.matrix.reading.words import whole
from ecoop.partners import gazetteer

DATES = ("signed_on", "in_force_from", "expires_on")
COUNTS = ("duration_months",)
FLAGS = ("indefinite", "auto_renews", "task_based")
TEXTS = (
    "partner_written", "title", "doc_type", "partner_country_iso2", "our_party", "number_ours",
    "number_theirs", "duration_written", "status_written", "follow_up", "pic", "notes", "place",
    "level", "signatory_ours", "signatory_theirs",
)  # fmt: skip
LISTS = ("partner_names", "scope_items")
# What a person may correct in place, in the order of the form.
CORRECTABLE = (
    "partner_written", "partner_country_iso2", "our_party", "doc_type", "title", "signed_on",
    "in_force_from", "duration_months", "expires_on", "indefinite", "auto_renews", "task_based",
    "level", "status_written", "number_ours", "number_theirs", "scope_items", "follow_up", "pic",
    "notes", "place",
)  # fmt: skip
KEPT = (
    *TEXTS, *LISTS, *DATES, *COUNTS, *FLAGS, "section", "number", "status", "status_conflict",
    "expiry_basis",
)  # fmt: skip
HOME = "BNPB"

_LEVELS = {
    "bilateral": r"\bbilateral\b|luar negeri|negara",
    "regional": r"\bregional\b|kawasan|asean",
    "multilateral": r"multilateral|organisasi internasional|pbb|united nations",
    "national": r"dalam negeri|nasional|national|domesti[ck]|kementerian|perguruan tinggi|lembaga"
    r"|universit|pemerintah daerah",
}
_INDONESIAN = re.compile(
    r"\b(?:dan|di|dalam|dengan|tentang|antara|untuk|bidang|kerja|nota|kesepahaman|perjanjian|bencana"
    r"|penanggulangan|pelatihan|hibah|bantuan|dukungan|pengelolaan|peningkatan|yang|rencana)\b"
)
_ENGLISH = re.compile(
    r"\b(?:and|of|the|on|between|in|for|with|cooperation|disaster|memorandum|understanding|agreement"
    r"|arrangement|management|training|grant|support|programme|program|project)\b"
)


def understood(record: Any) -> dict[str, Any]:
    """The fields of a reader's record that are kept with the row."""
    return {name: getattr(record, name) for name in KEPT}


def fingerprint(cells: list[Mapping[str, str]], section: str = "") -> str:
    """Equal for rows that say the same, wherever they stand and whatever their running number."""
    said = sorted(
        f"{cell['field']}={' '.join(cell['text'].split())}"
        for cell in cells
        if cell["field"] not in ("rownum", "") and cell["text"].strip()
    )
    return hashlib.sha256("\x1f".join([fold(section), *said]).encode()).hexdigest()


def language_of(text: str) -> str:
    """'id' or 'en', by the small words of `text`; Indonesian when they do not tell."""
    words = fold(text)
    return "en" if len(_ENGLISH.findall(words)) > len(_INDONESIAN.findall(words)) else "id"


def level_of(values: Mapping[str, Any]) -> str:
    """The level a column or the section states, else what the partner's country implies."""
    for text in (values.get("level"), values.get("section")):
        folded = fold(text or "")
        for level, pattern in _LEVELS.items():
            if folded and re.search(pattern, folded):
                return level
    country = values.get("partner_country_iso2")
    if not country:
        return ""
    return "national" if country == "ID" else "bilateral"


def date_of(iso: str | None) -> PartialDate | None:
    return PartialDate.parse(iso) if iso else None


def facts_of(values: Mapping[str, Any]) -> dict[str, Any]:
    """Columns of `Instrument` that the row fills; what it does not say is empty."""
    title = " ".join((values.get("title") or "").split())
    scope = [item for item in values.get("scope_items") or [] if item]
    fields, hazards = fields_and_hazards([*scope, title])
    facts = {
        "kind": values.get("doc_type") or "other",
        "level": level_of(values),
        "signed_on": date_of(values.get("signed_on")),
        "in_force_from": date_of(values.get("in_force_from")),
        "duration_text": (values.get("duration_written") or "")[:300],
        "status_written": (values.get("status_written") or "")[:300],
        "is_completed": values.get("status") == "completed",
        "place_signed": (values.get("place") or "")[:200],
        "note": values.get("notes") or "",
        "next_step": (values.get("follow_up") or "")[:300],
        "fields": fields,
        "hazards": hazards,
        **_in_language("title", title),
        **_in_language("scope", "; ".join(scope)),
        **duration_of(values),
    }
    return {"title_id": "", "title_en": "", "scope_id": "", "scope_en": ""} | facts


def _in_language(name: str, text: str) -> dict[str, str]:
    return {f"{name}_{language_of(text)}": text} if text else {}


def duration_of(values: Mapping[str, Any]) -> dict[str, Any]:
    """The duration rule and what it needs: `months`, `until`, `renew_months`."""
    months = values.get("duration_months") or None
    until = date_of(values.get("expires_on"))
    nothing = {"duration_rule": "UNKNOWN", "months": None, "until": None, "renew_months": None}
    stated = str(values.get("expiry_basis") or "").startswith("stated") or not months
    if values.get("auto_renews"):
        given = {"duration_rule": "AUTO_RENEW", "months": months, "renew_months": months,
                 "until": until if stated else None}  # fmt: skip
    elif values.get("task_based"):
        given = {"duration_rule": "TASK_BASED"}
    elif values.get("indefinite"):
        given = {"duration_rule": "EVERGREEN"}
    elif until and stated:
        given = {"duration_rule": "UNTIL", "until": until, "months": months}
    elif months:
        given = {"duration_rule": "FIXED", "months": months}
    else:
        given = {}
    return nothing | given


CLAIMED = {
    "signed_on": "signed_on", "in_force_from": "in_force_from", "until": "expires_on",
    "duration_text": "duration_written", "status_written": "status_written",
    "next_step": "follow_up", "owner_unit": "pic",
}  # fmt: skip


def claims_of(values: Mapping[str, Any]) -> dict[str, str]:
    """What the row reports of the fields of a record: {field of the register: value as text}."""
    return {
        field: str(values[name])
        for field, name in CLAIMED.items()
        if values.get(name) not in (None, "")
    }


def missing(values: Mapping[str, Any]) -> list[str]:
    """What a record cannot do without and the row does not say."""
    lacking = []
    if not (values.get("title") or "").strip():
        lacking.append("title")
    if not (values.get("partner_written") or "").strip() and not values.get("partner_names"):
        lacking.append("partner_written")
    return lacking


def spellings(values: Mapping[str, Any]) -> list[str]:
    """The partners named in the row, each as it is written: "1) A 2) B" names two."""
    written = (values.get("partner_written") or "").strip()
    if written:
        country = values.get("partner_country_iso2") or ""
        return list(dict.fromkeys(gazetteer.pieces(written, country))) or [written]
    return [name.strip() for name in values.get("partner_names") or [] if name.strip()]


def rechecked(values: Mapping[str, Any], as_of: date) -> dict[str, Any]:
    """End, status and contradiction of a row after a correction, as the reader would say."""
    ends = values.get("expires_on")
    if values.get("expiry_basis") != "stated" and values.get("duration_months"):
        start = date_of(values.get("in_force_from") or values.get("signed_on"))
        ends = str(start.plus_months(values["duration_months"])) if start else None
    claimed = status_of(values.get("status_written") or "")
    by_dates = "active" if values.get("indefinite") else ""
    if ends:
        by_dates = "active" if PartialDate.parse(ends).last >= as_of else "expired"
    signed = bool(values.get("signed_on"))
    status = by_dates or "unknown"
    if claimed == "completed" and by_dates != "active":
        status = "completed"
    elif claimed == "draft" and not (by_dates and signed):
        status = "draft"
    return {"expires_on": ends, "status": status,
            "status_conflict": _contradicts(claimed, by_dates, signed)}  # fmt: skip


def _contradicts(claimed: str, by_dates: str, signed: bool) -> bool:
    if not claimed or not by_dates:
        return False
    if claimed == "draft":
        return signed
    if claimed in ("expired", "completed"):
        return by_dates == "active"
    return claimed == "active" and by_dates == "expired"


# Whose cells a corrected field stands in, by the reader's column fields.
CELLS_OF = {
    "partner_written": ("partner",), "partner_country_iso2": ("country",), "doc_type": ("kind",),
    "title": ("title", "document"), "signed_on": ("signed_on", "number_date", "year"),
    "in_force_from": ("in_force_from",), "duration_months": ("duration",),
    "indefinite": ("duration", "expires_on"), "auto_renews": ("duration",),
    "task_based": ("duration",), "expires_on": ("expires_on", "duration"),
    "status_written": ("status",), "scope_items": ("scope",), "follow_up": ("follow_up",),
    "pic": ("pic",), "notes": ("notes",), "place": ("place",), "level": ("level",),
    "our_party": ("our_party",), "number_ours": ("number_ours", "number"),
    "number_theirs": ("number_theirs",),
}  # fmt: skip
ABOUT = {
    "missing_title": "title", "missing_partner": "partner_written", "unknown_kind": "doc_type",
    "code_year_from_file": "signed_on",
    "unknown_country": "partner_country_iso2", "dates_out_of_order": "in_force_from",
}  # fmt: skip


def settled(findings: list[dict], cells: list[dict], corrected: Mapping[str, Any]) -> list[dict]:
    """The findings, those marked that a correction has answered."""
    answered = {
        cell["address"]
        for cell in cells
        for name in corrected
        if cell["field"] in CELLS_OF.get(name, ())
    }
    marked = []
    for one in findings:
        done = one["cell"] in answered and bool(one["cell"])
        done = done or ABOUT.get(one["code"]) in corrected
        if one["code"] == "status_conflict":
            done = corrected.get("status_conflict") is False
        marked.append({**one, "settled": True} if done else one)
    return marked


class NotUnderstood(ValueError):
    """A typed value that the field cannot hold."""


def typed(field: str, value: Any) -> Any:
    """`value` as the row keeps it; raises `NotUnderstood`."""
    if field not in CORRECTABLE:
        raise NotUnderstood(field)
    if field in FLAGS:
        return value in (True, "1", "on", "true", "yes", "ya")
    if isinstance(value, list):
        return [str(item).strip() for item in value if str(item).strip()]
    written = "" if value is None else str(value).strip()
    if field in LISTS:
        return [item.strip() for item in re.split(r"[;\n]", written) if item.strip()]
    if not written:
        return None
    if field in DATES:
        try:
            return str(parse_written(written))
        except ValueError as error:
            raise NotUnderstood(written) from error
    if field in COUNTS:
        number = whole(written)
        if number is None or not 0 < number <= 6000:
            raise NotUnderstood(written)
        return number
    return written


def unit_of(text: str | None, units: Mapping[str, tuple[str, ...]]) -> str | None:
    """The code of the BNPB unit that a PIC cell names; `units` maps codes to names."""
    folded = fold(text or "")
    if not folded:
        return None
    words = set(folded.split())
    for code, names in units.items():
        if fold(code) == folded or any(fold(name) == folded for name in names if name):
            return code
    if "kerja sama" in folded and "HOKS" in units:  # the bureau's section for cooperation
        return "HOKS"
    for code in units:
        if len(code) > 3 and set(fold(code).split()) <= words:
            return code
    for code, names in units.items():
        known = [set(fold(name).split()) - _UNIT_WORDS for name in names if name]
        if any(kernel and kernel <= words for kernel in known):
            return code
    return None


_UNIT_WORDS = frozenset(
    ("bidang", "dan", "and", "of", "the", "for", "bnpb", "unit", "badan", "kepala", "head", "deputi",
     "deputy", "biro", "bureau", "pusat", "centre")
)  # fmt: skip

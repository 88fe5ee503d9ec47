"""Rows as the preview shows them: what was understood beside what stood in the cells."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from ecoop.core.bilingual import Text, months_in_words
from ecoop.core.dates import PartialDate
from ecoop.core.shown import language, term
from ecoop.instruments.models import DurationRule
from ecoop.matrix import lifecycle, planning, values
from ecoop.matrix.labels import COLUMNS, FIELDS, REASONS, RESULTS
from ecoop.matrix.models import Plan, Severity
from ecoop.matrix.reading.findings import STATUS_WORDS
from ecoop.places.gazetteer import countries, name_of


@dataclass(frozen=True)
class Shown:
    """One understood value: as it is used, the cells it came from, and whether it was corrected."""

    name: str
    value: Any
    originals: tuple[dict, ...] = ()
    is_corrected: bool = False

    @property
    def original(self) -> str:
        """The words of the cells, "" when they say what is shown."""
        words = " / ".join(dict.fromkeys(cell["text"].strip() for cell in self.originals))
        return "" if words == str(self.value or "") else words

    @property
    def words(self) -> Any:
        """For pages on which nothing can be written any more."""
        if isinstance(self.value, PartialDate):
            return self.value.words(language())
        if isinstance(self.value, bool):
            return _("yes") if self.value else ""
        return "" if self.value is None else self.value


@dataclass(frozen=True)
class Remark:
    """A finding with the field that a correction of it would write, "" when none can."""

    severity: str
    severity_words: str
    message: Text
    cell: str
    field: str
    label: Any
    value: str
    settled: bool


@dataclass
class Line:
    """One row of the preview."""

    row: Any
    cells: dict[str, Shown]
    remarks: list[Remark]
    choices: list[tuple[str, Any]]
    reason: Any
    result: Any
    duration: Text
    status: Text
    country: Any = ""
    differences: list["Difference"] = field(default_factory=list)


@dataclass(frozen=True)
class Difference:
    """A field in which the row and its record differ, in words; a report is only noted."""

    label: Any
    old: Any
    new: Any
    is_report: bool


FIELD_OF = {
    raw: name for name, fields in reversed(values.CELLS_OF.items()) for raw in reversed(fields)
} | {"partner": "partner_written", "duration": "duration_months", "year": "signed_on"}  # fmt: skip
IN_PLACE = frozenset(
    ("partner_written", "title", "signed_on", "in_force_from", "duration_months", "expires_on",
     "status_written", "number_ours", "number_theirs", "follow_up", "pic", "place")
)  # fmt: skip
# What a remark on a duration or an end is mended with.
BY_CODE = {
    "impossible_date": None, "code_year_from_file": "signed_on", "expiry_conflict": "expires_on",
    "expiry_extended": "expires_on", "status_conflict": "status_written",
    "duration_not_understood": "duration_months", "missing_title": "title",
    "missing_partner": "partner_written", "dates_out_of_order": "in_force_from",
}  # fmt: skip


def line(row, *, is_open) -> Line:
    """Everything the preview says of one row; `is_open` while it may still be mended."""
    cells = {name: shown(row, name) for name in values.CORRECTABLE}
    offered = lifecycle.choices(row.group, row.reason)
    labels = dict(Plan.choices)
    return Line(
        row=row, cells=cells, remarks=[_remark(row, one, is_open) for one in row.findings],
        choices=[(code, labels[code]) for code in offered], reason=REASONS.get(row.reason, ""),
        result=RESULTS.get(row.result, ""), duration=duration(row.values),
        status=STATUS_WORDS[row.values.get("status") or "unknown"],
        differences=[_difference(row, name, *pair) for name, pair in row.differences.items()],
        country=_country(row),
    )  # fmt: skip


OPEN_ENDED = Text("tanpa batas waktu", "no end")
RENEWS = Text("diperpanjang otomatis", "renews by itself")
WITH_THE_WORK = Text("sampai pekerjaan selesai", "until the work is done")


def duration(given) -> Text:
    """How long the paper holds, in words; empty when the row does not say."""
    parts = [months_in_words(given["duration_months"])] if given.get("duration_months") else []
    for name, words in (
        ("indefinite", OPEN_ENDED), ("auto_renews", RENEWS), ("task_based", WITH_THE_WORK),
    ):  # fmt: skip
        if given.get(name):
            parts.append(words)
    return Text(id=", ".join(part.id for part in parts), en=", ".join(part.en for part in parts))


def shown(row, name) -> Shown:
    """One field of a row."""
    value = row.values.get(name)
    if name in values.DATES and value:
        value = PartialDate.parse(value)
    elif isinstance(value, list):
        value = "; ".join(value)
    raw = values.CELLS_OF.get(name, ())
    cells = tuple(cell for cell in row.cells if cell["field"] in raw and cell["text"].strip())
    return Shown(name, value, cells, name in row.corrected)


def _remark(row, one, is_open) -> Remark:
    name = _field_of(row, one)
    can = is_open and name in IN_PLACE and not one.get("settled") and one["severity"] != "info"
    value = row.values.get(name) if can else None
    return Remark(
        severity=one["severity"], severity_words=dict(Severity.choices)[one["severity"]],
        message=Text(**one["message"]), cell=one["cell"], field=name if can else "",
        label=FIELDS.get(name, ""), value="" if value is None else str(value),
        settled=bool(one.get("settled")),
    )  # fmt: skip


def _field_of(row, one) -> str:
    named = BY_CODE.get(one["code"])
    if named:
        return named
    found = next((cell["field"] for cell in row.cells if cell["address"] == one["cell"]), "")
    return FIELD_OF.get(found, "")


def _country(row) -> Any:
    """The partner's country, unless the partner is written by just that name."""
    iso2 = row.values.get("partner_country_iso2")
    if not iso2 or iso2 not in countries():
        return ""
    text = Text(id=name_of(iso2, "id"), en=name_of(iso2, "en"))
    return "" if row.values.get("partner_written") in (text.id, text.en) else text


def _difference(row, name, old, new) -> Difference:
    joins = row.plan == lifecycle.JOIN or row.result == "joined"
    fills = old in ("", "UNKNOWN") and name in (*planning.FILLED, *planning.DURATION)
    return Difference(
        difference_label(name), _words(name, old), _words(name, new), joins and not fills
    )


def _words(name, value) -> Any:
    """A stored value as people say it."""
    if value == "":
        return ""
    if name in ("kind", "level"):
        return term(name, value)
    if name in ("signed_on", "in_force_from", "until"):
        return PartialDate.parse(value).words(language())
    if name in ("months", "renew_months"):
        return months_in_words(int(value))
    if name == "duration_rule":
        return str(dict(DurationRule.choices)[value])
    if name == "is_completed":
        return _("yes") if value == "True" else ""
    return value


def difference_label(name) -> Any:
    from_register = {
        "kind": "doc_type", "until": "expires_on",
        "title_id": "title", "title_en": "title", "scope_id": "scope_items",
        "scope_en": "scope_items", "note": "notes", "next_step": "follow_up",
        "place_signed": "place", "parties": "partner_written",
    }  # fmt: skip
    other = {
        "months": _("Duration"), "duration_rule": _("Duration rule"), "duration_text": _("Duration as written"),
        "is_completed": _("Completed"), "renew_months": _("Renews by (months)"),
    }  # fmt: skip
    return other.get(name) or FIELDS.get(from_register.get(name, name), name)


def tables(batch, samples) -> list[dict]:
    """The tables of the file with their columns and a few of their cells, for the mapping."""
    found = []
    for number, table in enumerate(batch.reading.get("tables", [])):
        mapping = batch.mappings.get(table["sheet"], {})
        columns = [
            {**column, "field": mapping.get(column["letter"], column["field"]),
             "label": COLUMNS.get(mapping.get(column["letter"], column["field"]), ""),
             "samples": samples.get((table["sheet"], column["letter"]), [])}
            for column in table["columns"]
        ]  # fmt: skip
        found.append({**table, "columns": columns, "key": f"table-{number}"})
    return found


def samples_of(rows, limit=3) -> dict[tuple[str, str], list[str]]:
    """Some cells of each column: {(sheet, letter): texts}."""
    found: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        for cell in row.cells:
            letters = cell["address"].rstrip("0123456789")
            held = found.setdefault((row.sheet, letters), [])
            text = cell["text"].strip()
            if text and text not in held and len(held) < limit:
                held.append(text[:80])
    return found

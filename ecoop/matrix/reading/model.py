"""What a reading of a matrix consists of; plain data that becomes JSON and comes back."""

from dataclasses import dataclass, field
from typing import Any

import msgspec

from ecoop.core.bilingual import Text


@dataclass(frozen=True, slots=True)
class Finding:
    """A remark on one cell (or on the file, then `cell` is ""); severity error, warning or info."""

    cell: str
    severity: str
    code: str
    message: Text
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class RawCell:
    """A cell as it was written, with the head of its column."""

    field: str
    header: str
    address: str
    text: str

    @property
    def letter(self) -> str:
        return self.address.rstrip("0123456789")


@dataclass(slots=True)
class Record:
    """One instrument as it was understood; `column` (a letter) is its first where others share its row.

    Dates are ISO of any precision or None when absent.

    `status` is computed at the reading's `as_of`; `status_written` is what somebody wrote.
    `duplicate_of` is {"sheet", "row"} of the earlier record. `raw` keeps the original cells.
    """

    sheet: str
    row: int
    last_row: int = 0
    column: str = ""
    section: str = ""
    partner_written: str | None = None
    partner_names: list[str] = field(default_factory=list)
    country_written: str | None = None
    partner_country_iso2: str = ""
    our_party: str | None = None
    doc_type: str | None = None
    doc_type_written: str | None = None
    title: str | None = None
    number: str | None = None
    number_ours: str | None = None
    number_theirs: str | None = None
    signed_on: str | None = None
    in_force_from: str | None = None
    duration_months: int | None = None
    duration_written: str | None = None
    indefinite: bool = False
    auto_renews: bool = False
    task_based: bool = False
    expires_on: str | None = None
    expiry_basis: str = "none"
    status: str = "unknown"
    status_written: str | None = None
    status_conflict: bool = False
    duplicate_of: dict[str, Any] | None = None
    scope_items: list[str] = field(default_factory=list)
    follow_up: str | None = None
    pic: str | None = None
    notes: str | None = None
    place: str | None = None
    level: str | None = None
    signatory_ours: str | None = None
    signatory_theirs: str | None = None
    findings: list[Finding] = field(default_factory=list)
    raw: list[RawCell] = field(default_factory=list)

    @property
    def key(self) -> dict[str, Any]:
        where = {"sheet": self.sheet, "row": self.row}
        return where | {"column": self.column} if self.column else where


@dataclass(slots=True)
class Column:
    """A column of a table (or a row of a block): its head and the field it was taken for."""

    letter: str
    header: str
    field: str
    score: float = 0.0


@dataclass(slots=True)
class Table:
    """A table that was found: shape "rows", "block" or "columns"."""

    sheet: str
    shape: str
    first_row: int
    last_row: int
    columns: list[Column] = field(default_factory=list)
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row (or a whole sheet or column, then `row` is None) that is no record, and why."""

    sheet: str
    row: int | None
    reason: str
    message: Text
    text: str = ""


@dataclass(slots=True)
class Sheet:
    """A sheet of the file; `used` is False when it held no table or was hidden."""

    name: str
    hidden: bool
    used: bool
    rows: int = 0


@dataclass(slots=True)
class MatrixReading:
    """Everything that was understood of one file."""

    filename: str
    as_of: str
    as_of_basis: str
    sheets: list[Sheet] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """The reading as plain dictionaries and lists; `from_json` takes it back."""
        return msgspec.to_builtins(self)

    @classmethod
    def from_json(cls, plain: dict[str, Any]) -> "MatrixReading":
        """The reading that `as_json` gave."""
        return msgspec.convert(plain, cls)

    def packed(self) -> bytes:
        """The reading as JSON text, for another process; `unpacked` takes it back."""
        return msgspec.json.encode(self)

    @classmethod
    def unpacked(cls, content: bytes) -> "MatrixReading":
        """The reading that `packed` wrote."""
        return msgspec.json.decode(content, type=cls)

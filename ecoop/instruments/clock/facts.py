"""What the legal clock is told: the dates and clauses of one instrument."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from ecoop.core.bilingual import Text
from ecoop.core.dates import PartialDate


class Rule(StrEnum):
    """How the instrument's text limits its duration."""

    FIXED = "FIXED"  # so many months
    UNTIL = "UNTIL"  # up to and including a date
    EVERGREEN = "EVERGREEN"  # without end, until notice
    AUTO_RENEW = "AUTO_RENEW"  # so many months, renewed by itself unless notice is given
    TASK_BASED = "TASK_BASED"  # until its task is done
    UNKNOWN = "UNKNOWN"  # no validity is given: unknown, not unlimited


class EntryRule(StrEnum):
    """When the instrument's text says that it enters into force (UU 24/2000 art. 15)."""

    SIGNATURE = "SIGNATURE"
    DATE = "DATE"  # on the day given as in_force_from
    NOTIFICATION = "NOTIFICATION"  # entry_days after the last notification or note
    RATIFICATION = "RATIFICATION"  # entry_days after ratification or its deposit
    UNKNOWN = "UNKNOWN"  # not recorded: counted from in_force_from, else from signing


class Status(StrEnum):
    DRAFT = "draft"
    SIGNED = "signed"
    IN_FORCE = "in_force"
    EXPIRING = "expiring"
    EXPIRED = "expired"
    COMPLETED = "completed"
    TERMINATED = "terminated"
    REPLACED = "replaced"
    UNKNOWN = "unknown"

    @property
    def label(self) -> Text:
        return STATUS_LABELS[self]

    @property
    def simple(self) -> str:
        """The coarser word of the matrix: draft, active, expired, completed, unknown."""
        return SIMPLE[self]


STATUS_LABELS = {
    Status.DRAFT: Text(id="Draf", en="Draft"),
    Status.SIGNED: Text(id="Ditandatangani, belum berlaku", en="Signed, not yet in force"),
    Status.IN_FORCE: Text(id="Berlaku", en="In force"),
    Status.EXPIRING: Text(id="Segera berakhir", en="Expiring"),
    Status.EXPIRED: Text(id="Berakhir", en="Expired"),
    Status.COMPLETED: Text(id="Selesai", en="Completed"),
    Status.TERMINATED: Text(id="Diakhiri", en="Terminated"),
    Status.REPLACED: Text(id="Digantikan", en="Replaced"),
    Status.UNKNOWN: Text(id="Tidak diketahui", en="Unknown"),
}
SIMPLE = {
    Status.DRAFT: "draft",
    Status.SIGNED: "draft",
    Status.IN_FORCE: "active",
    Status.EXPIRING: "active",
    Status.EXPIRED: "expired",
    Status.COMPLETED: "completed",
    Status.TERMINATED: "expired",
    Status.REPLACED: "expired",
    Status.UNKNOWN: "unknown",
}
LIVE = (Status.IN_FORCE, Status.EXPIRING)


class Ground(StrEnum):
    """Why an instrument ended: the eight grounds of UU 24/2000 art. 18, a to h."""

    AGREED = "agreed"
    ACHIEVED = "achieved"
    CHANGED = "changed"
    BREACHED = "breached"
    REPLACED = "replaced"
    NEW_NORM = "new_norm"
    OBJECT_LOST = "object_lost"
    NATIONAL_INTEREST = "national_interest"

    @property
    def letter(self) -> str:
        return "abcdefgh"[list(Ground).index(self)]

    @property
    def label(self) -> Text:
        return GROUND_LABELS[self]


GROUND_LABELS = {
    Ground.AGREED: Text(
        id="disepakati para pihak menurut prosedur dalam naskah",
        en="agreed by the parties by the procedure in the text",
    ),
    Ground.ACHIEVED: Text(id="tujuannya telah tercapai", en="its purpose has been achieved"),
    Ground.CHANGED: Text(
        id="perubahan mendasar yang memengaruhi pelaksanaannya",
        en="a fundamental change that affects its performance",
    ),
    Ground.BREACHED: Text(
        id="salah satu pihak tidak melaksanakan atau melanggar ketentuannya",
        en="a party did not perform it or breached it",
    ),
    Ground.REPLACED: Text(
        id="dibuat naskah baru yang menggantikannya", en="a new instrument replaces it"
    ),
    Ground.NEW_NORM: Text(
        id="muncul norma baru dalam hukum internasional",
        en="a new norm of international law has arisen",
    ),
    Ground.OBJECT_LOST: Text(id="objeknya hilang", en="its object has been lost"),
    Ground.NATIONAL_INTEREST: Text(
        id="terdapat hal yang merugikan kepentingan nasional",
        en="it harms the national interest",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """A prolongation of the same instrument, by months or up to a date.

    Signed after the end it is rejected (A6): what has ended cannot be extended.
    """

    signed_on: PartialDate | None = None
    months: int | None = None
    until: PartialDate | None = None
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """A snapshot of one instrument, all that the clock looks at.

    None means "not known". A date may be known to the month or to the year only.
    """

    signed_on: PartialDate | None = None
    in_force_from: PartialDate | None = None
    entry_rule: EntryRule | str = EntryRule.UNKNOWN
    entry_days: int = 0
    last_notification_on: PartialDate | None = None
    ratified_on: PartialDate | None = None

    rule: Rule | str = Rule.UNKNOWN
    months: int | None = None
    until: PartialDate | None = None
    renew_months: int | None = None  # None: for the same period again
    max_renewals: int | None = None  # None: without limit
    notice_months: int | None = None  # None: not known; 0: none needed
    extensions: tuple[Extension, ...] = field(default=())

    notice_given_on: PartialDate | None = None
    terminated_on: PartialDate | None = None
    termination_ground: Ground | str = ""
    completed_on: PartialDate | None = None
    is_completed: bool = False  # completed, on a day not known
    replaced_on: PartialDate | None = None
    replaced_by: str = ""

    last_act_on: PartialDate | date | None = None
    is_draft: bool = False

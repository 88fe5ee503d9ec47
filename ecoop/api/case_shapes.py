"""What the API answers of cases. What stands under `inside` and `file` is null for outsiders."""

from typing import Any

from ninja import Schema
from pydantic import Field

from ecoop.api.shapes import Words


class CaseInside(Schema):
    """What those inside BNPB see of a case in a list."""

    status: str
    since: str | None = Field(description="since when the turn has been where it is")
    next_due: str | None
    owner_unit: str | None
    last_act_on: str | None
    classification: str


class CaseItem(Schema):
    """One cooperation on its lawful way: its outline."""

    code: str = Field(examples=["KS-2026-0001"])
    title: Words
    track: str
    partners: list[str]
    stage: str
    turn: str = Field(description="ours, theirs, authority, or empty when nobody has to act")
    promised_on: str | None = Field(description="day of the next answer that was promised")
    url: str
    inside: CaseInside | None


class ActItem(Schema):
    """One recorded act; `facts` have the keys of docs/procedures.md."""

    step: str
    name: Words
    on: str
    recorded_at: str
    who: str
    by: str = Field(description="in which capacity, a code of the procedure's actors")
    note: str
    facts: dict[str, Any]
    is_superseded: bool = Field(description="corrected or taken back since")


class CaseFile(Schema):
    """What those see who read the acts of a case."""

    instrument: str | None
    acts: list[ActItem]
    standing: dict[str, Any] = Field(
        description="where it stands today: status, recorded, allowed, refused with rule and "
        "article, missing, turn, deadlines; the answer of `ecoop procedure explain --json`"
    )


class CaseRecord(CaseItem):
    """A whole case."""

    file: CaseFile | None


class Cases(Schema):
    total: int
    items: list[CaseItem]
    next: str | None

"""What the API answers: one declared shape for each record, in both languages."""

from ninja import Schema
from pydantic import Field


class Words(Schema):
    """The same words in Indonesian and English; equal where only one is known."""

    id: str
    en: str


class InstrumentItem(Schema):
    """One line of the register. Dates have day, month or year precision as the source gave them."""

    code: str = Field(examples=["KS-INT-2015-0007"])
    kind: str
    level: str
    title: Words
    partners: list[str]
    countries: list[str] = Field(description="ISO 3166-1 alpha-2")
    signed_on: str | None
    in_force_from: str | None
    status: str = Field(description="computed for today: draft, in_force, expiring, expired ...")
    is_dormant: bool = Field(description="no act recorded for 180 days")
    ends_between: tuple[str, str] | None = Field(
        description="first and last day the end may fall on"
    )
    notice_day: str | None = Field(
        description="last day for notice, where the notice period is known"
    )
    fields: list[str]
    phases: list[str]
    regions: list[str]
    classification: str
    url: str


class PartyItem(Schema):
    partner: str = Field(description="address name of the organisation")
    name: Words
    side: str
    number: str
    signatory: str
    office: str
    signed_on: str | None


class Report(Schema):
    """What one source said of one field."""

    field: str
    value: str
    source: str
    as_of: str
    is_current: bool


class Clock(Schema):
    status: str
    starts: str | None
    ends: str | None
    last_notice_day: str | None
    explanation: Words


class InstrumentRecord(InstrumentItem):
    """A whole instrument: facts, parties, what the clock says and what sources reported."""

    place_signed: str
    entry_rule: str
    entry_days: int
    last_notification_on: str | None
    ratified_on: str | None
    duration_rule: str
    months: int | None
    renew_months: int | None
    until: str | None
    notice_months: int | None
    notice_given_on: str | None
    status_written: str
    scope: Words
    hazards: list[str]
    parent: str | None
    source: str
    parties: list[PartyItem]
    clock: Clock
    reports: list[Report]


class PartnerItem(Schema):
    slug: str
    name: Words
    abbreviation: str
    kind: str
    country: str | None
    instruments: int
    url: str


class PartnerRecord(PartnerItem):
    aliases: list[str]
    parent: str | None
    website: str
    papers: list[InstrumentItem]


class CountryItem(Schema):
    iso2: str
    iso3: str
    name: Words
    instruments: int
    in_force: int
    engagements: int
    aid_received: int
    aid_given: int
    url: str


class Instruments(Schema):
    total: int
    items: list[InstrumentItem]
    next: str | None


class Partners(Schema):
    total: int
    items: list[PartnerItem]
    next: str | None


class Countries(Schema):
    total: int
    items: list[CountryItem]
    next: str | None


class Problem(Schema):
    """Why there is no answer, in both languages."""

    code: str
    message: Words

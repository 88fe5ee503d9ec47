"""Whether a report says something else than the record: pure, without a database.

Only facts that two sources cannot both be right about are compared. Titles, scopes and next steps
are told in everybody's own words, and a year does not contradict a day within it.
"""

from dataclasses import replace
from datetime import timedelta

from ecoop.core.dates import PartialDate, Span
from ecoop.core.words import fold
from ecoop.instruments.statuses import said

DATES = ("signed_on", "in_force_from", "until", "terminated_on", "completed_on")
FIELDS = (
    *DATES, "months", "notice_months", "duration_rule", "kind", "level", "place_signed",
    "status_written",
)  # fmt: skip
LEEWAY = timedelta(days=1)  # a term that is counted ends on its last day or on the day after


def fact(instrument, field: str) -> str:
    """What the record says of `field` as text; an end that follows from a period counts too."""
    value = getattr(instrument, field)
    if field == "until" and value is None and instrument.stage == "ending":
        span = _span_of_end(instrument)
        return span.partial.iso if span and span.partial else ""
    return "" if value is None else str(value)


def differs(instrument, field: str, reported: str) -> bool:
    """Whether `reported` cannot be true beside the record; never when either says nothing."""
    if field not in FIELDS or not reported:
        return False
    held = fact(instrument, field)
    if not held:
        return False
    if field == "status_written":
        return bool(said(held) and said(reported)) and said(held) != said(reported)
    if field in DATES:
        return not _same_time(instrument, field, held, reported)
    return fold(held) != fold(reported)


def marked(instrument, reports) -> list:
    """The reports (core.claims.Report), those open that do not count and say something else."""
    return [
        replace(one, is_open=not one.is_current and differs(instrument, one.field, one.value))
        for one in reports
    ]


def _same_time(instrument, field, held, reported) -> bool:
    try:
        one, other = Span.of(PartialDate.parse(held)), Span.of(PartialDate.parse(reported))
    except ValueError:  # a date in somebody's own words
        return fold(held) == fold(reported)
    is_counted = field == "until" and instrument.until is None
    leeway = LEEWAY if is_counted else timedelta(0)
    return one.first <= other.last + leeway and other.first <= one.last + leeway


def _span_of_end(instrument) -> Span | None:
    low, high = instrument.last_low, instrument.last_high
    return Span(low, high) if low and high else None

"""What the clock reads on one day: status, dates, alerts, and the words for them.

Two principles decide where a date is not known to the day. What is reported to have
happened (signing, entry into force, termination, completion) counts from the first
day on which it may have happened. What is only computed (an end) counts when its
last possible day has passed. In between the status is given with `is_certain` false.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from ecoop.core.bilingual import Text
from ecoop.core.dates import PartialDate, Span, add_months
from ecoop.core.workdays import WorkCalendar
from ecoop.instruments.clock.course import (
    Course,
    course_of,
    first_renewals,
    period_end,
)
from ecoop.instruments.clock.facts import LIVE, Facts, Rule, Status
from ecoop.instruments.clock.phrases import Sight
from ecoop.instruments.clock.steps import Step, steps_of
from ecoop.instruments.clock.words import explain

WINDOW_MONTHS = 12  # expiring: so many months before the last day for notice
DORMANT_DAYS = 180  # dormant: so many whole days without any act (domain.md 9.5)
ALERT_MONTHS = (12, 9, 6, 3, 1)  # before the last day for notice, not before the end (2.5)


@dataclass(frozen=True, slots=True)
class Alert:
    """A day on which somebody should be told."""

    months: int
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The answer for one day. Dates are spans: `.iso`, `.words(lang)`, `.first`, `.last`."""

    on: date
    status: Status
    is_certain: bool
    is_dormant: bool
    starts: Span | None
    ends: Span | None  # the last day in force by text or notice; or the day it was closed on
    last_notice_day: Span | None  # of the running period
    next_notice_day: Span | None  # AUTO_RENEW: the next one that has not passed; else the same
    next_renewal: Span | None  # AUTO_RENEW: the day the running period renews itself
    alerts: tuple[Alert, ...]
    sight: Sight
    calendar: WorkCalendar | None = None

    @property
    def explanation(self) -> Text:
        """Why, in whole sentences; made when asked for, so that lists cost nothing."""
        return explain(self.sight)

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps of reasoning, each with its rule and source; made when asked for."""
        return steps_of(self.sight, self.calendar)

    @property
    def is_in_force(self) -> bool:
        return self.status in LIVE

    def as_dict(self) -> dict[str, Any]:
        """As JSON; the keys are described in docs/clock.md."""
        return {
            "on": self.on.isoformat(),
            "status": self.status.value,
            "status_label": self.status.label.as_dict(),
            "status_simple": self.status.simple,
            "certain": self.is_certain,
            "in_force": self.is_in_force,
            "dormant": self.is_dormant,
            "starts_on": _iso(self.starts),
            "ends_on": _iso(self.ends),
            "last_notice_day": _iso(self.last_notice_day),
            "next_notice_day": _iso(self.next_notice_day),
            "next_renewal": _iso(self.next_renewal),
            "alerts": [{"months": each.months, "on": each.on.isoformat()} for each in self.alerts],
            "explanation": self.explanation.as_dict(),
            "steps": [step.as_dict() for step in self.steps],
        }


def reading(
    facts: Facts,
    on: date,
    *,
    window_months: int = WINDOW_MONTHS,
    dormant_days: int = DORMANT_DAYS,
    alert_months: tuple[int, ...] = ALERT_MONTHS,
    calendar: WorkCalendar | None = None,
) -> Reading:
    """Read the clock of one instrument on a day.

    All facts are taken as they are recorded now, also those dated after `on`. With a
    `calendar` the steps say on which working day a notice must leave the house.
    """
    course = course_of(facts)
    status = status_on(course, on, window_months=window_months)
    is_certain = is_sure(course, status, on)
    is_dormant = status in LIVE and slept(course, on, dormant_days)
    renewal, notice, next_notice = ahead(course, on)
    closes = course.closing
    is_closed = closes is not None and status == closes.status
    anchor = None if is_closed or course.facts.is_draft else course.alert_anchor
    sight = Sight(
        course=course,
        on=on,
        status=status,
        is_certain=is_certain,
        is_dormant=is_dormant,
        notice=notice,
        next_notice=next_notice,
        renewal=renewal,
        quiet_since=last_act(course),
    )
    return Reading(
        on=on,
        status=status,
        is_certain=is_certain,
        is_dormant=is_dormant,
        starts=course.begins,
        ends=closes.on if closes else course.ends,
        last_notice_day=notice,
        next_notice_day=next_notice,
        next_renewal=renewal,
        alerts=alerts_of(next_notice or renewal or anchor, alert_months),
        sight=sight,
        calendar=calendar,
    )


def status_on(course: Course, on: date, *, window_months: int) -> Status:
    """The status on a day; `index.status_sql` says the same in SQL."""
    if course.facts.is_draft:
        return Status.DRAFT
    closed_from = course.closed_from
    if course.closing and closed_from and on >= closed_from:
        return course.closing.status
    if course.earliest and on < course.earliest.first:
        signed = course.signed
        return Status.SIGNED if signed and on >= signed.first else Status.DRAFT
    if course.ends and on > course.ends.last and not course.closing:
        return Status.EXPIRED
    if not course.is_validity_known:
        return Status.UNKNOWN
    anchor = course.alert_anchor
    if anchor and on >= add_months(anchor.first, -window_months):
        return Status.EXPIRING
    return Status.IN_FORCE


def is_sure(course: Course, status: Status, on: date) -> bool:
    """Whether the status would be the same whatever the days not known turn out to be."""
    if course.contradiction and not course.facts.is_draft:
        return False
    if status in (Status.DRAFT, Status.SIGNED):
        return course.facts.is_draft or course.signed is None or not _within(course.signed, on)
    if status in (Status.TERMINATED, Status.COMPLETED, Status.REPLACED):
        return is_closing_sure(course, on)
    if status == Status.UNKNOWN or course.is_assumed:
        return False
    if status == Status.EXPIRED:
        return course.earliest is None or on >= course.earliest.last
    started = course.begins is not None and on >= course.begins.last
    return started and all(on <= end.first for end in course.computed_ends)


def is_closing_sure(course: Course, on: date) -> bool:
    """Whether the closing has certainly happened, before the end and before its rivals."""
    closing = course.closing
    closes = closing.on if closing and not closing.is_cut else None
    if closes is None or on < closes.last or course.is_assumed:
        return False
    later = [rival.on for rival in course.rivals if rival.on]
    later += [course.ends] if course.ends else []
    return all(closes.last <= other.first for other in later)


def _within(span: Span, on: date) -> bool:
    return span.first <= on < span.last


def last_act(course: Course) -> Span | None:
    """The last act that is known: as recorded, else entry into force or signing."""
    recorded = course.facts.last_act_on
    if recorded:
        return PartialDate.of(recorded).span
    return course.earliest


def slept(course: Course, on: date, days: int) -> bool:
    """Whether so many whole days without an act have certainly passed: on the last of them an act
    may still come, so that it sleeps from the day after."""
    act = last_act(course)
    return act is not None and on - act.last > timedelta(days=days)


def ahead(course: Course, on: date) -> tuple[Span | None, Span | None, Span | None]:
    """As seen from `on`: the next renewal, the last day for notice of the running period,
    and the next last day for notice that has not passed."""
    facts = course.facts
    if course.closing or facts.is_draft:
        return None, None, None
    if facts.rule != Rule.AUTO_RENEW:
        return None, course.notice, course.notice
    back = facts.notice_months or 0
    running = upcoming_end(course, on, back=0)
    noticed = upcoming_end(course, on, back=back)
    if running is None or noticed is None:
        return None, None, None
    renewal = running if running != course.ends else None
    if facts.notice_months is None:
        return renewal, None, None
    return renewal, running.plus_months(-back), noticed.plus_months(-back)


def upcoming_end(course: Course, on: date, *, back: int) -> Span | None:
    """The end of the first period whose end, less `back` months, has not passed by `on`."""
    count = first_renewals(course.facts, course.begins, on, back=back)
    if count is None:
        return None
    end = period_end(course.facts, course.begins, count)
    return course.ends if end and course.ends and end > course.ends else end


def alerts_of(anchor: Span | None, months: tuple[int, ...]) -> tuple[Alert, ...]:
    """The days to be told, so many months before the anchor's first possible day."""
    if anchor is None:
        return ()
    return tuple(Alert(each, add_months(anchor.first, -each)) for each in months)


def _iso(span: Span | None) -> str | None:
    return span.iso if span else None

"""The few columns from which SQL tells the status of many instruments on any day.

`bounds` is the only maker of these columns; a test proves that `status_sql` and
`reading` agree. The columns repeat computed values and are never typed.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from ecoop.core.dates import PartialDate
from ecoop.instruments.clock.course import Course, course_of, period_end
from ecoop.instruments.clock.facts import Facts, Status

CLOSED_STAGES = ("terminated", "completed", "replaced")
STAGES = ("draft", "ending", "endless", "renewing", "unknown", *CLOSED_STAGES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """Derived columns. Any day on which something may have fallen lies within them."""

    stage: str  # what happens between first and last day: one of STAGES
    signed_on: PartialDate | None  # as in the facts; the column is the fact itself
    first_day: date | None  # the first day on which it may have entered into force
    last_low: date | None  # the first possible last day ...
    last_high: date | None  # ... and the last possible one; it is over on the day after
    notice_day: date | None  # last day for notice, else the end; renewing: of the first period


def bounds(facts: Facts) -> Bounds:
    """The index columns of one instrument."""
    course = course_of(facts)
    low, high = last_days(course)
    return Bounds(
        stage=stage_of(course),
        signed_on=facts.signed_on,
        first_day=course.begins.first if course.begins else None,
        last_low=low,
        last_high=high,
        notice_day=notice_day(course),
    )


def stage_of(course: Course) -> str:
    if course.facts.is_draft:
        return "draft"
    if course.closing:
        return course.closing.status.value
    if not course.is_validity_known:
        return "unknown"
    if course.ends:
        return "ending"
    return "renewing" if course.renews else "endless"


def last_days(course: Course) -> tuple[date | None, date | None]:
    """The first and last possible last day; for a closing the day before it may have been."""
    closed, closing = course.closed_from, course.closing
    if closing and closing.by_notice and closing.on:
        return closing.on.first, closing.on.last
    if closed:
        day = closed - timedelta(days=1) if closed > date.min else closed
        return day, day
    return (course.ends.first, course.ends.last) if course.ends else (None, None)


def notice_day(course: Course) -> date | None:
    if course.renews and not course.closing:
        end = period_end(course.facts, course.begins, 0)
        return end.plus_months(-(course.facts.notice_months or 0)).first if end else None
    return course.alert_anchor.first if course.alert_anchor else None


def status_sql(*, on: str = "%(on)s", prefix: str = "", window_months: int = 12) -> str:
    """A CASE over the index columns that answers the status on a day, as `reading` does.

    `on` is the SQL of the day (a placeholder), `prefix` the table's alias with its dot.
    Neither may come from a user. Months are counted as in `dates.add_months`.
    """
    cases = _cases(on=on, prefix=prefix, window_months=window_months)
    lines = "".join(f"  when {condition} then '{status}'\n" for condition, status in cases)
    return f"case\n{lines}  else 'in_force'\nend"


def where_sql(
    *statuses: Status | str, on: str = "%(on)s", prefix: str = "", window_months: int = 12
) -> str:
    """A condition for one of several statuses, the same as asking `status_sql`.

    It has no CASE but ranges of columns, so that the planner can weigh its parts and choose an
    index by how many rows will pass.
    """
    known = _conditions(on=on, prefix=prefix, window_months=window_months)
    return "(" + " or ".join(f"({known[Status(status)]})" for status in statuses) + ")"


def _conditions(*, on: str, prefix: str, window_months: int) -> dict[Status, str]:
    """Each status by itself: what `_cases` says in turn, with the earlier cases taken out."""
    p, cases = prefix, _named_cases(on=on, prefix=prefix, window_months=window_months)
    day, later, signed = f"({on})::date", cases["later"], cases["signed"]
    closed = f"{p}stage in {CLOSED_STAGES} and {p}last_high < {day}"
    unbegun = f"({closed}) is not true and {later}"
    begun = (
        f"({p}first_day <= {day} or {p}first_day is null and"
        f" ({p}signed_on is null or {p}signed_on <= to_char({day}, 'YYYY-MM-DD')))"
    )
    lasting = f"{begun} and {cases['over'].replace(' < ', ' >= ')}"
    window = f"{p}notice_day <= {_window_end(day, window_months)}"
    return {
        Status.DRAFT: f"{p}stage = 'draft' or {unbegun} and ({signed}) is not true",
        **{Status(stage): cases[stage] for stage in CLOSED_STAGES},
        Status.SIGNED: f"{p}stage <> 'draft' and {unbegun} and {signed}",
        Status.EXPIRED: f"{p}stage not in {('draft', *CLOSED_STAGES)} and {begun} and {cases['over']}",
        Status.UNKNOWN: f"{p}stage = 'unknown' and {lasting}",
        Status.EXPIRING: f"{p}stage not in ('draft', 'unknown', 'renewing') and {lasting} and {window}",
        Status.IN_FORCE: f"{p}stage not in ('draft', 'unknown') and {lasting} and"
        f" ({p}stage = 'renewing' or {p}notice_day is null or not {window})",
    }


def _window_end(day: str, months: int) -> str:
    """The last day from which `months` months back, clamped to the month's end, is `day` or before."""
    later = f"({day} + interval '{int(months)} months')"
    month_end = f"(date_trunc('month', {later}) + interval '1 month - 1 day')"
    return f"(case when extract(day from {day} + 1) = 1 then {month_end} else {later} end)::date"


def _cases(*, on: str, prefix: str, window_months: int) -> list[tuple[str, Status]]:
    """(condition, status) in the order in which they are asked; if none holds: in force."""
    case = _named_cases(on=on, prefix=prefix, window_months=window_months)
    return [
        (f"{prefix}stage = 'draft'", Status.DRAFT),
        *((case[stage], Status(stage)) for stage in CLOSED_STAGES),
        (f"{case['later']} and {case['signed']}", Status.SIGNED),
        (case["later"], Status.DRAFT),
        (case["over"], Status.EXPIRED),
        (f"{prefix}stage = 'unknown'", Status.UNKNOWN),
        (case["lapsing"], Status.EXPIRING),
    ]


def _named_cases(*, on: str, prefix: str, window_months: int) -> dict[str, str]:
    """The conditions of which statuses are made."""
    day, p = f"({on})::date", prefix
    text = f"to_char({day}, 'YYYY-MM-DD')"
    return {
        "later": f"coalesce({p}first_day > {day}, {p}signed_on > {text}, false)",
        "signed": f"{p}signed_on <= {text}",
        # never null, and spelt as the index that lists are sorted by: it can skip what is over
        "over": f"case when {p}last_high is null then '9999-12-31'::date"
        f" else {p}last_high end < {day}",
        "lapsing": f"({p}notice_day - interval '{int(window_months)} months')::date <= {day}"
        f" and {p}stage <> 'renewing'",
        **{stage: f"{p}stage = '{stage}' and {p}last_high < {day}" for stage in CLOSED_STAGES},
    }


def dormant_sql(
    *, on: str = "%(on)s", prefix: str = "", days: int = 180, window_months: int = 12
) -> str:
    """A condition: in force, and no act for so many whole days by the column `last_act_at`."""
    day = f"({on})::date"
    status = status_sql(on=on, prefix=prefix, window_months=window_months)
    return (
        f"(({prefix}last_act_at at time zone 'Asia/Jakarta')::date < {day} - {int(days)} "
        f"and {status} in ('in_force', 'expiring'))"
    )


def next_notice_sql(*, on: str = "%(on)s", prefix: str = "") -> str:
    """The next last day for notice on or after a day; what does not renew itself has but one.

    Needs the facts' columns months, until, renew_months, notice_months beside the index.
    The periods of a renewing instrument count from its beginning, as in `course.period_end`.
    """
    day, p = f"({on})::date", prefix
    length = f"coalesce({p}renew_months, {p}months)"
    months = f"coalesce({p}months, 0)"
    begin = (
        f"case when {p}until is null then {p}first_day::timestamp"
        f" else left({p}until || '-01-01', 10)::timestamp end"
    )
    behind = (
        f"((extract(year from {day}) - extract(year from {p}notice_day)) * 12"
        f" + extract(month from {day}) - extract(month from {p}notice_day))::int / {length}"
    )
    first = f"case when {p}until is null then {months} else 0 end"
    return f"""case when {p}stage = 'renewing' and {p}notice_day is not null then (
  select min(notice) from generate_series(greatest(0, {behind} - 1), greatest(0, {behind}) + 2) k,
  lateral (select (({begin} + make_interval(months => {first} + k * {length}))::date
    - make_interval(months => coalesce({p}notice_months, 0)))::date as notice) period
  where notice >= {day}
) else {p}notice_day end"""  # noqa: S608

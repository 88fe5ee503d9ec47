"""The clock's answer inside queries: status, dormancy and contradiction on any day."""

from datetime import date

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    DateField,
    Exists,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast, Coalesce, Concat

from ecoop.core.fields import InstantText, PartialDateField
from ecoop.instruments import statuses
from ecoop.instruments.clock import (
    Status,
    dormant_sql,
    next_notice_sql,
    status_sql,
    where_sql,
)
from ecoop.instruments.models import Link
from ecoop.instruments.queries import WAITING

TABLE = '"instruments_instrument".'
FOLLOWING = (Link.Kind.RENEWS, Link.Kind.REPLACES)
CHANGING = (Link.Kind.EXTENDS, Link.Kind.AMENDS)


def status_at(on: date, table: str = TABLE):
    """An expression: the status of each row on a day, as `clock.reading` would say. `table` has the
    index columns."""
    return RawSQL(status_sql(on=f"'{on.isoformat()}'", prefix=table), [], CharField())  # noqa: S611 - a date


def among(statuses, on: date):
    """A condition: the status on a day is one of these; unknown words are nobody's status."""
    known = [status for status in statuses if status in set(Status)]
    sql = where_sql(*known, on=f"'{on.isoformat()}'", prefix=TABLE) if known else "false"
    return RawSQL(sql, [], BooleanField())  # noqa: S611 - a date and known words


def dormant(on: date):
    """An expression: in force, and no act for 180 days."""
    return RawSQL(dormant_sql(on=f"'{on.isoformat()}'", prefix=TABLE), [], BooleanField())  # noqa: S611 - a date


def next_notice(on: date):
    """An expression: the next last day for notice; what renews itself has one in each period."""
    return RawSQL(next_notice_sql(on=f"'{on.isoformat()}'", prefix=TABLE), [], DateField())  # noqa: S611 - a date


def told_notice(on: date):
    """An expression: as `next_notice`, but null where nobody knows how long before the end notice
    must be given; the end itself is then the day to watch, not a day for notice."""
    sql = next_notice_sql(on=f"'{on.isoformat()}'", prefix=TABLE)
    known = f"case when {TABLE}notice_months is not null then {sql} end"
    return RawSQL(known, [], DateField())  # noqa: S611 - a date


def told_end():
    """An expression: the day that was reported as the end, as exactly as it was; null without one.

    The index columns hold the day before its first possible day, from which statuses follow. What
    was replaced ended as the later paper began, if the asker may see that.
    """
    by_text = Case(
        When(later__entry_rule__in=WAITING, then=Cast("later__first_day", CharField())),
        default="later__signed_on",
        output_field=PartialDateField(),
    )
    began = Coalesce("later__in_force_from", by_text, output_field=PartialDateField())
    links = Link.objects.filter(
        earlier=OuterRef("pk"), kind=Link.Kind.REPLACES, later__withdrawn_at=None
    )
    later = Subquery(links.order_by("later__signed_on", "pk").values(began=began)[:1])
    return Case(
        When(stage="completed", then="completed_on"),
        When(stage="terminated", then="terminated_on"),
        When(stage="replaced", then=later),
        output_field=PartialDateField(),
    )


def undecided() -> Q:
    """A condition: nobody has decided yet what comes after the end of this paper.

    A paper that was renewed or replaced by a signed one asks for nothing more, and one that extends
    or amends another goes on and ends with it: there the other paper asks (UU 24/2000 art. 16, 18).
    """
    followed = Link.objects.filter(
        earlier=OuterRef("pk"), kind__in=FOLLOWING, later__withdrawn_at=None
    ).exclude(later__stage="draft")
    part = Link.objects.filter(later=OuterRef("pk"), kind__in=CHANGING, earlier__withdrawn_at=None)
    return ~(Exists(followed) | Exists(part))


def stamp():
    """An expression: another text for every writing of a row, and the same until the next one.

    The transaction that wrote it and the place it stands in: PostgreSQL's own, so nobody has to
    remember to change it.
    """
    return RawSQL(f"{TABLE}xmin::text || {TABLE}ctid::text", [], CharField())  # noqa: S611 - constants


def active_at():
    """An expression: when something was last done, read only by who looks at it."""
    return RawSQL(f"{TABLE}last_act_at::text", [], InstantText())  # noqa: S611 - a constant


def contradiction() -> Q:
    """A condition on rows annotated with `status`: what somebody wrote cannot be true beside it,
    and nobody has settled just this difference."""
    condition = Q()
    for said, agrees in statuses.AGREES.items():
        condition |= Q(status_said=said) & ~Q(status__in=[*sorted(agrees), "unknown"])
    settled = Concat("status_said", Value("/"), "status", output_field=CharField())
    return condition & ~Q(status_settled=settled)

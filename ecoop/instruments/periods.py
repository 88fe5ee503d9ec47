"""An instrument as a bar of time, from its derived columns."""

from typing import Any

from ecoop.core.dates import Span
from ecoop.core.drawings import Period

LIVE = ("in_force", "expiring")


def period(item: Any, *, status: str) -> Period:
    """The bar of one instrument: a model, or a row of `instruments.listing`."""
    known = item.last_low and item.last_high
    return Period(
        item=item,
        starts=item.in_force_from or item.signed_on,
        ends=Span(item.last_low, item.last_high) if known else None,
        notice=item.notice_day if status in LIVE else None,
        is_open=not known and status in LIVE,
        status=status,
    )

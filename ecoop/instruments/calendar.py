"""Days that matter as a calendar: the last day for notice of each instrument (RFC 5545)."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from django.utils.translation import gettext as _

from ecoop.instruments.columns import title

HEAD = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//BNPB//e-Cooperation//EN", "CALSCALE:GREGORIAN")


class Event(NamedTuple):
    """Whole days, the first and the last one, and what they are about."""

    uid: str
    first: date
    last: date
    words: str
    about: str


def notices(rows: Iterable) -> bytes:
    """Whole-day events, one for each row that has a last day for notice."""
    return calendar(
        Event(f"{row.code}-notice", row.notice_day, row.notice_day,
              _("Last day for notice: %(title)s") % {"title": title(row)}, row.code)
        for row in rows if row.notice_day
    )  # fmt: skip


def calendar(events: Iterable[Event]) -> bytes:
    """The events as a calendar that any program can subscribe to."""
    stamp = f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    lines = [*HEAD]
    for event in events:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{event.uid}@ecoop",
            f"DTSTAMP:{stamp}",
            f"DTSTART;VALUE=DATE:{event.first:%Y%m%d}",
            f"DTEND;VALUE=DATE:{event.last + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_escaped(event.words)}",
            f"DESCRIPTION:{_escaped(event.about)}",
            "END:VEVENT",
        ]
    return "\r\n".join(_folded([*lines, "END:VCALENDAR", ""])).encode()


def _escaped(text: str) -> str:
    for mark in ("\\", ";", ","):
        text = text.replace(mark, f"\\{mark}")
    return text.replace("\n", "\\n")


def _folded(lines: Iterable[str]) -> Iterable[str]:
    """No line is longer than 75 octets; a continuation begins with a blank."""
    for line in lines:
        while len(line.encode()) > 75:
            cut = 70
            while len(line[:cut].encode()) > 74:
                cut -= 1
            yield line[:cut]
            line = f" {line[cut:]}"  # noqa: PLW2901 - the rest of the same line
        yield line

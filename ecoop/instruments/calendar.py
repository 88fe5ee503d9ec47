"""Days that matter as a calendar: the last day for notice and the end of instruments (RFC 5545)."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from django.utils.translation import gettext as _

from ecoop.core.shown import language
from ecoop.instruments.columns import ends, title

HEAD = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//BNPB//e-Cooperation//EN", "CALSCALE:GREGORIAN")


class Event(NamedTuple):
    """Whole days, the first and the last one, and what they are about."""

    uid: str
    first: date
    last: date
    words: str
    about: str


def deadlines(rows: Iterable) -> bytes:
    """Whole-day events for each row: its last day for notice and its end, where they are known.

    An end of which only the month is known takes the whole month, of which only the year its last
    possible day; the words say how much is known.
    """
    return calendar(event for row in rows for event in (*_notice(row), *_end(row)))


def _notice(row) -> Iterator[Event]:
    if row.notice_day:
        words = _("Last day for notice: %(title)s") % {"title": title(row)}
        yield Event(f"{row.code}-notice", row.notice_day, row.notice_day, words, row.code)


def _end(row) -> Iterator[Event]:
    known = ends(row)
    if known is None:
        return
    first, last = known.first, known.last
    exactly = first == last
    words = _("Ends: %(title)s") if exactly else _("Ends (%(when)s): %(title)s")
    said = words % {"title": title(row), "when": known.words(language())}
    is_short = last - first < timedelta(days=31)
    yield Event(f"{row.code}-end", first if is_short else last, last, said, row.code)


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

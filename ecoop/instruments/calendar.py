"""Days that matter as a calendar: the last day for notice of each instrument (RFC 5545)."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from django.utils.translation import gettext as _

from ecoop.instruments.columns import title

HEAD = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//BNPB//e-Cooperation//EN", "CALSCALE:GREGORIAN")


def notices(rows: Iterable) -> bytes:
    """Whole-day events, one for each row that has a last day for notice."""
    stamp = f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    lines = [*HEAD]
    for row in rows:
        if row.notice_day:
            words = _("Last day for notice: %(title)s") % {"title": title(row)}
            lines += [
                "BEGIN:VEVENT",
                f"UID:{row.code}-notice@ecoop",
                f"DTSTAMP:{stamp}",
                f"DTSTART;VALUE=DATE:{row.notice_day:%Y%m%d}",
                f"DTEND;VALUE=DATE:{row.notice_day + timedelta(days=1):%Y%m%d}",
                f"SUMMARY:{_escaped(words)}",
                f"DESCRIPTION:{_escaped(row.code)}",
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

"""The day of signing and the period that only a title gives, for want of columns."""

import re

from ecoop.matrix.reading.kinds import first_kind
from ecoop.matrix.reading.words import one_line
from ecoop.matrix.reading.written_dates import find_dates, prepared

_PERIOD = re.compile(
    r"(?P<said>\b(?:periode|period|masa|tahun|ta|years?|for|untuk)\s+|[(,:]\s*|\s)"
    r"(?P<years>(?:19|20)\d\d\s?(?:[-\u2013\u2014/]|s\.?d\.?|s/d|sampai(?: dengan)?|hingga|to|until)\s?(?:19|20)\d\d)"
    r"(?=\s*[).,;]?\s*$|\s*[).,;(])",
    re.IGNORECASE,
)
_END = re.compile(
    r"\b(?:s\.?\s?d\.?|s/d|sampai(?: dengan)?|hingga|until|till)\s+(?:tanggal\s+|tgl\.?\s+)?(?:\d[^;\n)]{3,24}"
    r"|[A-Za-z]{3,9}\.? (?:19|20)\d\d)",
    re.IGNORECASE,
)
# Before the day of a paper: a bracket or comma, perhaps the place, or a word that says so.
_BEFORE_DAY = re.compile(
    r"(?:[(,;-]\s*(?:di\s+|in\s+)?(?:[A-Z][\w.'-]+(?:\s[A-Z][\w.'-]+){0,3}\s*,?\s*)?"
    r"|\b(?i:tanggal|tgl\.?|tertanggal|dated|ttd\.?|signed(?: on)?)[\s:]*)$"
)
# The day on which the earth shook is no day of signing.
_EVENT = re.compile(
    r"\b(?:gempa(?:\s?bumi)?|tsunami|banjir(?: bandang)?|erupsi|letusan|longsor|siklon|topan|badai"
    r"|earthquake|floods?|cyclone|typhoon|eruption|landslides?)\b[\s,(]*(?:di |in )?"
    r"(?:[A-Z][\w.'-]+[\s,(]*){0,3}$",
    re.IGNORECASE,
)
_YEAR_LAST = re.compile(r"(?:\((?:tahun )?|\btahun\s|,\s)((?:19|20)\d\d)\)?\.?\s*$", re.IGNORECASE)
_PLANS = {"plan_of_action", "programme", "project", "other", ""}  # a year is what they are for


def day_in_title(title: str) -> str:
    """The ISO date on which a title says that its paper was signed, "" when it says none.

    >>> day_in_title("MoU Kesiapsiagaan (Jakarta, 3 Mei 2018)")
    '2018-05-03'
    """
    line = one_line(title)[:500]
    plain = prepared(line)
    if len(plain) != len(line):  # spelled numbers: places in the two no longer agree
        line = plain
    days = [
        date
        for date in find_dates(plain)
        if len(date.iso) == 10
        and _BEFORE_DAY.search(line[: date.start])
        and not _EVENT.search(line[: date.start])
    ]
    if len(days) == 1:
        return days[0].iso
    year = _YEAR_LAST.search(line)
    if days or year is None or _kind(line) in _PLANS or _EVENT.search(line[: year.start()]):
        return ""
    return year[1]


def period_in_title(title: str) -> str:
    """The words of a title that say how long its paper holds: "2019-2024", "s.d. 31 Mei 2025"."""
    line = one_line(title)[:500]
    found = _END.search(line)
    if found is not None:
        return found[0]
    found = _PERIOD.search(line)
    if found is None or not found["said"].strip() and _kind(line) not in _PLANS:
        return ""  # "MoU on the plan 2020-2024" does not hold as long as that plan
    return found["years"]


def _kind(line: str) -> str:
    return (first_kind(line) or ("", 0))[0]

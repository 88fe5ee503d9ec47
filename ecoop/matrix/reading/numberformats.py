"""What an Excel number format shows: a date, how much of it, or words beside a number."""

import datetime as dt
import re
from functools import lru_cache

_BUILT_IN_DATES = {14, 15, 16, 17, 22, *range(27, 32), 34, 35, 36, *range(50, 59)}
_BUILT_IN_MONTHS = {17}
_QUOTED = re.compile(r'"([^"]*)"|\\(.)|_.|\*.')
_BRACKETED = re.compile(r"\[(?!h|hh|m|mm|s|ss\])[^\]]*\]", re.IGNORECASE)
_LOCALE_DATE = re.compile(r"\[\$-?f[84]00\]", re.IGNORECASE)
_EPOCH = dt.date(1899, 12, 30)
_EPOCH_1904 = dt.date(1904, 1, 1)


@lru_cache(maxsize=4096)
def date_precision(number_format: int, code: str) -> str:
    """ "day", "month" or "year" for a format that shows a date, else ""."""
    if not code:
        if number_format in _BUILT_IN_MONTHS:
            return "month"
        return "day" if number_format in _BUILT_IN_DATES else ""
    if _LOCALE_DATE.search(code):
        return "day"
    bare = _BRACKETED.sub("", _QUOTED.sub("", code.split(";")[0])).lower()
    bare = bare.replace("general", "").replace("am/pm", "").replace("a/p", "")
    bare = bare.replace("t", "y").replace("j", "y") if re.search(r"[tj]{2,}", bare) else bare
    if "e+" in bare or "e-" in bare or re.search(r"[0#?]", bare):
        return ""
    if "y" not in bare and not ("d" in bare and "m" in bare):
        return ""
    if "d" in bare:
        return "day"
    return "month" if "m" in bare else "year"


@lru_cache(maxsize=4096)
def words_around(code: str) -> tuple[str, str]:
    """Literal words that a format puts before and after a number: `0 "tahun"`."""
    first = code.split(";")[0]
    found = re.search(r"[0#?](?:[0#?.,]*)", first)
    if not found or '"' not in first and "\\" not in first:
        return "", ""
    return _literal(first[: found.start()]), _literal(first[found.end() :])


def _literal(part: str) -> str:
    words = "".join(quoted or escaped for quoted, escaped in re.findall(r'"([^"]*)"|\\(.)', part))
    return words.strip() if any(letter.isalpha() for letter in words) else ""


def date_of_serial(serial: float, *, from_1904: bool = False) -> dt.date | None:
    """The day of an Excel serial number; None outside the years 1900 to 9999."""
    if not 1 <= serial < 2_958_466:
        return None
    if from_1904:
        return _EPOCH_1904 + dt.timedelta(days=int(serial))
    days = int(serial) if serial >= 61 else int(serial) + 1
    return _EPOCH + dt.timedelta(days=days)


def number_text(number: float) -> str:
    """A number as Excel's General format writes it."""
    if number == int(number) and abs(number) < 1e15:
        return str(int(number))
    return f"{number:.10g}"

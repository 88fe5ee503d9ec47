"""The functions of a spreadsheet that matrices use to compute dates, statuses and words."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from ecoop.matrix.reading.numberformats import date_of_serial, number_text
from ecoop.matrix.reading.written_dates import find_dates, plus_months, prepared

Value = float | str | bool | list[float | str | bool]
Single = float | str | bool
Given = list[Value | Exception]
_EPOCH = dt.date(1899, 12, 30)


class NotComputable(Exception):
    """The formula uses something that is not understood here."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What functions without arguments look at: the day of TODAY() and the row of ROW()."""

    today: dt.date
    row: int


def serial_of(day: dt.date) -> float:
    """Excel's number of a day."""
    return float((day - _EPOCH).days)


def as_single(value: Value) -> Single:
    """A value that is no range; raises NotComputable."""
    if isinstance(value, list):
        raise NotComputable
    return value


def as_number(value: Value) -> float:
    value = as_single(value)
    if not isinstance(value, str):
        return float(value)
    if not value.strip():
        return 0.0
    dates = [date.iso for date in find_dates(prepared(value)) if len(date.iso) == 10]
    if len(dates) == 1:
        return serial_of(dt.date.fromisoformat(dates[0]))
    return float(value.replace(",", "."))


def as_text(value: Value) -> str:
    value = as_single(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return value if isinstance(value, str) else number_text(value)


def compared(left: Value, sign: str, right: Value) -> bool:
    """The truth of a comparison; an empty cell equals both "" and 0, text is above all numbers."""
    one, two = (as_single(value) for value in (left, right))
    if one == "" and not isinstance(two, str):
        one = 0.0
    if two == "" and not isinstance(one, str):
        two = 0.0
    if isinstance(one, str) != isinstance(two, str):
        order = 1 if isinstance(one, str) else -1
    else:
        a, b = (value.lower() if isinstance(value, str) else float(value) for value in (one, two))
        order = (a > b) - (a < b)  # type: ignore[operator]
    return {"=": order == 0, "<>": order != 0, "<": order < 0, ">": order > 0,
            "<=": order <= 0, ">=": order >= 0}[sign]  # fmt: skip


def end_of_argument(text: str, start: int) -> int:
    """Where the argument that begins at `start` ends: the next separator outside brackets."""
    depth, is_quoted = 0, False
    for at in range(start, len(text)):
        sign = text[at]
        if sign == '"':
            is_quoted = not is_quoted
        elif not is_quoted:
            if depth == 0 and sign in ",;)":
                return at
            depth += (sign == "(") - (sign == ")")
    raise NotComputable


def _known(given: Given) -> list[Value]:
    for one in given:
        if isinstance(one, Exception):
            raise one
    return [one for one in given if not isinstance(one, Exception)]


def _flat(given: Given) -> list[Single]:
    return [each for one in _known(given) for each in (one if isinstance(one, list) else [one])]


def _numbers(given: Given) -> list[float]:
    return [float(one) for one in _flat(given) if not isinstance(one, (str, bool))]


def _day(value: Value) -> dt.date:
    day = date_of_serial(as_number(value))
    if day is None:
        raise NotComputable
    return day


def _edate(given: Given, _: Surroundings) -> Value:
    day, months = _known(given)
    return serial_of(_moved(_day(day), int(as_number(months))))


def _moved(day: dt.date, months: int) -> dt.date:
    return dt.date.fromisoformat(plus_months(day.isoformat(), months))


def _eomonth(given: Given, _: Surroundings) -> Value:
    day, months = _known(given)
    return serial_of(_moved(_day(day).replace(day=1), int(as_number(months)) + 1)) - 1


def _date(given: Given, _: Surroundings) -> Value:
    year, month, day = (int(as_number(part)) for part in _known(given))
    first = dt.date(year if year > 1900 else year + 1900, 1, 1)
    return serial_of(_moved(first, month - 1)) + day - 1


def _datevalue(given: Given, _: Surroundings) -> Value:
    return as_number(as_text(_known(given)[0]))


def _if(given: Given, _: Surroundings) -> Value:
    (test,) = _known(given[:1])
    chosen = given[1] if _truth(test) else given[2] if len(given) > 2 else False
    if isinstance(chosen, Exception):
        raise chosen
    return chosen


def _ifs(given: Given, _: Surroundings) -> Value:
    for test, value in zip(given[::2], given[1::2], strict=True):
        if _truth(_known([test])[0]):
            return _known([value])[0]
    raise NotComputable


def _iferror(given: Given, _: Surroundings) -> Value:
    first, second = given
    return _known([second])[0] if isinstance(first, Exception) else first


def _truth(value: Value) -> bool:
    value = as_single(value)
    if isinstance(value, str):
        if value.strip():
            raise NotComputable
        return False
    return bool(value)


def _datedif(given: Given, _: Surroundings) -> Value:
    first, last, unit = _known(given)
    start, end = _day(first), _day(last)
    months = (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)
    by_unit = {"Y": months // 12, "M": months, "D": (end - start).days}
    return float(by_unit[as_text(unit).upper()])


def _text(given: Given, _: Surroundings) -> Value:
    """TEXT of a date: the day in ISO, or its month or year, as its format shows."""
    value, form = _known(given)
    shown = as_text(form).lower()
    if not set("yt") & set(shown) or set("0#?") & set(shown):
        return as_text(value)
    day = _day(value)
    return day.isoformat() if "d" in shown or "h" in shown else day.isoformat()[:7]


def _of_first(read: Callable[[Value], Value]) -> Callable[[Given, Surroundings], Value]:
    return lambda given, _: read(_known(given)[0])


def _today(_: Given, around: Surroundings) -> Value:
    return serial_of(around.today)


def _row(given: Given, around: Surroundings) -> Value:
    if given:
        raise NotComputable
    return float(around.row)


def _all_text(given: Given, _: Surroundings) -> Value:
    return "".join(as_text(one) for one in _flat(given))


FUNCTIONS: dict[str, Callable[[Given, Surroundings], Value]] = {
    "EDATE": _edate,
    "EOMONTH": _eomonth,
    "DATE": _date,
    "DATEVALUE": _datevalue,
    "DATEDIF": _datedif,
    "TODAY": _today,
    "NOW": _today,
    "IF": _if,
    "IFS": _ifs,
    "IFERROR": _iferror,
    "IFNA": _iferror,
    "AND": lambda given, _: all(_truth(one) for one in _flat(given)),
    "OR": lambda given, _: any(_truth(one) for one in _flat(given)),
    "NOT": lambda given, _: not _truth(_known(given)[0]),
    "ISBLANK": lambda given, _: _known(given)[0] == "",
    "ISNUMBER": lambda given, _: isinstance(given[0], float),
    "ISTEXT": lambda given, _: isinstance(given[0], str) and given[0] != "",
    "ISERROR": lambda given, _: isinstance(given[0], Exception),
    "YEAR": _of_first(lambda one: float(_day(one).year)),
    "MONTH": _of_first(lambda one: float(_day(one).month)),
    "DAY": _of_first(lambda one: float(_day(one).day)),
    "CONCATENATE": _all_text,
    "CONCAT": _all_text,
    "TEXT": _text,
    "TRIM": _of_first(lambda one: " ".join(as_text(one).split())),
    "UPPER": _of_first(lambda one: as_text(one).upper()),
    "LOWER": _of_first(lambda one: as_text(one).lower()),
    "PROPER": _of_first(lambda one: as_text(one).title()),
    "LEN": _of_first(lambda one: float(len(as_text(one)))),
    "VALUE": _of_first(as_number),
    "INT": _of_first(lambda one: float(int(as_number(one)))),
    "ABS": _of_first(lambda one: abs(as_number(one))),
    "ROW": _row,
    "SUM": lambda given, _: sum(_numbers(given)),
    "MAX": lambda given, _: max(_numbers(given)),
    "MIN": lambda given, _: min(_numbers(given)),
    "COUNT": lambda given, _: float(len(_numbers(given))),
    "COUNTA": lambda given, _: float(sum(one != "" for one in _flat(given))),
    "CHAR": _of_first(lambda one: chr(int(as_number(one)))),
}
GIVE_DAYS = frozenset(("EDATE", "EOMONTH", "DATE", "DATEVALUE", "TODAY", "NOW"))
PASS_ON = frozenset(("IF", "IFS", "IFERROR", "IFNA"))  # a day when the chosen branch is one

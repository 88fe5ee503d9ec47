"""One thing that a sentence states, and of which kind it is."""

from dataclasses import dataclass

from ecoop.negotiation.parity.scanning import Scan

MONEY, PERCENT, DATE, DURATION = "money", "percent", "date", "duration"
NUMBER, REFERENCE, LAW, TIME = "number", "reference", "law", "time"
ORDER, WEEKDAY, LANGUAGE, MEASURE = "order", "weekday", "language", "measure"


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact: it equals another of its kind when they share a value.

    `weak` facts ("annually", "second") count only against another, never by their absence;
    `clash` is set where words and figures beside each other contradict one another; `bare` are the
    figures without their unit, which another language may say once for two of them.
    """

    kind: str
    values: frozenset
    text: str
    weak: bool = False
    clash: str = ""
    bare: frozenset = frozenset()

    def matches(self, other: "Fact") -> bool:
        return self.kind == other.kind and bool(self.values & other.values)


def fact(kind: str, value, match, scan: Scan, **more) -> Fact:
    values = value if isinstance(value, frozenset) else frozenset([value])
    return Fact(kind, values, scan.said(match), **more)

"""How much of a file is read before it is refused."""

import time
from dataclasses import dataclass, field

from ecoop.matrix.reading.refusals import Unreadable


@dataclass(frozen=True, slots=True)
class Limits:
    """Ceilings for one file; the defaults hold a file of 10 MB under 30 s and 1 GB."""

    file_bytes: int = 10 * 1024 * 1024
    part_bytes: int = 160 * 1024 * 1024
    all_bytes: int = 300 * 1024 * 1024
    entries: int = 4_000
    sheets: int = 200
    rows: int = 60_000
    cells: int = 700_000
    elements: int = 6_000_000
    strings: int = 1_000_000
    string_bytes: int = 60 * 1024 * 1024
    styles: int = 70_000
    merges: int = 60_000
    cell_characters: int = 32_767
    seconds: float = 24.0  # of computing, so that a busy machine refuses no honest file
    wall_seconds: float = 26.0  # on the clock; a worker that nobody waits for may take longer


@dataclass(slots=True)
class Budget:
    """What is left of the limits while one file is read; time is that of the processor."""

    limits: Limits
    deadline: float = 0.0
    used: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.deadline = time.thread_time() + self.limits.seconds

    def spend(self, what: str, amount: int = 1, *, code: str = "too_many_cells") -> None:
        """Count `amount` of `what`; raises Unreadable when the ceiling is passed."""
        total = self.used.get(what, 0) + amount
        self.used[what] = total
        if total > getattr(self.limits, what):
            raise Unreadable(code)

    def check_clock(self) -> None:
        """Raises Unreadable when the time allowed is over."""
        if time.thread_time() > self.deadline:
            raise Unreadable("too_slow")

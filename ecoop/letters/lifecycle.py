"""What follows from what was done with a disposition. No database."""

from dataclasses import dataclass, field
from datetime import date, datetime

STATES = ("unread", "read", "done", "cancelled")


@dataclass(frozen=True, slots=True)
class Reader:
    """One desk of a disposition: whose, in charge or for information, read when and by whom."""

    holder: str
    name: str
    is_in_charge: bool
    read_at: datetime | None
    read_by_name: str


@dataclass(slots=True)
class Node:
    """A disposition in the tree of its letter."""

    id: str
    parent_id: str | None
    given_by: str
    given_by_name: str
    given_at: datetime
    instructions: list[str]
    note: str
    urgency: str
    classification: str
    due_on: date | None
    cancelled_at: datetime | None
    task_id: str
    result: str
    is_done: bool
    readers: list[Reader] = field(default_factory=list)
    children: list["Node"] = field(default_factory=list)

    @property
    def state(self) -> str:
        """unread, read (by the one in charge), done (its task has a result) or cancelled."""
        if self.cancelled_at:
            return "cancelled"
        if self.is_done:
            return "done"
        in_charge = next((one for one in self.readers if one.is_in_charge), None)
        return "read" if in_charge and in_charge.read_at else "unread"

    @property
    def may_be_cancelled(self) -> bool:
        """Only while nobody has read it and nothing follows from it."""
        unread = not any(one.read_at for one in self.readers)
        return self.state == "unread" and unread and not self.children


def tree(nodes: list[Node]) -> list[Node]:
    """The roots, each with what was forwarded from it, in the order in which it was given."""
    known = {node.id: node for node in nodes}
    roots = []
    for node in sorted(nodes, key=lambda one: (one.given_at, one.id)):
        parent = known.get(node.parent_id) if node.parent_id else None
        (parent.children if parent else roots).append(node)
    return roots

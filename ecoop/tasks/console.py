"""`ecoop tasks remind`: the worker's round, by hand."""

import argparse

from ecoop.tasks import posting, reminding


def remind(_: argparse.Namespace) -> int:
    """One round; prints what came of it."""
    recovered, sent = rounds()
    print(f"{recovered} letters of dead workers settled, {sent} handed over")  # noqa: T201
    return 0


def rounds() -> tuple[int, int]:
    """Settle what a dead worker left, make what is due, send what is ready."""
    recovered = posting.recover()
    reminding.remind()
    reminding.write_letters()
    return recovered, posting.post()

"""Counting what a page asks of the database, without the frame of its transaction."""

from contextlib import contextmanager

from django.db import connection
from django.test.utils import CaptureQueriesContext

FRAME = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")


@contextmanager
def at_most(number):
    """Fail when more than `number` statements are run; the message lists them."""
    with CaptureQueriesContext(connection) as captured:
        yield
    asked = [query["sql"] for query in captured if not query["sql"].startswith(FRAME)]
    told = "\n".join(" ".join(sql.split())[:150] for sql in asked)
    assert len(asked) <= number, f"{len(asked)} statements, {number} allowed:\n{told}"

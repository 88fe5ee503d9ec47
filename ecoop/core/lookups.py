"""Search in both languages as a lookup of the ORM: `search__in_words="perundingan gempa"`."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import reduce
from operator import or_

from django.contrib.postgres.search import SearchVectorField
from django.db import migrations
from django.db.models import Lookup, Q

CLOSELY = 400  # parts of the texts that the planner keeps; unless told it keeps 100


def sampled_closely(table: str) -> migrations.RunSQL:
    """A migration after which the planner knows the texts of `table` well enough.

    Each text that it keeps makes the words in it look as frequent as 1 in the number kept. With a
    hundredth of 500,000 rows it took a rare word for a common one and read the whole table in the
    order of the list (3 s) instead of asking the index (30 ms).
    """
    told = "ALTER TABLE {} ALTER COLUMN haystack SET STATISTICS {}"
    return migrations.RunSQL(told.format(table, CLOSELY), told.format(table, -1))


@SearchVectorField.register_lookup
class InWords(Lookup):
    """True where the stored vector matches the words under the Indonesian, English or plain stemmer."""

    lookup_name = "in_words"
    prepare_rhs = False

    def as_sql(self, compiler, connection):
        left, params = self.process_lhs(compiler, connection)
        return f"{left} @@ ecoop.words(%s)", [*params, str(self.rhs)]


def letters(texts) -> Q:
    """A condition on `haystack`: one of these folded texts stands in it letter by letter; without
    a text it is no condition at all."""
    return reduce(or_, (Q(haystack__contains=text) for text in texts), Q())


def spelt_nearly(folded, slips) -> Q:
    """A condition on `haystack`: words spelt like `folded`, or one of `slips` letter by letter."""
    return Q(haystack__trigram_word_similar=folded) | letters(slips)


_ASKED: ContextVar[dict[str, bool] | None] = ContextVar("asked", default=None)


@contextmanager
def asked_once() -> Iterator[None]:
    """While this lasts nothing is written: `has_any` asks the database once for each question."""
    token = _ASKED.set({})
    try:
        yield
    finally:
        _ASKED.reset(token)


def has_any(rows) -> bool:
    """Whether there is a row; a list asks it of the same rows for its page, total and facets."""
    asked = _ASKED.get()
    if asked is None:
        return rows.exists()
    question = str(rows.order_by().values("pk").query.sql_with_params())
    if question not in asked:
        asked[question] = rows.exists()
    return asked[question]

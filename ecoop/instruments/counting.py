"""Exact counts of the register by its questions, without asking the database for every filter.

The visible rows are grouped once by everything that the filter bar asks about (`cube`, one
statement for each state of the ledger); the count of any combination of answers is then a sum.
"""

from collections import Counter
from typing import NamedTuple

from ecoop.core.aggregates import rows_from


class Question(NamedTuple):
    """`key` in the address, the column it asks about, whether that holds several values."""

    key: str
    column: str
    is_many: bool = False


QUESTIONS = (
    Question("status", "status"),
    Question("level", "level"),
    Question("kind", "kind"),
    Question("country", "countries", is_many=True),
    Question("field", "fields", is_many=True),
    Question("phase", "phases", is_many=True),
    Question("unit", "owner_unit_id"),
    Question("classification", "classification"),
)


Answers = tuple[tuple[str, ...], ...]


class Group(NamedTuple):
    """So many rows that answer every question alike; `answers` in the order of QUESTIONS."""

    answers: Answers
    rows: int


def answers_of(values) -> Answers:
    """The answers of a row of columns: what holds several values has several, all others one."""
    return tuple(tuple(v) if isinstance(v, list) else (v,) for v in values)


def grouping(questions, *measures: str) -> str:
    """The statement that measures `{rows}` for each way to answer these questions: the answers, then
    the measures (`count(*)` ...)."""
    columns = ", ".join(question.column for question in questions)
    places = ", ".join(str(place + 1) for place in range(len(questions)))
    return f"select {columns}, {', '.join(measures)} from {{rows}} r group by {places}"  # noqa: S608 - constants


def cube(rows, questions=QUESTIONS) -> tuple[Group, ...]:
    """The rows of a queryset, grouped by their answers to all questions."""
    columns = [question.column for question in questions]
    found = rows_from(rows, columns, grouping(questions, "count(*)"))
    return tuple(Group(answers_of(values), count) for *values, count in found)


def total(groups: tuple[Group, ...], filters, questions=QUESTIONS) -> int:
    """How many rows answer as `filters` demand."""
    chosen = _chosen(filters, questions)
    return sum(
        group.rows
        for group in groups
        if all(not wanted.isdisjoint(group.answers[place]) for place, wanted in chosen)
    )


def by_answer(groups: tuple[Group, ...], filters, questions=QUESTIONS) -> dict[str, Counter]:
    """{question: {answer: rows that the list would have with it}}: an answer is counted among the
    rows that fit all other questions."""
    chosen, counts = _chosen(filters, questions), [Counter() for _ in questions]
    for answers, rows in groups:
        missed = [place for place, wanted in chosen if wanted.isdisjoint(answers[place])]
        if len(missed) > 1:
            continue
        for place in missed or range(len(questions)):
            for answer in answers[place]:
                counts[place][answer] += rows
    return {question.key: count for question, count in zip(questions, counts, strict=True)}


def _chosen(filters, questions) -> list[tuple[int, frozenset[str]]]:
    """(place of the question, answers wanted) for the questions that narrow the list."""
    given = ((place, getattr(filters, q.key)) for place, q in enumerate(questions))
    return [(place, frozenset(values)) for place, values in given if values]

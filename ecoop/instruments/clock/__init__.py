"""The legal clock: what an instrument's dates and clauses mean on a given day.

Pure: no database, no clock of the machine. `reading(facts, on)` answers for one
day and explains itself; `bounds(facts)` gives what a list needs to filter by
status on any day in SQL. Rules and worked examples: docs/clock.md.
"""

from ecoop.instruments.clock.course import begins_on
from ecoop.instruments.clock.facts import (
    LIVE,
    EntryRule,
    Extension,
    Facts,
    Ground,
    Rule,
    Status,
)
from ecoop.instruments.clock.index import (
    CLOSED_STAGES,
    Bounds,
    bounds,
    dormant_sql,
    next_notice_sql,
    status_sql,
    where_sql,
)
from ecoop.instruments.clock.intake import FactsError, facts_from
from ecoop.instruments.clock.reading import (
    ALERT_MONTHS,
    DORMANT_DAYS,
    WINDOW_MONTHS,
    Alert,
    Reading,
    reading,
)
from ecoop.instruments.clock.steps import Step

__all__ = [
    "CLOSED_STAGES",
    "ALERT_MONTHS",
    "DORMANT_DAYS",
    "LIVE",
    "WINDOW_MONTHS",
    "Alert",
    "Bounds",
    "EntryRule",
    "Extension",
    "Facts",
    "FactsError",
    "Ground",
    "Reading",
    "Rule",
    "Status",
    "Step",
    "begins_on",
    "bounds",
    "dormant_sql",
    "facts_from",
    "next_notice_sql",
    "reading",
    "status_sql",
    "where_sql",
]

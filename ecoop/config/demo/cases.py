"""Cases for the drafts of the demo's register: what the sources tell was done, and nothing else."""

from datetime import date

from ecoop.cases import actions, renewing
from ecoop.cases.models import Case
from ecoop.config.demo.sources import rows
from ecoop.instruments.models import Instrument

OWNER = "HOKS"
# The talks of 24 June 2024 in Incheon on the memorandum begun anew early that year (EN-001).
KOREA, TALKS = "AG-001", date(2024, 6, 24)


def load(by) -> int:
    """Open a case for every draft once; returns how many there are."""
    known = set(Case.objects.filter(origin__startswith="demo:").values_list("origin", flat=True))
    told = {f"demo:{row['ref']}": row for row in rows("agreements")}
    drafts = Instrument.objects.filter(origin__in=told, status_said="draft", signed_on=None)
    for paper in drafts.exclude(origin__in=known).order_by("code"):
        row = told[paper.origin]
        case = actions.open_from_instrument(
            instrument=paper, by=by, origin=paper.origin, owner_unit_id=paper.owner_unit_id or OWNER,
            why=f"{row['ref']}: {row['source_url']}",
        )  # fmt: skip
        if row["ref"] == KOREA:
            actions.record_step(
                case=case, by=by, step="explore", on=TALKS, why=f"{row['ref']}: {row['source_url']}"
            )
    return Case.objects.filter(origin__in=told).count()


def open_renewals(by) -> int:
    """Open the cases of the papers that near their end, as the worker does every hour; how many."""
    for one in renewing.due(by):
        renewing.open_due(instrument_id=one.id, by=by)
    return Case.objects.filter(track=renewing.TRACK).count()

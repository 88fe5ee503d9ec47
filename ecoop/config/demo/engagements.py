"""The real meetings, visits, forums and exercises of engagements.csv."""

from ecoop.config.demo.bodies import recognised
from ecoop.config.demo.sources import rows, topics
from ecoop.core.dates import PartialDate
from ecoop.engagements import actions
from ecoop.engagements.models import Engagement
from ecoop.places.regions import find_regions


def load(by) -> int:
    """Record every row once; returns how many there are."""
    records = rows("engagements")
    origins = Engagement.objects.filter(origin__startswith="demo:")
    known = set(origins.values_list("origin", flat=True))
    fresh = [row for row in records if f"demo:{row['ref']}" not in known]
    actions.record_many([_draft(row, by) for row in fresh], by=by)
    return len(records)


def _draft(row, by) -> actions.Draft:
    why = f"{row['ref']}: {row['source_url']}"
    return actions.Draft(
        facts=_facts(row),
        home=recognised(row["indonesia_lead"], by, source=why),
        partners=recognised(row["partners"], by, source=why),
        why=why,
    )


def _facts(row) -> dict:
    fields, hazards = topics(row["topics"])
    return {
        "kind": row["kind"],
        "title_en": row["title"],
        "starts_on": _date(row["starts_on"]),
        "ends_on": _date(row["ends_on"]),
        "place": row["place"],
        "country_id": row["country_iso2"] or None,
        "partners_written": row["partners"],
        "lead_written": row["indonesia_lead"],
        "fields": fields,
        "hazards": hazards,
        "regions": list(find_regions(row["place"])) if row["country_iso2"] == "ID" else [],
        "outcomes": _list(row["outcomes"]),
        "next_steps": _list(row["next_steps"]),
        "due_on": _date(row["due_on"]),
        "note": row["notes"],
        "source": row["source_url"],
        "origin": f"demo:{row['ref']}",
    }


def _date(text):
    return PartialDate.parse(text) if text else None


def _list(text) -> list[str]:
    return [item.strip() for item in text.split(";") if item.strip()]

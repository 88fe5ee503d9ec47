"""The real aid, in and out, of assistance.csv."""

import re
from decimal import Decimal

from ecoop.assistance import actions
from ecoop.assistance.models import AidRecord
from ecoop.assistance.stages import stage_said
from ecoop.config.demo.bodies import recognised
from ecoop.config.demo.sources import rows
from ecoop.core.dates import PartialDate
from ecoop.places.gazetteer import find_countries
from ecoop.places.regions import find_regions

# Through whom the aid went: "Afghanistan (via IFRC)", "donated to PMI".
CHANNEL = re.compile(
    r"\b(?:via|through|to|by) ((?:the )?(?:PMI|IFRC|WFP|Red Cross|ASEAN Secretariat))\b"
)
CHANNELS = {"Red Cross": "International Federation of Red Cross and Red Crescent Societies"}
# A package and a piece of it that another row reports: totals count one of them. AIPRD's projects
# are paid from AIPRD; the sums of 2023 are parts of that year's total of outward grants.
PIECES = (("AS-125", "AS-124"), ("AS-127", "AS-130"), ("AS-128", "AS-130"))


def load(by) -> int:
    """Record every row once; returns how many there are."""
    records = rows("assistance")
    known = {aid.origin: aid for aid in AidRecord.objects.filter(origin__startswith="demo:")}
    fresh = [row for row in records if f"demo:{row['ref']}" not in known]
    made = actions.record_many([_draft(row, by) for row in fresh], by=by)
    known |= {aid.origin: aid for aid in made}
    if fresh:
        for piece, package in PIECES:
            part, whole = known[f"demo:{piece}"], known[f"demo:{package}"]
            actions.make_part(part=part, whole=whole, by=by, why="one report names the whole")
    return len(records)


def _draft(row, by) -> actions.Draft:
    why = f"{row['ref']}: {row['source_url']}"
    country = row["country_iso2"]
    through = CHANNEL.findall(f"{row['partner']} {row['status']} {row['description']}")
    through = [CHANNELS.get(name.removeprefix("the "), name) for name in through]
    partners = recognised(row["partner"], by, country=country, source=why)
    return actions.Draft(
        facts=_facts(row),
        partners=partners,
        channels=recognised(";".join(through), by, source=why) if through else [],
        countries=[iso2 for iso2 in find_countries(row["partner"]) if not country and iso2 != "ID"],
        why=why,
    )


def _facts(row) -> dict:
    return {
        "direction": row["direction"],
        "kind": row["kind"],
        "disaster_en": row["disaster"],
        "disaster_on": _date(row["disaster_date"]),
        "glide": row["glide_number"],
        "partner_written": row["partner"],
        "country_id": row["country_iso2"] or None,
        "quantity": _number(row["quantity"]),
        "unit": row["unit"],
        "amount": _number(row["value"]),
        "currency": row["currency"],
        "offered_on": _date(row["offered_on"]),
        "arrived_on": _date(row["arrived_on"]),
        "stage": stage_said(row["status"]),
        "status_written": row["status"],
        "location": row["location"],
        "regions": list(find_regions(row["location"].partition(" (")[0])),
        "description": row["description"],
        "note": row["notes"],
        "source": row["source_url"],
        "origin": f"demo:{row['ref']}",
    }


def _number(text):
    return Decimal(text) if text else None


def _date(text):
    return PartialDate.parse(text) if text else None

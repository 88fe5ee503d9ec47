"""The real instruments of agreements.csv as register records."""

import re

from ecoop.config.demo.sources import rows, topics
from ecoop.core import claims
from ecoop.core.dates import PartialDate
from ecoop.instruments import actions, disputes
from ecoop.instruments.models import Instrument, Link, Party
from ecoop.instruments.statuses import said
from ecoop.partners import actions as partners
from ecoop.places.regions import find_regions

KINDS = {
    "mou": "mou", "pks": "pks", "moc": "moc", "agreement": "agreement", "arrangement": "arrangement",
    "subsidiary arrangement": "subsidiary_arrangement", "loan": "loan", "loca": "other",
    "implementing arrangement": "implementing_arrangement", "grant": "grant",
    "grant agreement": "grant", "research grant": "grant", "financing agreement": "grant",
    "record of discussion": "record_of_discussion", "joint statement": "joint_statement",
    "joint declaration": "declaration", "programme": "programme", "project": "project",
    "cooperation programme": "programme", "bast": "handover_record", "basto": "handover_record",
}  # fmt: skip
PARTNER_KINDS = {
    "government": "foreign_state", "university": "university", "international_org": "io_regional",
    "ngo": "cso", "private": "business", "military": "agency_domestic", "regional_gov": "region",
    "ministry": "ministry", "media": "media", "other": "ingo",
}  # fmt: skip
PERIOD = re.compile(r"^(\d+) years?$")
# The SIAP SIAGA extension of 2024 lengthens the partnership of 2020-2024.
CHAINS = (("AG-004", "AG-005", Link.Kind.EXTENDS),)


def load(by) -> dict[str, Instrument]:
    """Register every row once; returns the instruments by their reference in the file."""
    records = rows("agreements")
    known = {i.origin: i for i in Instrument.objects.filter(origin__startswith="demo:")}
    fresh = [row for row in records if f"demo:{row['ref']}" not in known]
    drafts = [_draft(row, by) for row in fresh]
    for row, instrument in zip(fresh, actions.register_many(drafts, by=by), strict=True):
        known[instrument.origin] = instrument
        reports = disputes.marked(instrument, _reports(row))
        claims.report_many(instrument, reports, kind="instrument")
    if fresh:
        for later, earlier, kind in CHAINS:
            actions.link(
                later=known[f"demo:{later}"], earlier=known[f"demo:{earlier}"], kind=kind, by=by
            )
    return {origin.removeprefix("demo:"): instrument for origin, instrument in known.items()}


def _draft(row, by):
    parties = _parties(row, by)
    return actions.Draft(
        facts=_facts(row), parties=parties, why=f"{row['ref']}: {row['source_url']}"
    )


def _facts(row) -> dict:
    fields, hazards = topics(row["topics"])
    return {
        "kind": KINDS.get(row["doc_type"].lower(), "other"),
        "level": row["level"],
        "title_en": row["title"],
        "scope_en": row["scope"],
        "signed_on": _date(row["signed_on"]),
        "in_force_from": _date(row["in_force_from"]),
        "place_signed": row["place_signed"],
        "duration_text": row["duration_text"],
        "status_written": row["status_as_reported"],
        "is_completed": said(row["status_as_reported"]) == "completed",
        "status_as_of": _date(row["as_of"]),
        "fields": fields,
        "hazards": hazards,
        "regions": _regions(row),
        "phases": [phase for phase in row["phase"].split(";") if phase],
        "note": row["notes"],
        "source": row["source_url"],
        "origin": f"demo:{row['ref']}",
        **_duration(row),
    }


def _regions(row) -> list[str]:
    """Regions where the cooperation is carried out; a university's seat is not one."""
    if row["level"] not in ("national", "bilateral"):
        return []
    texts = [row["scope"]]
    texts += [row["indonesia_party"], row["title"]] if "BPBD" in row["indonesia_party"] else []
    texts += [row["partner_name"], row["title"]] if row["partner_type"] == "regional_gov" else []
    return list(find_regions(" | ".join(texts)))


def _duration(row) -> dict:
    if row["expires_on"]:
        return {"duration_rule": "UNTIL", "until": _date(row["expires_on"])}
    period = PERIOD.match(row["duration_text"])
    if period:
        return {"duration_rule": "FIXED", "months": 12 * int(period[1])}
    return {}


def _parties(row, by) -> list[Party]:
    found, parties = set(), []
    for side, names, signatory in (
        ("home", row["indonesia_party"], row["signatory_indonesia"]),
        ("partner", row["partner_name"], row["signatory_partner"]),
    ):
        person, _, office = signatory.partition(" (")
        for position, name in enumerate(filter(None, map(str.strip, names.split(";")))):
            organisation = _organisation(row, side, name, by)
            if organisation.pk in found:
                continue
            found.add(organisation.pk)
            party = Party(organisation=organisation, side=side, signed_on=_date(row["signed_on"]))
            if position == 0:  # the file names one signatory a side
                party.signatory, party.office = person, office.rstrip(")")
            parties.append(party)
    return parties


def _organisation(row, side, name, by):
    if side == "home":
        return partners.find_or_register(by=by, text=name, country="ID", kind="agency_domestic")
    country = row["partner_country_iso2"] or None
    kind = PARTNER_KINDS[row["partner_type"]]
    return partners.find_or_register(by=by, text=name, country=country, kind=kind)


def _reports(row) -> list[claims.Report]:
    source = {"source": row["source_url"], "as_of": row["as_of"], "is_current": True}
    said_here = [
        claims.Report(field=field, value=row[column], **source)
        for field, column in (
            ("signed_on", "signed_on"), ("in_force_from", "in_force_from"), ("until", "expires_on"),
            ("status_written", "status_as_reported"), ("duration_text", "duration_text"),
        )
        if row[column]
    ]  # fmt: skip
    elsewhere = [
        claims.Report(
            field=c["field"], value=c["value"], source=c["source"], as_of=c["as_of"], note=c["note"]
        )
        for c in rows("claims")
        if c["ref"] == row["ref"]
    ]
    return said_here + elsewhere


def _date(text):
    return PartialDate.parse(text) if text else None

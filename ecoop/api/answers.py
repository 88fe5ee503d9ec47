"""From rows of the register to the declared shapes; plain dicts, encoded by msgspec."""

import msgspec
from django.utils import timezone

from ecoop.api.problems import ENCODER
from ecoop.core import claims
from ecoop.core.remembered import PIECES
from ecoop.instruments import clock, queries


def words(id_text, en_text) -> dict:
    return {"id": id_text or en_text, "en": en_text or id_text}


def iso(value) -> str | None:
    return str(value) if value else None


def ends_between(row) -> list[str | None] | None:
    """The first and the last day on which it ends; a reported end as exactly as it is known."""
    if row.ended_on:
        return [iso(row.ended_on.first), iso(row.ended_on.last)]
    return [iso(row.last_low), iso(row.last_high)] if row.last_high else None


def item(row) -> dict:
    """One line of a list; `row` is `instruments.listing.Row`."""
    return {
        "code": row.code,
        "kind": row.kind,
        "level": row.level,
        "title": words(row.title_id, row.title_en),
        "partners": row.partner_names,
        "countries": row.countries,
        "signed_on": iso(row.signed_on),
        "in_force_from": iso(row.in_force_from),
        "status": row.status,
        "is_dormant": bool(row.is_dormant),
        "ends_between": ends_between(row),
        "notice_day": iso(row.notice_day),
        "fields": row.fields,
        "phases": row.phases,
        "regions": row.regions,
        "classification": row.classification,
        "url": f"/api/v1/instruments/{row.code}",
    }


def items(rows) -> list[msgspec.Raw]:
    """The lines of a list page, each encoded once for as long as it says the same."""
    return [
        msgspec.Raw(PIECES.get((row.face, "item"), lambda row=row: encoded(row))) for row in rows
    ]


def encoded(row) -> bytes:
    return ENCODER.encode(item(row))


def record(instrument, row) -> dict:
    """A whole instrument beside its list row: parties, clock in words, reports of sources."""
    reading = clock.reading(
        queries.facts_of(instrument, queries.changes_of(instrument)), timezone.localdate()
    )
    return item(row) | {
        "place_signed": instrument.place_signed,
        "entry_rule": instrument.entry_rule,
        "entry_days": instrument.entry_days,
        "last_notification_on": iso(instrument.last_notification_on),
        "ratified_on": iso(instrument.ratified_on),
        "duration_rule": instrument.duration_rule,
        "months": instrument.months,
        "renew_months": instrument.renew_months,
        "until": iso(instrument.until),
        "notice_months": instrument.notice_months,
        "notice_given_on": iso(instrument.notice_given_on),
        "status_written": instrument.status_written,
        "scope": words(instrument.scope_id, instrument.scope_en),
        "hazards": instrument.hazards,
        "parent": instrument.parent.code if instrument.parent else None,
        "source": instrument.source,
        "parties": [_party(party) for party in queries.parties_of(instrument)],
        "clock": {
            "status": reading.status.value,
            "starts": reading.starts.iso if reading.starts else None,
            "ends": reading.ends.iso if reading.ends else None,
            "last_notice_day": reading.last_notice_day.iso if reading.last_notice_day else None,
            "explanation": {"id": reading.explanation.id, "en": reading.explanation.en},
        },
        "reports": [
            {"field": c.field, "value": c.value, "source": c.source, "as_of": c.as_of,
             "is_current": c.is_current}
            for group in claims.of_record(instrument.pk).values()
            for c in group
        ],
    }  # fmt: skip


def _party(party) -> dict:
    organisation = party.organisation
    return {
        "partner": organisation.slug,
        "name": words(organisation.name_id, organisation.name_en),
        "side": party.side,
        "number": party.number,
        "signatory": party.signatory,
        "office": party.office,
        "signed_on": iso(party.signed_on),
    }


def partner(organisation, instruments) -> dict:
    return {
        "slug": organisation.slug,
        "name": words(organisation.name_id, organisation.name_en),
        "abbreviation": organisation.abbreviation,
        "kind": organisation.kind,
        "country": organisation.country_id,
        "instruments": instruments,
        "url": f"/api/v1/partners/{organisation.slug}",
    }


def country(found) -> dict:
    return {
        "iso2": found.iso2,
        "iso3": found.iso3,
        "name": words(found.name_id, found.name_en),
        "instruments": found.instruments,
        "in_force": found.in_force,
        "engagements": found.engagements,
        "aid_received": found.aid_received,
        "aid_given": found.aid_given,
        "url": f"/api/v1/countries/{found.iso2}",
    }

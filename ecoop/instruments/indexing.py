"""The columns of an instrument that repeat computed values: written here, read by lists."""

from django.db import connection

from ecoop.core.words import fold
from ecoop.instruments import clock, queries, statuses
from ecoop.partners.models import Alias


def index(instrument, parties, *, lines, changes=()) -> None:
    """Set the derived columns of `instrument`; `lines` is `partners.queries.lineage` (None: the same
    people see it as before), `changes` are the links from later instruments."""
    instrument.status_said = statuses.said(instrument.status_written)
    bounds = clock.bounds(queries.facts_of(instrument, changes))
    instrument.stage = bounds.stage
    instrument.first_day = bounds.first_day
    instrument.last_low = bounds.last_low
    instrument.last_high = bounds.last_high
    instrument.notice_day = bounds.notice_day
    partners = [party.organisation for party in parties if party.side == "partner"]
    instrument.partner_names = [
        organisation.abbreviation or str(organisation) for organisation in partners
    ]
    instrument.countries = sorted({o.country_id for o in partners if o.country_id})
    if lines is not None:
        instrument.seen_by = sorted(_seen_by(instrument, parties, lines))


def _seen_by(instrument, parties, lines) -> set[str]:
    keys = {f"org:{ancestor}" for party in parties for ancestor in lines[party.organisation_id]}
    if instrument.owner_unit_id:
        keys.add(f"unit:{instrument.owner_unit_id}")
    for region in [*instrument.regions, *(p.organisation.region_code for p in parties)]:
        if region:
            keys |= {f"region:{region}", f"region:{region[:2]}"}
    return keys


def write_search(instruments, parties_of) -> None:
    """Fill the search columns of many instruments in one statement.

    Both stemmers read every text, because people mix languages; names and numbers are
    kept as they are. `parties_of` maps an instrument's id to its parties.
    """
    ids, names, titles, bodies, haystacks = [], [], [], [], []
    known = _aliases(p.organisation_id for parties in parties_of.values() for p in parties)
    for instrument in instruments:
        parties = parties_of[instrument.pk]
        own = _names(instrument, parties, known)
        title = f"{instrument.title_id} {instrument.title_en}".strip()
        ids.append(instrument.pk)
        names.append(own)
        titles.append(title)
        bodies.append(f"{instrument.scope_id} {instrument.scope_en} {instrument.note}".strip())
        haystacks.append(f"{fold(title)} | {fold(own)}")
    with connection.cursor() as cursor:
        cursor.execute(SEARCH, [ids, names, titles, bodies, haystacks])


SEARCH = """
update instruments_instrument i set
    search = setweight(to_tsvector('simple', ecoop.plain(n.names || ' ' || n.title)), 'A')
        || setweight(to_tsvector('indonesian', ecoop.plain(n.title)), 'B')
        || setweight(to_tsvector('english', ecoop.plain(n.title)), 'B')
        || setweight(to_tsvector('indonesian', ecoop.plain(n.body)), 'C')
        || setweight(to_tsvector('english', ecoop.plain(n.body)), 'C'),
    haystack = n.haystack
from unnest(%s::uuid[], %s::text[], %s::text[], %s::text[], %s::text[])
    as n(id, names, title, body, haystack)
where i.id = n.id
"""


def _names(instrument, parties, known) -> str:
    words = [instrument.code, *(party.number for party in parties)]
    for party in parties:
        words += [str(party.organisation), *known.get(party.organisation_id, ())]
        words += [party.signatory]
    return " ".join(word for word in words if word)


def _aliases(organisation_ids) -> dict:
    rows = Alias.objects.filter(organisation__in=set(organisation_ids))
    known: dict = {}
    for organisation_id, text in rows.order_by("pk").values_list("organisation_id", "text"):
        known.setdefault(organisation_id, []).append(text)
    return known

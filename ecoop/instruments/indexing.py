"""The columns of an instrument that repeat computed values: written here, read by lists."""

from operator import attrgetter
from typing import Any

from django.db import connection

from ecoop.core.inserting import Computed
from ecoop.core.words import fold
from ecoop.instruments import clock, queries, statuses
from ecoop.instruments.models import Instrument
from ecoop.partners.queries import lineage_and_aliases

END = ("stage", "first_day", "last_low", "last_high", "notice_day")


def index(instrument, parties, *, lines, changes=()) -> None:
    """Set the derived columns of `instrument`; `lines` is `partners.queries.lineage` (None: the same
    people see it as before), `changes` are the links from later instruments."""
    instrument.status_said = statuses.said(instrument.status_written)
    index_end(instrument, changes)
    partners = [party.organisation for party in parties if party.side == "partner"]
    instrument.partner_names = [
        organisation.abbreviation or str(organisation) for organisation in partners
    ]
    instrument.countries = sorted({o.country_id for o in partners if o.country_id})
    if lines is not None:
        instrument.seen_by = sorted(_seen_by(instrument, parties, lines))


def index_end(instrument, changes) -> None:
    """Set the columns of END: what the clock says of its days, with what later papers do to it."""
    bounds = clock.bounds(queries.facts_of(instrument, changes))
    for name in END:
        setattr(instrument, name, getattr(bounds, name))


def follow_ends(ids, *, is_held=False) -> None:
    """Write the columns of END of earlier papers anew, when what a later one says of them has changed.
    `is_held`: each has a later one, and nobody else changes them before the transaction ends."""
    if not ids:
        return
    rows = Instrument.objects.filter(pk__in=ids).order_by("pk")
    held = [] if is_held else list(rows.select_for_update(of=("self",)))
    links = queries.changes_of_many(ids)
    for instrument in held or [found[0].earlier for found in links.values()]:
        index_end(instrument, links.get(instrument.pk, ()))
        instrument.save(update_fields=END)


def _seen_by(instrument, parties, lines) -> set[str]:
    keys = {f"org:{ancestor}" for party in parties for ancestor in lines[party.organisation_id]}
    if instrument.owner_unit_id:
        keys.add(f"unit:{instrument.owner_unit_id}")
    for region in [*instrument.regions, *(p.organisation.region_code for p in parties)]:
        if region:
            keys |= {f"region:{region}", f"region:{region[:2]}"}
    return keys


def write_search(instruments, parties_of, signed=()) -> None:
    """Fill the search columns of many instruments in one statement. `parties_of` maps an
    instrument's id to its parties. Who signed for the parties in `signed` is kept by the same
    statement, since signing may ask no more than fifteen."""
    ids = {party.organisation_id for parties in parties_of.values() for party in parties}
    texts = search_texts(instruments, parties_of, lineage_and_aliases(ids)[1])
    columns = [[*column] for column in zip(*texts.values(), strict=True)] or [[], [], []]
    haystacks = [instrument.haystack for instrument in instruments]
    with connection.cursor() as cursor:
        signers = [[*one] for one in zip(*map(SIGNER, signed), strict=True)] or [[], [], []]
        cursor.execute(SEARCH, [*signers, [*texts], *columns, haystacks])


def search_texts(instruments, parties_of, aliases) -> dict[Any, tuple[str, str, str]]:
    """{instrument id: (names and numbers, titles, other texts)} as search reads them; sets the
    haystack of each. `aliases` are {organisation id: its other names}."""
    found = {}
    for instrument in instruments:
        names = _names(instrument, parties_of[instrument.pk], aliases)
        title = f"{instrument.title_id} {instrument.title_en}".strip()
        body = f"{instrument.scope_id} {instrument.scope_en} {instrument.note}".strip()
        instrument.haystack = f"{fold(title)} | {fold(names)}"
        found[instrument.pk] = (names, title, body)
    return found


# Both stemmers read every text, because people mix languages; names and numbers are kept as they are.
VECTOR = Computed(
    column="search",
    texts=("names", "titles", "bodies"),
    sql="""setweight(to_tsvector('simple', ecoop.plain(n.names || ' ' || n.titles)), 'A')
        || setweight(to_tsvector('indonesian', ecoop.plain(n.titles)), 'B')
        || setweight(to_tsvector('english', ecoop.plain(n.titles)), 'B')
        || setweight(to_tsvector('indonesian', ecoop.plain(n.bodies)), 'C')
        || setweight(to_tsvector('english', ecoop.plain(n.bodies)), 'C')""",
)
SIGNER = attrgetter("pk", "signatory", "office")
SEARCH = f"""
with signed as (
    update instruments_party p set signatory = s.signatory, office = s.office
    from unnest(%s::bigint[], %s::text[], %s::text[]) as s(id, signatory, office) where p.id = s.id
)
update instruments_instrument i set {VECTOR.column} = {VECTOR.sql}, haystack = n.haystack
from unnest(%s::uuid[], %s::text[], %s::text[], %s::text[], %s::text[])
    as n(id, {", ".join(VECTOR.texts)}, haystack)
where i.id = n.id
"""  # noqa: S608 - the words are this module's own


def _names(instrument, parties, known) -> str:
    words = [instrument.code, *(party.number for party in parties)]
    for party in parties:
        words += [str(party.organisation), *known.get(party.organisation_id, ())]
        words += [party.signatory]
    return " ".join(word for word in words if word)

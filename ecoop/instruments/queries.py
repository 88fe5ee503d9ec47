"""Reads of the register that cross rows or rooms."""

import json
from typing import NamedTuple

from django.db import connection
from django.db.models import Q
from django.utils import timezone

from ecoop.core import compiled
from ecoop.core.classification import Classification
from ecoop.core.dates import PartialDate
from ecoop.instruments import clock
from ecoop.instruments.clock import EntryRule, Extension, Facts
from ecoop.instruments.models import Instrument, Link, Party, SavedView
from ecoop.partners.queries import with_lines

SAME_NAME = (
    "signed_on", "in_force_from", "entry_rule", "entry_days", "last_notification_on",
    "ratified_on", "months", "until", "renew_months", "max_renewals", "notice_months",
    "notice_given_on", "terminated_on", "termination_ground", "completed_on", "is_completed",
)  # fmt: skip


# Entry into force by an event after the signing.
WAITING = (EntryRule.DATE.value, EntryRule.NOTIFICATION.value, EntryRule.RATIFICATION.value)


def visible_to(actor):
    """The instruments `actor` may open; withdrawn ones are gone from every list."""
    return Instrument.objects.filter(withdrawn_at=None).visible_to(actor)


def today():
    """Today in Jakarta: the day on which every status on a page is computed."""
    return timezone.localdate()


def is_international(parties) -> bool:
    """Whether a paper with these parties is an agreement under international law (UU 24/2000 art.
    1(1)): with a foreign party that is no private association (those go by PP 59/2016)."""
    bodies = [party.organisation for party in parties if party.side == "partner"]
    private = any(body.kind == "ingo" for body in bodies)
    return not private and any(body.country_id != "ID" for body in bodies)


def facts_of(instrument, changes=()) -> Facts:
    """The snapshot of `instrument` that the legal clock looks at.

    `changes` are the links from later instruments that extend or replace it.
    """
    later = (link.later for link in changes if link.kind == Link.Kind.REPLACES)
    replaced = next((paper for paper in later if not awaits_entry(paper)), None)
    return Facts(
        **{name: getattr(instrument, name) for name in SAME_NAME},
        rule=instrument.duration_rule,
        extensions=tuple(
            _extension(link.later) for link in changes if link.kind == Link.Kind.EXTENDS
        ),
        replaced_on=_begins(replaced) if replaced else None,
        replaced_by=replaced.code if replaced else "",
        last_act_on=timezone.localdate(instrument.last_act_at) if instrument.last_act_at else None,
        is_draft=is_draft(instrument),
    )


def changes_of(instrument) -> list[Link]:
    """What later instruments do to this one, oldest first; it may not yet be saved. What was taken
    out of the register does nothing."""

    def build(pk):
        links = Link.objects.filter(earlier=pk, later__withdrawn_at=None).select_related("later")
        return links.order_by("later__signed_on", "pk")

    return list(compiled.rows("changes", build=build, given=[instrument.pk]))


def changes_of_many(ids) -> dict:
    """{instrument id: `changes_of` it} of those that have any, in one statement."""
    found: dict = {}
    links = Link.objects.filter(earlier__in=ids, later__withdrawn_at=None)
    for link in links.select_related("later", "earlier").order_by("later__signed_on", "pk"):
        found.setdefault(link.earlier_id, []).append(link)
    return found


def parties_with_lines(instrument) -> list[Party]:
    """`parties_of`, each organisation with its line and other names (`partners.queries.with_lines`)."""
    rows = with_lines(Party.objects.filter(instrument=instrument).select_related("organisation"))
    parties = list(rows.order_by("position", "pk"))
    for party in parties:
        party.organisation.line = party.line
        party.organisation.other_names = party.other_names
    return parties


def awaits_entry(paper) -> bool:
    """Whether it is not in force yet for all that is known: a draft, or signed and waiting for what
    its text asks (UU 24/2000 art. 15). It replaces nothing so far."""
    return is_draft(paper) or (paper.entry_rule in WAITING and _begins(paper) is None)


def _begins(paper) -> PartialDate | None:
    """Since when it is in force by its own text, as exactly as is known; None while nobody knows."""
    starts = clock.begins_on(facts_of(paper))
    return starts and (starts.partial or PartialDate.of(starts.last))


def _extension(later) -> Extension:
    return Extension(
        signed_on=later.signed_on, months=later.months, until=later.until, code=later.code
    )


def is_draft(instrument) -> bool:
    """Nothing says it was ever signed or in force, and what was written calls it a draft."""
    signs_of_life = (instrument.signed_on, instrument.in_force_from, instrument.completed_on)
    return not any(signs_of_life) and instrument.status_said == "draft"


def parties_of(instrument) -> list[Party]:
    """The parties of one instrument in order."""

    def build(pk):
        rows = Party.objects.filter(instrument=pk).select_related("organisation")
        return rows.order_by("position", "pk")

    return list(compiled.rows("parties", build=build, given=[instrument.pk]))


def parties_of_many(instruments) -> dict:
    """{instrument id: its parties in order}, in one statement."""
    found: dict = {instrument.pk: [] for instrument in instruments}
    rows = Party.objects.filter(instrument__in=found).select_related("organisation")
    for party in rows.order_by("position", "pk"):
        found[party.instrument_id].append(party)
    return found


def chain_of(instrument, actor) -> list[Link]:
    """Renewals, amendments and replacements on either side that `actor` may see."""
    links = Link.objects.filter(later=instrument) | Link.objects.filter(earlier=instrument)
    seen = visible_to(actor)
    return list(
        links.filter(later__in=seen, earlier__in=seen)
        .select_related("later", "earlier")
        .order_by("later__signed_on", "pk")
    )


def default_classification(instrument) -> str:
    """The class a new record starts with: a draft under negotiation is Limited, since positions
    are exempt from disclosure (UU 14/2008 art. 17(f)); a signed paper follows its kind."""
    if is_draft(instrument):
        return Classification.LIMITED
    return Classification.PUBLIC


def series_of(instrument, parties) -> tuple[str, int]:
    """The numbering series: INT when a foreign party signs, NAS otherwise, and the year."""
    foreign = any(
        p.side == Party.Side.PARTNER and p.organisation.country_id != "ID" for p in parties
    )
    dated = instrument.signed_on or instrument.in_force_from or instrument.status_as_of
    return ("INT" if foreign else "NAS"), (dated.first.year if dated else today().year)


def links_of(instrument) -> list[Link]:
    """Links on either side of `instrument`, oldest first; the database hides what may not be seen."""

    def build(pk):
        links = Link.objects.filter(Q(later=pk) | Q(earlier=pk, later__withdrawn_at=None))
        return links.select_related("later", "earlier").order_by("later__signed_on", "pk")

    return list(compiled.rows("links", build=build, given=[instrument.pk]))


class Beside(NamedTuple):
    """What stands beside an instrument on its page, as plain values."""

    attachments: list[dict]
    notes: list[dict]
    children: list[dict]


def beside(instrument, *, notes: bool) -> Beside:
    """Files, internal notes (only when `notes`) and instruments below, in one statement."""
    with compiled.plans_kept(), connection.cursor() as cursor:
        cursor.execute(BESIDE, {"id": instrument.pk, "notes": notes})
        return Beside(*(json.loads(part) if part else [] for part in cursor.fetchone()))


BESIDE = """
select
  (select json_agg(json_build_object('label', a.label, 'language', a.language, 'name', f.name,
                                     'size', f.size_bytes, 'id', f.id) order by a.label)::text
   from instruments_attachment a join documents_file f on f.id = a.file_id
   where a.instrument_id = %(id)s),
  (select json_agg(json_build_object('at', n.written_at, 'text', n.text,
                                     'author', ecoop.name_of(n.author_id))
                   order by n.written_at desc)::text
   from instruments_note n
   where %(notes)s and n.instrument_id = %(id)s),
  (select json_agg(json_build_object('code', c.code, 'title_id', c.title_id, 'title_en', c.title_en)
                   order by c.signed_on nulls last, c.code)::text
   from instruments_instrument c where c.parent_id = %(id)s and c.withdrawn_at is null)
"""


class View(NamedTuple):
    """A list as somebody keeps it; one's own may be thrown away."""

    name: str
    address: str
    is_shared: bool
    is_mine: bool


def saved_views(actor, page: str) -> list[View]:
    """The views of one list that `actor` keeps or that others share."""
    if actor.is_anonymous:
        return []

    def build(user_id, page):
        rows = SavedView.objects.filter(Q(owner=user_id) | Q(is_shared=True), page=page)
        return rows.order_by("is_shared", "name").values_list("name", "query", "is_shared", "owner")

    found = compiled.rows("views", build=build, given=[actor.user_id, page])
    return [
        View(name, f"?{query}", is_shared, owner == actor.user_id)
        for name, query, is_shared, owner in found
    ]

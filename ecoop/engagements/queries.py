"""Reads of engagements."""

from django.db.models import F

from ecoop.core.aggregates import select_from
from ecoop.core.words import fold
from ecoop.engagements.models import Engagement


def visible_to(actor):
    """The engagements `actor` may open."""
    return Engagement.objects.visible_to(actor)


def newest_first(rows):
    """Newest first, undated last; the order of every list."""
    return rows.order_by(F("starts_on").desc(nulls_last=True), "-id")


def of_organisations(actor, organisation_ids):
    """Engagements in which one of these organisations took part, newest first."""
    rows = visible_to(actor).filter(participants__organisation__in=list(organisation_ids))
    return newest_first(rows.distinct())


def of_country(actor, iso2):
    """Engagements with partners of this country or held in it, newest first."""
    rows = visible_to(actor)
    return newest_first(rows.filter(countries__contains=[iso2]) | rows.filter(country=iso2))


def matching(actor, text):
    """Engagements whose titles, codes or participants are spelt like `text`, newest first."""
    folded = fold(text)
    rows = visible_to(actor)
    near = rows.filter(haystack__trigram_word_similar=folded)
    return newest_first((rows.filter(haystack__contains=folded) | near) if folded else rows.none())


def counts_by_country(actor) -> dict[str, int]:
    """{country: visible engagements with its partners}."""
    return dict(select_from(visible_to(actor), ["countries"], BY_COUNTRY))


BY_COUNTRY = """
select iso2, count(*) as n from {rows} v cross join lateral unnest(countries) iso2 group by iso2
"""

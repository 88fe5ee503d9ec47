"""The columns of the list of partners, and what stands in an exported cell."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from ecoop.core.listing import Column
from ecoop.core.shown import language, term
from ecoop.places.names import country_names

PARTNER_COLUMNS = (
    Column(key="name", label=_("Name"), is_fixed=True),
    Column(key="kind", label=_("Kind"), sorts=False, speaks=True),
    Column(key="country", label=_("Country"), sorts=False, speaks=True),
    Column(key="live", label=_("In force"), sorts=False, is_number=True),
    Column(key="total", label=_("Instruments"), sorts=False, is_number=True),
    Column(key="active", label=_("Last activity"), descends=True),
)


def partner_cell(row: Any, key: str, held: dict) -> Any:
    """What an export writes for `row` (desk.directory.Row) in column `key`."""
    counts = held.get(row.id)
    return {
        "slug": row.slug,
        "name": (row.name_id or row.name_en)
        if language() == "id"
        else (row.name_en or row.name_id),
        "kind": term("partner_kind", row.kind).in_(language()),
        "country": country_names()[row.country_id].in_(language()) if row.country_id else "",
        "live": counts.live if counts else 0,
        "total": counts.total if counts else 0,
        "active": row.last_act_at,
    }[key]

"""What stands in the main navigation, for whom, and at the foot of every page."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ecoop.core.addresses import reachable
from ecoop.core.identity import Actor

DESK = frozenset({"staff", "legal", "unit", "leader", "auditor", "admin"})
INSIDE = DESK - {"admin"}  # those who read internal notes
BUREAU = frozenset({"staff", "legal"})


@dataclass(frozen=True, slots=True)
class Entry:
    """`page` is a URL name; `roles` empty is everybody."""

    page: str
    label: Promise
    roles: frozenset[str] = frozenset()


ENTRIES = (
    Entry("desk:home", _("My desk"), DESK),
    Entry("tasks:list", _("Tasks"), DESK | frozenset({"ministry"})),
    Entry("letters:list", _("Letters"), DESK),
    Entry("instruments:list", _("Instruments")),
    Entry("custody:list", _("Originals"), INSIDE),
    Entry("cases:list", _("Cases"), DESK | frozenset({"partner", "region", "ministry"})),
    Entry("partners:list", _("Partners")),
    Entry("engagements:list", _("Engagements")),
    Entry("assistance:list", _("Aid")),
    Entry("desk:radar", _("Radar"), DESK),
    Entry("desk:portfolio", _("Portfolio")),
    Entry("portal:map", _("Map")),
    Entry("matrix:start", _("Matrix"), BUREAU),
    Entry("desk:acts", _("Acts"), frozenset({"leader", "auditor", "admin"})),
    Entry("portal:data", _("Data")),
)


def entries(actor: Actor, path: str) -> list[tuple[str, Promise, bool]]:
    """(address, label, is it here) for `actor` on the page `path`."""
    found = []
    for entry in ENTRIES:
        if entry.roles and not actor.roles & entry.roles:
            continue
        address = reachable(entry.page)
        if address:
            found.append((address, entry.label, path.startswith(address)))
    return found


FOOTER = (
    ("cases:propose", _("Propose a cooperation")),
    ("cases:tracker", _("Where does my proposal stand?")),
    ("portal:about", _("About")),
    ("portal:help", _("Help")),
    ("portal:data", _("Data and API")),
    ("portal:accessibility", _("Accessibility")),
    ("portal:style", _("Style guide")),
)


def footer_pages() -> list[tuple[str, Promise]]:
    """(address, label) of the pages at the foot; those of rooms not installed are left out."""
    return [(reachable(page), label) for page, label in FOOTER if reachable(page)]


GLOBALS = {"navigation": entries, "footer_pages": footer_pages}

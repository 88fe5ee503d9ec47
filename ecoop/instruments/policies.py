"""Who may open and change instruments."""

from django.http import Http404

from ecoop.accounts.policy import may
from ecoop.core import compiled
from ecoop.instruments import queries


def get_visible(actor, code):
    """The instrument at `code`; 404 whether it does not exist or is not to be seen (S1)."""

    def build(code):
        rows = queries.visible_to(actor).select_related("owner_unit", "parent")
        return rows.filter(code=code)

    for found in compiled.rows("instrument", actor.scope, build=build, given=[code]):
        return found
    raise Http404


def may_settle(actor, instrument) -> bool:
    """Whether `actor` may say which of several reports counts."""
    return bool(may(actor, "settle", instrument))

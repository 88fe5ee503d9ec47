"""Who may open and change instruments."""

from django.http import Http404

from ecoop.accounts.policy import may
from ecoop.core.verdicts import Refused
from ecoop.instruments import queries


def get_visible(actor, code):
    """The instrument at `code`; 404 whether it does not exist or is not to be seen (S1)."""
    rows = queries.visible_to(actor).select_related("owner_unit", "parent")
    found = rows.filter(code=code).first()
    if found is None:
        raise Http404
    return found


def may_settle(actor, instrument) -> bool:
    """Whether `actor` may say which of several reports counts."""
    return bool(may(actor, "settle", instrument))


def require(actor, action, instrument=None):
    """Raise `Refused` with the reason when the policy table says no."""
    verdict = may(actor, action, instrument)
    if not verdict:
        raise Refused(verdict.refusal)

"""Who may open and change entries of the directory."""

from django.http import Http404

from ecoop.accounts.policy import may
from ecoop.core.verdicts import Refused
from ecoop.partners import queries


def get_visible(actor, slug):
    """The organisation at `slug` (or where it was merged to); 404 as if there were none."""
    found = queries.resolve(actor, slug)
    if found is None:
        raise Http404
    return found


def require(actor, action, organisation=None):
    """Raise `Refused` with the reason when the policy table says no."""
    verdict = may(actor, action, organisation)
    if not verdict:
        raise Refused(verdict.refusal)

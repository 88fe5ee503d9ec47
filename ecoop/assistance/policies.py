"""Who may open and record aid."""

from django.http import Http404

from ecoop.accounts.policy import may
from ecoop.assistance import queries
from ecoop.core.verdicts import Refused


def get_visible(actor, code):
    """The aid record at `code`; 404 whether it does not exist or is not to be seen (S1)."""
    found = queries.visible_to(actor).filter(code=code).first()
    if found is None:
        raise Http404
    return found


def require(actor, action, aid=None):
    """Raise `Refused` with the reason when the policy table says no."""
    verdict = may(actor, action, aid)
    if not verdict:
        raise Refused(verdict.refusal)

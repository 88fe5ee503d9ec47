"""Who may bring a matrix in and take it back."""

from django.http import Http404

from ecoop.accounts.policy import may
from ecoop.core.verdicts import Refused
from ecoop.matrix import lifecycle, queries


def require_page(actor):
    """Outsiders get the same 404 as for an address that does not exist (trust.md S1)."""
    if not may(actor, "import_matrix"):
        raise Http404


def get_visible(actor, code):
    """The import at `code`; 404 whether it does not exist or is not to be seen."""
    require_page(actor)
    found = queries.visible_to(actor).filter(code=code).first()
    if found is None:
        raise Http404
    return found


def require_move(move, batch):
    """Raise `Refused` when the state of the import does not allow `move`."""
    refusals = lifecycle.refusals(move, batch.state)
    if refusals:
        raise Refused(*refusals)

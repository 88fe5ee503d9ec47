"""Who reads custody, and who keeps it."""

from django.http import Http404

from ecoop.accounts.policy import may, require
from ecoop.custody import queries
from ecoop.instruments.policies import get_visible


def get_paper(actor, code):
    """The instrument at `code` for those who read its custody; 404 for everybody else (S1)."""
    found = get_visible(actor, code)
    if not may(actor, "view_notes"):
        raise Http404
    return found


def get_original(actor, code, number):
    """(instrument, original with its loan); 404 whether there is none or it is not to be seen."""
    paper = get_paper(actor, code)
    found = next((one for one in queries.originals_of(paper) if one.number == number), None)
    if found is None:
        raise Http404
    return paper, found


def get_copy(actor, code, number):
    """(instrument, certified copy); 404 whether there is none or it is not to be seen."""
    paper = get_paper(actor, code)
    dossier = queries.dossier_of(paper)
    found = next((one for one in queries.copies_of(dossier) if one.number == number), None)
    if found is None:
        raise Http404
    found.dossier = dossier
    return paper, found


def require_keep(actor, instrument) -> None:
    """Raise `Refused` unless `actor` keeps the originals of this instrument."""
    require(actor, "keep_originals", instrument)

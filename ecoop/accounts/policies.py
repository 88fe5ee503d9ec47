"""Who may look after accounts. Outsiders learn nothing, not even that there is such a page."""

from django.http import Http404

from ecoop.accounts.models import User
from ecoop.accounts.policy import may


def require_signed_in(actor):
    """404 for visitors: these pages speak about one's own account only."""
    if actor.is_anonymous:
        raise Http404


def get_person(actor, username):
    """The account called `username`, for administrators; 404 for everybody else."""
    require_administrator(actor)
    person = User.objects.filter(username=username).first()
    if person is None:
        raise Http404
    return person


def require_administrator(actor):
    if not may(actor, "manage_accounts"):
        raise Http404

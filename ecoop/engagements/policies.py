"""Who may open and record engagements."""

from django.http import Http404

from ecoop.engagements import queries


def get_visible(actor, code):
    """The engagement at `code`; 404 whether it does not exist or is not to be seen (S1)."""
    found = queries.visible_to(actor).filter(code=code).first()
    if found is None:
        raise Http404
    return found

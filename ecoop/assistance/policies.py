"""Who may open and record aid."""

from django.http import Http404

from ecoop.assistance import queries


def get_visible(actor, code):
    """The aid record at `code`; 404 whether it does not exist or is not to be seen (S1)."""
    found = queries.visible_to(actor).filter(code=code).first()
    if found is None:
        raise Http404
    return found

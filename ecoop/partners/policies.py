"""Who may open and change entries of the directory."""

from django.http import Http404

from ecoop.partners import queries


def get_visible(actor, slug):
    """The organisation at `slug` (or where it was merged to); 404 as if there were none."""
    found = queries.resolve(actor, slug)
    if found is None:
        raise Http404
    return found

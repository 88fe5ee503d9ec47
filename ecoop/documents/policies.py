"""Who may open a file."""

from django.http import Http404

from ecoop.documents.models import File


def get_visible(actor, pk):
    """The file with this identifier; 404 whether there is none or it is not to be seen (S1)."""
    found = File.objects.visible_to(actor).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found

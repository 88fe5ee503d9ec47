"""Files by their own address."""

from django.views.decorators.http import require_safe

from ecoop.documents import policies
from ecoop.documents.sending import send


@require_safe
def download(request, pk):
    """One file, for whoever may see it as it stands in the store."""
    return send(request, policies.get_visible(request.actor, pk))

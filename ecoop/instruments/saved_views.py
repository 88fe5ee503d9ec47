"""Lists kept under a name: the only writer of saved views."""

from ecoop.instruments.models import SavedView


def keep(*, by, page, name, query, is_shared):
    """Keep a list as it is shown under a name; the same name is replaced."""
    view, _ = SavedView.objects.update_or_create(
        owner_id=by.user_id, page=page, name=name, defaults={"query": query, "is_shared": is_shared}
    )
    return view


def drop(*, by, page, name):
    """Throw one's own view away; those of others stay."""
    SavedView.objects.filter(owner_id=by.user_id, page=page, name=name).delete()

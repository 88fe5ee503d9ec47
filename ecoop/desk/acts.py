"""The feed of all acts, for those who look after the register: who did what, when and why."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ecoop.accounts.policy import require
from ecoop.accounts.queries import person_called
from ecoop.core import ledger
from ecoop.core.telling import told

SHOWN = 50
KINDS = (
    "instrument", "case", "procedure", "partner", "engagement", "assistance", "matrix", "file",
    "account",
)  # fmt: skip


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The newest acts the asker may see, by kind and by person; older ones by `before`."""
    require(request.actor, "view_ledger")
    kind = request.GET.get("kind", "")
    who = request.GET.get("who", "").strip()[:150].replace("\0", "")
    before = request.GET.get("before", "")
    person = person_called(who) if who else None
    lines = []
    if person or not who:
        lines = ledger.feed(
            kind=kind if kind in KINDS else None,
            actor_id=person,
            before=int(before) if before.isdecimal() and len(before) < 18 else None,
            limit=SHOWN + 1,
        )
    context = {
        "entries": told(lines[:SHOWN]),
        "older": lines[SHOWN - 1].id if len(lines) > SHOWN else None,
        "kinds": KINDS,
        "kind": kind,
        "who": who,
        "is_unknown": bool(who) and person is None,
    }
    return render(request, "desk/acts.html", context)

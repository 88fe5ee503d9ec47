"""Who may open, register and dispose letters."""

from django.core.exceptions import ValidationError
from django.http import Http404

from ecoop.accounts.policy import may, require
from ecoop.core.bilingual import Text
from ecoop.core.verdicts import Refusal, Refused
from ecoop.letters import queries
from ecoop.tasks.policies import desks

BUREAU = frozenset({"staff", "legal", "leader", "system"})
NOT_RECEIVED = Text(
    id="Unit teknis hanya meneruskan disposisi yang diterimanya.",
    en="A technical unit forwards only dispositions that it has received.",
)
CANCELLED = Text(id="Disposisi itu sudah dibatalkan.", en="That disposition is cancelled.")
NOT_GIVEN = Text(
    id="Hanya pemberi disposisi yang dapat membatalkannya.",
    en="Only whoever gave a disposition cancels it.",
)


def get_visible(actor, code):
    """The letter at `code`; 404 whether it does not exist or is not to be seen (S1)."""
    found = queries.visible_to(actor).select_related("organisation").filter(code=code).first()
    if found is None:
        raise Http404
    return found


def get_disposition(actor, pk, letter=None):
    """A disposition that `actor` sees (of `letter`, when given); else 404."""
    rows = queries.dispositions_seen(actor).select_related("letter", "task")
    try:
        found = rows.filter(pk=pk, **({"letter": letter} if letter else {})).first()
    except ValidationError as error:  # no identifier at all
        raise Http404 from error
    if found is None:
        raise Http404
    return found


def desks_of(actor) -> frozenset[str]:
    """The desks at which whoever is asking works today, those acted for among them."""
    return desks()


def may_dispose(actor, letter) -> bool:
    """Whether `actor` may give a first disposition on the letter."""
    return bool(may(actor, "dispose", letter)) and bool(actor.roles & BUREAU)


def require_dispose(actor, letter, parent) -> None:
    """Raise `Refused` unless `actor` may give this disposition: the bureau and leaders on any
    letter they see, everybody inside on one that has come to their desk."""
    require(actor, "dispose", letter)
    if parent is not None and parent.cancelled_at:
        raise Refused(Refusal(CANCELLED))
    if actor.roles & BUREAU:
        return
    received = parent is not None and parent.receivers.filter(holder__in=desks()).exists()
    if not received:
        raise Refused(Refusal(NOT_RECEIVED, rule="P2"))


def require_giver(actor, disposition) -> None:
    if disposition.given_by != actor.user_id:
        raise Refused(Refusal(NOT_GIVEN, rule="P2"))

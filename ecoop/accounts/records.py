"""What the ledger keeps of coming and going (trust.md S9, S14). No password, no typed name of
somebody who does not exist: people type passwords into the wrong field."""

from ecoop.accounts.limits import address_of
from ecoop.accounts.models import User
from ecoop.core import ledger
from ecoop.core.identity import acting

ACCOUNT = "account"


def signed_in(request, user) -> None:
    _record(request, "account.signed_in", user)


def signed_out(request, user) -> None:
    _record(request, "account.signed_out", user)


def failed(request, given: str) -> None:
    """A wrong password or an unknown name; the account is named only when there is one."""
    with acting(f"name:{given}"):
        user = User.objects.filter(username=given).first() if given else None
    _record(request, "account.sign_in_failed", user)


def locked(request, *, page: str) -> None:
    """Too many tries: nothing was looked up, so the ledger tells the place only."""
    _record(request, "account.locked_out", None, page=page)


def changed(request, user, act: str) -> None:
    """Something about one's own account: `act` is the ledger's name for it."""
    _record(request, act, user)


def _record(request, act, user, **more) -> None:
    changes = {
        name: ["", value] for name, value in {"address": address_of(request), **more}.items()
    }
    ledger.record(
        actor=request.actor, act=act, kind=ACCOUNT, record_id=user.pk if user else None,
        code=user.username if user else "", class_rank=1, changes=changes,
    )  # fmt: skip

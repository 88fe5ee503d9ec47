"""Who is asking, proved to the database for one transaction.

The application signs the principal with a key the database also holds; the function
`ecoop.act_as` checks the signature, looks up the roles in force today and binds the answer
to this backend and this transaction. Row-level security reads only that binding, so a query
that forgets its filter, or an injected one, still sees nothing that its asker may not see.

Principals: "anonymous", "system", "user:<id>"; "door" (counts tries to come in and sees nothing
else); and, for somebody who is not signed in yet, "entering:<id>", "name:<user name or address>",
"mail:<address>" or "sso:<provider>:<id there>": a visitor to whom the database shows the one
account that is meant, with its factors. Who may be whom: docs/decisions/0007.
"""

import hashlib
import hmac
import time
from collections.abc import Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID

import psycopg
from django.conf import settings
from django.db import connection, transaction

from ecoop.core.compiled import plans_kept

ANONYMOUS = "anonymous"
SYSTEM = "system"
DOOR = "door"


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody acting, with what the policy table gives their roles today.

    `reach` is the highest class rank they see of any record, `own_reach` of records whose
    `seen_by` shares one of their `keys` ("org:<uuid>", "unit:HOKS", "region:33"); -1 is none.
    """

    principal: str
    user_id: UUID | None = None
    name: str = ""
    roles: frozenset[str] = frozenset()
    keys: frozenset[str] = frozenset()
    reach: int = -1
    own_reach: int = -1

    @property
    def is_anonymous(self) -> bool:
        return self.user_id is None and self.principal != SYSTEM

    @property
    def role(self) -> str:
        """The role that stands in the ledger when there are several."""
        return ",".join(sorted(self.roles))

    @property
    def scope(self) -> str:
        """A token equal for actors who see the same records: the key of shared caches."""
        keys = ",".join(sorted(self.keys)) if self.own_reach > self.reach else ""
        return f"{self.reach}:{self.own_reach}:{keys}"


def key() -> bytes:
    """The key shared with `ecoop.act_as`, derived from the site's secret."""
    return hmac.new(settings.SECRET_KEY.encode(), b"ecoop.act_as", hashlib.sha256).digest()


def sign(principal: str, stamp: int) -> bytes:
    """The proof for `principal` at `stamp` (seconds since 1970); good for one minute."""
    return hmac.new(key(), f"{principal}|{stamp}".encode(), hashlib.sha256).digest()


def proof_of(subject: str) -> tuple[int, bytes]:
    """(stamp, signature) with which the application vouches for `subject` for one minute."""
    stamp = int(time.time())
    return stamp, sign(subject, stamp)


def ask(call: str, subject: str, *values, beside: str = "", given: Sequence = ()) -> tuple | None:
    """The first row of a function of the database that wants the application's proof about
    `subject` after its other `values`; `call` names it with a place for each value. With `beside`
    that change of data, which takes the values `given`, is made by the same statement."""
    head = f"with beside as ({beside}) " if beside else ""
    with plans_kept(), _quiet_cursor() as cursor:
        question = f"{head}select * from {call}"  # noqa: S608 - constants of the caller
        cursor.execute(question, [*given, *values, *proof_of(subject)])
        return cursor.fetchone()


def assume(principal: str) -> Actor:
    """Bind `principal` to the running transaction and return what it may reach.

    Raises `RuntimeError` outside a transaction: an identity must never outlive one.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("an identity is assumed inside a transaction only")
    user_id, name, roles, keys, reach, own_reach = ask(
        "ecoop.act_as(%s, %s, %s)", principal, principal
    )
    return Actor(
        principal=principal if user_id or principal == SYSTEM else ANONYMOUS,
        user_id=user_id,
        name=name or principal,
        roles=frozenset(roles),
        keys=frozenset(keys),
        reach=reach,
        own_reach=own_reach,
    )


def _quiet_cursor():
    """A cursor that sends values apart from the text, so that no proof stands in
    pg_stat_activity, where every connection of the application's user could read it."""
    return connection._prepare_cursor(psycopg.Cursor(connection.connection))


def principal_of(user) -> str:
    """The principal of a Django user; who is not signed in is anonymous, or about to enter."""
    if user.is_authenticated:
        return f"user:{user.pk}"
    return getattr(user, "principal", ANONYMOUS)


@contextmanager
def acting(principal: str):
    """One transaction in which the database knows `principal`; yields its `Actor`.

    Inside another transaction the identity held there comes back at the end, so that a step
    done as the system never leaves its caller with the system's sight.
    """
    held = _held() if connection.in_atomic_block else ""
    with transaction.atomic():
        yield assume(principal)
        if connection.in_atomic_block:
            _hold(held)


def _held() -> str:
    with connection.cursor() as cursor:
        cursor.execute("select coalesce(current_setting('ecoop.actor', true), '')")
        return cursor.fetchone()[0]


def _hold(sealed: str) -> None:
    """Put back a sealed identity of this very transaction (any other counts as nobody)."""
    with connection.cursor() as cursor:
        cursor.execute("select set_config('ecoop.actor', %s, true)", [sealed])

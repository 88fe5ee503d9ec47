"""Sessions whose cookie the database does not know.

It keeps a digest: whoever steals a dump has no cookie to come back with. A session is opened
before anybody is known, so this goes through functions of the database that want the
application's proof; `ecoop.session_open` brings the account of the signed-in with it.
"""

import hashlib

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.base import CreateError, SessionBase, UpdateError
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from ecoop.accounts.models import User
from ecoop.core.identity import ask

OPEN = "ecoop.session_open(%s, %s, %s, %s)"
KEEP = "ecoop.session_keep(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
END = "ecoop.session_end(%s, %s, %s)"
ACCOUNT = ("id", "username", "password", "email", "name", "language", "is_active", "is_staff",
           "is_superuser", "is_demo", "date_joined")  # fmt: skip
ADDRESS, AGENT = "address", "agent"  # where the session began, for the list of one's sessions


def digest(cookie: str) -> str:
    """What the database knows of a cookie's value."""
    return hashlib.sha256(f"session|{cookie}".encode()).hexdigest()


class SessionStore(SessionBase):
    """Django's session engine of this house (SESSION_ENGINE)."""

    _account: User | None = None

    @property
    def stored(self) -> str:
        """The key of this session's row, "" when it has none."""
        return digest(self.session_key) if self.session_key else ""

    def person(self) -> User | None:
        """The account that is signed in here: active, with the password it signed in with."""
        signed_in, account = self.get(SESSION_KEY), self._account
        if account is None or str(account.pk) != signed_in or not account.is_active:
            return None
        proof = self.get(HASH_SESSION_KEY, "")
        is_current = constant_time_compare(proof, account.get_session_auth_hash())
        return account if is_current and self.get(BACKEND_SESSION_KEY) else None

    def load(self):
        row = ask(OPEN, f"session:{self.stored}", self.stored, timezone.now())
        if row is None:
            self._session_key = None
            return {}
        content, *account = row
        self._account = _account(dict(zip(ACCOUNT, account, strict=True)))
        return self.decode(content)

    def exists(self, session_key):
        """Never, as far as a new key goes: 165 random bits, and `create` would notice."""
        return False

    def create(self):
        while True:
            self._session_key = self._get_new_session_key()
            try:
                self.save(must_create=True)
            except CreateError:
                continue
            self.modified = True
            return

    def save(self, must_create=False):
        if self.session_key is None:
            self.create()
            return
        content = self._get_session(no_load=must_create)
        person = content.get(SESSION_KEY, "")
        (is_kept,) = ask(
            KEEP, f"session:{self.stored}:{person}", self.stored, person, self.encode(content),
            timezone.now(), self.get_expiry_date(), content.get(ADDRESS), content.get(AGENT, ""), must_create,
        )  # fmt: skip
        if not is_kept:
            raise CreateError if must_create else UpdateError

    def delete(self, session_key=None):
        stored = digest(session_key) if session_key else self.stored
        if stored:
            ask(END, f"session:{stored}", stored)

    @classmethod
    def clear_expired(cls):
        """Nothing to do: each new session sweeps those that have expired."""


def _account(columns: dict) -> User | None:
    if columns["id"] is None:
        return None
    fields = [field.attname for field in User._meta.concrete_fields]
    return User.from_db("default", fields, [columns[name] for name in fields])

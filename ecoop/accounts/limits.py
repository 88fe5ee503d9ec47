"""How often somebody may try (trust.md S14): counted in the database, one statement a try.

An attempt is counted before it is judged and given back when it succeeds, so that many at once
cannot slip through and an office behind one address is not locked out by its own colleagues.
"""

import hashlib
import ipaddress
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.db import connection
from django.http import HttpRequest, HttpResponse

from ecoop.core.identity import DOOR, acting

DEVICE = "device"
DEVICE_SECONDS = 180 * 86400

COUNT = """
insert into accounts_attempt as held (key, until, count)
select key, now() + seconds * interval '1 second', 1
from unnest(%s::text[], %s::int[]) as given (key, seconds) order by key
on conflict (key) do update set
    count = case when held.until < now() then 1 else held.count + 1 end,
    until = case when held.until < now() then excluded.until else held.until end
returning key, count, ceil(extract(epoch from until - now()))::int
"""
GIVE_BACK = "update accounts_attempt set count = greatest(count - 1, 0) where key = any(%s)"
ONCE = """
insert into accounts_attempt as held (key, until, count)
values (%s, now() + %s * interval '1 second', 1)
on conflict (key) do update set until = excluded.until where held.until < now()
"""
FORGET = "delete from accounts_attempt where until < now() - interval '1 hour'"


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `amount` failed tries within `seconds`, for each value of what it counts by."""

    name: str
    amount: int
    seconds: int


USER, ADDRESS = Limit("user", 10, 300), Limit("address", 10, 300)
EVERYBODY = Limit("everybody", 1000, 300)
CODE = (Limit("code", 5, 300), Limit("code-hour", 20, 3600), Limit("code-day", 50, 86400))


@dataclass(frozen=True, slots=True)
class Taken:
    """One counted try: `wait` is 0 when it is allowed, else the seconds until the next."""

    keys: tuple[str, ...]
    wait: int

    def give_back(self) -> None:
        """The try succeeded and does not count."""
        with acting(DOOR), connection.cursor() as cursor:
            cursor.execute(GIVE_BACK, [list(self.keys)])


def take(tries: Iterable[tuple[Limit, str]]) -> Taken:
    """Count one try against several limits; call it outside a transaction, so that it stands."""
    named = {_key(limit, value): limit for limit, value in tries}
    keys = sorted(named)
    with acting(DOOR), connection.cursor() as cursor:
        cursor.execute(COUNT, [keys, [named[key].seconds for key in keys]])
        rows = cursor.fetchall()
        if any(count == 1 for _, count, _ in rows):
            cursor.execute(FORGET)
    waits = [left for key, count, left in rows if count > named[key].amount]
    return Taken(tuple(keys), max(waits, default=0))


class Once(BaseCache):
    """The cache that processes share, as far as this house needs one: `add` tells whether a key is
    new (a one-time code used before is not). It stores no values, so there is nothing to forge."""

    def __init__(self, location, params):
        super().__init__(params)

    def add(self, key, value, timeout=DEFAULT_TIMEOUT, version=None):
        """Whether nobody has added `key` in the last `timeout` seconds."""
        seconds = self.default_timeout if timeout is DEFAULT_TIMEOUT else timeout
        named = hashlib.sha256(f"once|{key}".encode()).hexdigest()
        with acting(DOOR), connection.cursor() as cursor:
            cursor.execute(ONCE, [named, seconds])
            return cursor.rowcount == 1


def address_of(request: HttpRequest) -> str:
    """The caller's address. X-Forwarded-For is believed only as far as proxies are ours."""
    proxies = settings.TRUSTED_PROXIES
    given = request.META.get("REMOTE_ADDR", "")
    if proxies:
        passed = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
        given = passed[-proxies] if len(passed) >= proxies else given
    try:
        return str(ipaddress.ip_address(given))
    except ValueError:
        return "0.0.0.0"  # noqa: S104 - no address at all, as on a Unix socket


def is_known_device(request: HttpRequest, username: str) -> bool:
    """Whether this browser has signed in as `username` before: a stranger's failed tries
    then do not lock its owner out."""
    proof = request.COOKIES.get(settings.DEVICE_COOKIE_NAME, "")
    try:
        known = signing.loads(proof, salt=DEVICE, max_age=DEVICE_SECONDS)
    except signing.BadSignature:
        return False
    return _fingerprint(username) in known


def remember_device(response: HttpResponse, user) -> None:
    """Let this browser be known as one of `user`'s, under the username and the address."""
    names = [_fingerprint(name) for name in (user.username, user.email) if name]
    response.set_cookie(
        settings.DEVICE_COOKIE_NAME,
        signing.dumps(names, salt=DEVICE),
        max_age=DEVICE_SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _fingerprint(username: str) -> str:
    return hashlib.sha256(username.casefold().encode()).hexdigest()[:32]


def _key(limit: Limit, value: str) -> str:
    return hashlib.sha256(f"{limit.name}|{value.casefold()}".encode()).hexdigest()

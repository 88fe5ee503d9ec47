"""In front of Django: anonymous pages from memory for a moment, and compression.

A page that anybody may read is rendered once and then answered from memory for FRESH seconds;
for STALE seconds one request renders it anew while the others still get the old one; later
everybody waits for the new one. Receivers may keep it one second more, so nothing is ever older
than STALE + 1 = 5 seconds. Where `version` can tell that nothing at all has happened in the register
since a page was made, the page is good again without being rendered. Who bears any cookie but the language, or any credentials, is never
answered from memory, and nothing that sets a cookie or calls itself private is ever kept.
"""

import hashlib
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from isal import igzip

FRESH, STALE = 2.0, 4.0
ASK_AFTER = 1.0  # seconds for which one answer of `version` serves all pages
LONGEST = 60.0  # seconds after which a page is rendered anew whatever `version` says
PUBLIC = "public, max-age=1, must-revalidate"
LARGEST = 1_000_000  # bytes of one page
MOST = 64_000_000  # bytes of all pages of one process
UNKEPT_SECONDS = 60.0  # how long we remember that an address may not be kept
ONCE, OFTEN = 2, 3  # how hard to compress an answer for one person, and one for a crowd
SMALL = 1_000  # bytes below which compression costs more than it saves
TEXT = ("text/", "application/json", "application/xml", "image/svg+xml", "application/geo+json")
VARIES = {"accept-encoding", "accept-language", "cookie", "hx-request", "hx-target"}
UNSHARED = ("/healthz",)


@dataclass
class Page:
    """One answer, ready to be sent as it is or compressed."""

    at: float
    status: str
    headers: list[tuple[str, str]]
    body: bytes
    etag: str
    packed: bytes = b""
    made_at: float = 0.0
    version: str = ""

    @property
    def size(self) -> int:
        return len(self.body) + len(self.packed) + 1000


@dataclass
class Flight:
    """A page being rendered by one request while others wait for it."""

    landed: threading.Event = field(default_factory=threading.Event)
    page: Page | None = None


@dataclass
class Captured:
    """What an inner application answered."""

    status: str = ""
    headers: list[tuple[str, str]] = field(default_factory=list)

    def start(self, status, headers, exc_info=None):
        self.status, self.headers = status, headers
        return _no_write

    def get(self, name: str) -> str:
        return next((value for key, value in self.headers if key.lower() == name), "")


class Edge:
    """A WSGI application around `inner`."""

    def __init__(
        self,
        inner: Callable,
        *,
        language_cookie: str,
        version: Callable[[], str] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ):
        """`version` gives a token that changes with everything that any page may show."""
        self.inner, self.clock, self.language_cookie = inner, clock, language_cookie
        self.pages: OrderedDict[tuple, Page] = OrderedDict()
        self.flights: dict[tuple, Flight] = {}
        self.unkept: dict[tuple, float] = {}
        self.size = 0
        self.lock = threading.Lock()
        self.version, self.known, self.known_at = version, "", -1e9
        self.asking = threading.Lock()

    def __call__(self, env: dict, start: Callable) -> Iterable[bytes]:
        key = self._key(env)
        page = self._page(key, env) if key else None
        if isinstance(page, Page):
            return _send(page, env, start)
        return self._pass(env, start)

    def _key(self, env: dict) -> tuple | None:
        """What an answer depends on, or None if it must not be shared."""
        if env["REQUEST_METHOD"] != "GET" or "HTTP_AUTHORIZATION" in env or "HTTP_RANGE" in env:
            return None
        language = self._language_of(env.get("HTTP_COOKIE", ""))
        path = env["PATH_INFO"]
        if language is None or path.startswith(UNSHARED):
            return None
        if path[:4] in {"/id/", "/en/"}:  # the address says the language
            language = ""
        else:
            language += "|" + env.get("HTTP_ACCEPT_LANGUAGE", "")
        partial = tuple(sorted((k, v) for k, v in env.items() if k.startswith("HTTP_HX_")))
        scheme = env.get("HTTP_X_FORWARDED_PROTO") or env.get("wsgi.url_scheme")
        return scheme, env.get("HTTP_HOST"), path, env.get("QUERY_STRING", ""), language, partial

    def _language_of(self, cookies: str) -> str | None:
        """The language cookie's value; None as soon as there is any other cookie."""
        language = ""
        for cookie in filter(None, cookies.split(";")):
            name, _, value = cookie.strip().partition("=")
            if name != self.language_cookie:
                return None
            language = value
        return language

    def _page(self, key: tuple, env: dict) -> Page | None:
        """The page from memory or rendered now; None if it may not be shared."""
        now = self.clock()
        with self.lock:
            page = self.pages.get(key)
        if page and now - page.at >= FRESH and page.version:
            self._confirm(page, now)
        with self.lock:
            age = now - page.at if page else STALE
            if page and age < FRESH:
                if key in self.pages:
                    self.pages.move_to_end(key)
                return page
            if self.unkept.get(key, 0) > now:
                return None
            flight = self.flights.get(key)
            leads = flight is None
            if flight is None:
                flight = self.flights[key] = Flight()
        if leads:
            return self._render(key, env, flight)
        if age < STALE:
            return page
        flight.landed.wait(30)
        return flight.page if flight.page and self.clock() - flight.page.at < STALE else None

    def _confirm(self, page: Page, now: float) -> None:
        """Make a page fresh again if nothing has happened since it was made."""
        version, asked_at = self._version(now)
        if version == page.version and now - page.made_at < LONGEST:
            page.at = max(page.at, asked_at)

    def _version(self, now: float) -> tuple[str, float]:
        """The version of the whole register, and as of when it is known."""
        if self.version is None:
            return "", now
        with self.asking:
            if now - self.known_at >= ASK_AFTER:
                asked_at = self.clock()
                self.known, self.known_at = self.version(), asked_at
            return self.known, self.known_at

    def _render(self, key: tuple, env: dict, flight: Flight) -> Page | None:
        """Render once for all who wait. What may not be kept is rendered again by `_pass`."""
        began = self.clock()
        try:
            version, _ = self._version(began)
            page = flight.page = self._ask(env, began)
            if page:
                page.made_at, page.version = began, version
        finally:
            with self.lock:
                self._keep(key, flight.page, began)
                self.flights.pop(key, None)
            flight.landed.set()
        return page

    def _ask(self, env: dict, began: float) -> Page | None:
        unconditional = {
            name: value
            for name, value in env.items()
            if name not in {"HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_ACCEPT_ENCODING"}
        }
        captured = Captured()
        chunks = self.inner(unconditional, captured.start)
        try:
            if not _may_be_shared(captured):
                return None
            body = b"".join(chunks)
        finally:
            _close(chunks)
        return _page_of(captured, body, began)

    def _keep(self, key: tuple, page: Page | None, now: float) -> None:
        old = self.pages.pop(key, None)
        self.size -= old.size if old else 0
        if page is None:
            self.unkept[key] = now + UNKEPT_SECONDS
            if len(self.unkept) > 10_000:
                self.unkept.clear()
            return
        self.pages[key] = page
        self.size += page.size
        while self.size > MOST:
            _, oldest = self.pages.popitem(last=False)
            self.size -= oldest.size

    def _pass(self, env: dict, start: Callable) -> Iterable[bytes]:
        """Ask the application for this request alone; compress what is text and not small."""
        if "gzip" not in env.get("HTTP_ACCEPT_ENCODING", ""):
            return self.inner(env, start)
        captured = Captured()
        chunks = self.inner(env, captured.start)
        length = captured.get("content-length")
        packable = captured.get("content-type").startswith(TEXT)
        if (
            not packable
            or not length.isdigit()
            or int(length) < SMALL
            or captured.get("content-encoding")
        ):
            start(captured.status, captured.headers)
            return chunks
        try:
            body = igzip.compress(b"".join(chunks), ONCE, mtime=0)
        finally:
            _close(chunks)
        start(captured.status, _packed_headers(captured.headers, len(body)))
        return [body]


def _may_be_shared(captured: Captured) -> bool:
    control = captured.get("cache-control").lower()
    varies = {word.strip().lower() for word in captured.get("vary").split(",") if word.strip()}
    length = captured.get("content-length")
    return (
        captured.status.startswith("200")
        and not captured.get("set-cookie")
        and "private" not in control
        and "no-store" not in control
        and varies <= VARIES
        and not captured.get("content-encoding")
        and length.isdigit()
        and int(length) <= LARGEST
    )


def _page_of(captured: Captured, body: bytes, at: float) -> Page:
    etag = captured.get("etag") or f'"{hashlib.sha256(body).hexdigest()[:24]}"'
    dropped = {"content-length", "cache-control", "etag", "vary"}
    kept = [(name, value) for name, value in captured.headers if name.lower() not in dropped]
    varies = [captured.get("vary"), *(w for w in ("Accept-Encoding", "Cookie") if w.lower() not in captured.get("vary").lower())]  # fmt: skip
    headers = [*kept, ("Cache-Control", PUBLIC), ("Vary", ", ".join(filter(None, varies)))]
    page = Page(at, captured.status, headers, body, etag)
    if len(body) >= SMALL and captured.get("content-type").startswith(TEXT):
        page.packed = igzip.compress(body, OFTEN, mtime=0)
    return page


def _send(page: Page, env: dict, start: Callable) -> list[bytes]:
    asked = env.get("HTTP_IF_NONE_MATCH", "")
    packed = page.packed and "gzip" in env.get("HTTP_ACCEPT_ENCODING", "")
    etag = f"W/{page.etag.removeprefix('W/')}" if packed else page.etag
    if asked and (asked == "*" or page.etag.removeprefix("W/") in asked):
        start("304 Not Modified", [*page.headers, ("ETag", etag)])
        return []
    body = page.packed if packed else page.body
    headers = [*page.headers, ("ETag", etag), ("Content-Length", str(len(body)))]
    if packed:
        headers.append(("Content-Encoding", "gzip"))
    start(page.status, headers)
    return [body]


def _packed_headers(headers: list[tuple[str, str]], length: int) -> list[tuple[str, str]]:
    changed, vary = [], ["Accept-Encoding"]
    for name, value in headers:
        lowered = name.lower()
        if lowered == "vary":
            vary.append(value)
        elif lowered == "etag":
            changed.append((name, f"W/{value.removeprefix('W/')}"))
        elif lowered != "content-length":
            changed.append((name, value))
    return [
        *changed,
        ("Vary", ", ".join(reversed(vary))),
        ("Content-Encoding", "gzip"),
        ("Content-Length", str(length)),
    ]


def _close(chunks) -> None:
    close = getattr(chunks, "close", None)
    if close:
        close()


def _no_write(_: bytes) -> None:
    raise NotImplementedError("answers are returned, not written")

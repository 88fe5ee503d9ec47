"""Assets from memory, before Django is asked: hashed names, so they may be kept for ever."""

import mimetypes
from collections.abc import Callable, Iterable
from pathlib import Path

from ecoop.core.headers import HEADERS

PREFIX = "/static/"
FOREVER = [
    ("Cache-Control", "public, max-age=31536000, immutable"),
    ("Vary", "Accept-Encoding"),
    *HEADERS.items(),
]
mimetypes.add_type("font/woff2", ".woff2")
mimetypes.add_type("text/javascript", ".js")


class Assets:
    """A WSGI application around `inner` that answers /static/ itself."""

    def __init__(self, inner: Callable, folder: Path):
        self.inner = inner
        self.files = dict(_read(folder))

    def __call__(self, env: dict, start: Callable) -> Iterable[bytes]:
        if not env["PATH_INFO"].startswith(PREFIX):
            return self.inner(env, start)
        entry = self.files.get(env["PATH_INFO"].removeprefix(PREFIX))
        if entry is None or env["REQUEST_METHOD"] not in {"GET", "HEAD"}:
            nothing = [("Content-Type", "text/plain"), ("Content-Length", "0")]
            start("404 Not Found", [*nothing, *HEADERS.items()])
            return [b""]
        kind, tag, plain, packed = entry
        headers = [("Content-Type", kind), ("ETag", tag), *FOREVER]
        if env.get("HTTP_IF_NONE_MATCH") == tag:
            start("304 Not Modified", headers)
            return [b""]
        body = plain
        if packed and "gzip" in env.get("HTTP_ACCEPT_ENCODING", ""):
            body = packed
            headers.append(("Content-Encoding", "gzip"))
        headers.append(("Content-Length", str(len(body))))
        start("200 OK", headers)
        return [body if env["REQUEST_METHOD"] == "GET" else b""]


def _read(folder: Path):
    for path in sorted(folder.rglob("*")):
        if not path.is_file() or path.suffix == ".gz" or path.name.count(".") < 2:
            continue  # only hashed names are served
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        if kind.startswith("text/") or kind.endswith(("json", "svg+xml")):
            kind += "; charset=utf-8"
        packed = path.with_name(f"{path.name}.gz")
        name = path.relative_to(folder).as_posix()
        tag = f'"{path.name.split(".")[-2]}"'
        yield name, (kind, tag, path.read_bytes(), packed.read_bytes() if packed.exists() else b"")

"""Bytes under their own hash: written once, on the disk before anybody relies on them."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage


class Damaged(Exception):
    """The stored bytes are not those that were kept: the store was altered or is failing."""


def keep(content: bytes) -> str:
    """Store `content`; returns its SHA-256. The same bytes are stored once."""
    digest = hashlib.sha256(content).hexdigest()
    if not default_storage.exists(key(digest)):
        if isinstance(default_storage._wrapped, FileSystemStorage):
            _write(Path(default_storage.path(key(digest))), content)
        else:
            default_storage.save(key(digest), ContentFile(content))
    return digest


def read(digest: str) -> bytes:
    """The bytes; raises `Damaged` when they are not what their name says, or gone."""
    try:
        with default_storage.open(key(digest)) as file:
            content = file.read()
    except FileNotFoundError:
        raise Damaged(digest) from None
    if hashlib.sha256(content).hexdigest() != digest:
        raise Damaged(digest)
    return content


def key(digest: str) -> str:
    return f"{digest[:2]}/{digest}"


def stored() -> Iterator[str]:
    """Every hash in the store."""
    for folder in sorted(default_storage.listdir("")[0]) if default_storage.exists("") else ():
        yield from sorted(name for name in default_storage.listdir(folder)[1] if len(name) == 64)


def _write(path: Path, content: bytes) -> None:
    """Draft, fsync, rename, fsync of the folder: whole or not at all, also after a power cut."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    for folder in (path.parent, path.parent.parent):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

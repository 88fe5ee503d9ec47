"""The key with which the application signs the ledger: a file outside the database."""

import base64
import functools
import os
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from ecoop.core.ledger.verifier import key_id_of

ORIGIN = "e-cooperation/ledger"


@dataclass(frozen=True)
class Key:
    """One signing key; `public` is the line that verifiers are given."""

    private: Ed25519PrivateKey

    @functools.cached_property
    def _raw(self) -> bytes:
        return self.private.public_key().public_bytes_raw()

    @functools.cached_property
    def key_id(self) -> str:
        return key_id_of(ORIGIN, self._raw)

    @functools.cached_property
    def public(self) -> str:
        return f"{ORIGIN}+{self.key_id}+{base64.b64encode(bytes([1]) + self._raw).decode()}"

    def sign(self, message: bytes) -> bytes:
        return self.private.sign(message)


def path() -> Path:
    """Where the private key lies (ECOOP_LEDGER_KEY, else keys/ledger.key of the home)."""
    return Path(settings.LEDGER_KEY)


def public_path() -> Path:
    """Where the public keys lie, the retired ones too: one line each."""
    return path().with_name("ledger.pub")


def current() -> Key:
    """The key that signs now; made at random the first time."""
    file = path()
    if not file.exists():
        _make(file)
    return _load(file, file.stat().st_mtime_ns)


def rotate() -> tuple[Key, Key]:
    """Replace the key by a new one; (old, new). The old public key stays known, its secret goes."""
    old = current()
    fresh = path().with_suffix(".new")
    _write(fresh, base64.b64encode(Ed25519PrivateKey.generate().private_bytes_raw()))
    fresh.replace(path())
    new = current()
    _publish(new)
    return old, new


@functools.lru_cache(maxsize=4)
def _load(file: Path, changed_at: int) -> Key:
    return Key(Ed25519PrivateKey.from_private_bytes(base64.b64decode(file.read_text())))


def _make(file: Path) -> None:
    """Make the key once, even when several processes start together."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    _write(draft, base64.b64encode(Ed25519PrivateKey.generate().private_bytes_raw()))
    try:
        os.link(draft, file)
    except FileExistsError:
        return
    finally:
        draft.unlink()
    _publish(current())


def _publish(key: Key) -> None:
    with public_path().open("a") as lines:
        lines.write(key.public + "\n")


def _write(file: Path, content: bytes) -> None:
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as opened:
        opened.write(content)
        opened.flush()
        os.fsync(opened.fileno())

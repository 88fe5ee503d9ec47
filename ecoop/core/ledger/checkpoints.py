"""Signed checkpoints in a directory outside the database; files are never overwritten.

    checkpoint-00000007.note   the signed note: origin, size, root, number, time, previous
    leaves-00000007.bin        which entries (id, leaf hash) it covers beyond the one before
    latest                     a copy of the newest note
    ledger.pub                 the public keys, for those who are given the directory

A witness (another ministry, a mailbox) copies the directory; `verifier` does the rest.
"""

import base64
import os
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from ecoop.core.ledger import keys
from ecoop.core.ledger.verifier import Note, note_text, read_keys, read_note


class Forked(Exception):
    """The database does not continue the last checkpoint: entries are gone or were rewritten."""


def newest(directory: Path) -> Note | None:
    """The last checkpoint written; raises Unreadable when somebody altered it."""
    files = sorted(directory.glob("checkpoint-*.note"))
    if not files:
        return None
    known = read_keys(keys.public_path().read_text())
    return read_note(files[-1].read_bytes(), name=files[-1].name, keys=known)


def write(
    directory: Path,
    *,
    after: Note | None,
    size: int,
    root: bytes,
    leaves: Iterable[tuple[int, bytes]],
    at: datetime,
) -> Note:
    """Sign and keep one checkpoint; `leaves` are the entries beyond `after`, in order."""
    key = keys.current()
    directory.mkdir(mode=0o755, parents=True, exist_ok=True)
    number = after.number + 1 if after else 1
    text = note_text(
        origin=keys.ORIGIN,
        size=size,
        root=root,
        number=number,
        at=at.isoformat(timespec="seconds").replace("+00:00", "Z"),
        previous=after.digest if after else "none",
    )
    packed = base64.b64encode(bytes.fromhex(key.key_id) + key.sign(text.encode())).decode()
    note = f"{text}\n\N{EM DASH} {keys.ORIGIN} {packed}\n".encode()
    packed_leaves = b"".join(entry.to_bytes(8, "big") + leaf for entry, leaf in leaves)
    _keep(directory / f"leaves-{number:08d}.bin", packed_leaves, replace=True)
    name = f"checkpoint-{number:08d}.note"
    _keep(directory / name, note)
    _keep(directory / "latest", note, replace=True)
    _keep(directory / "ledger.pub", keys.public_path().read_bytes(), replace=True)
    return read_note(note, name=name, keys=read_keys(key.public))


def _keep(file: Path, content: bytes, *, replace: bool = False) -> None:
    """Write a file whole or not at all, and see it on the disk before going on.

    Leaves without a note are the trace of a crash and may be replaced; a note never.
    """
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    with draft.open("wb") as opened:
        opened.write(content)
        opened.flush()
        os.fsync(opened.fileno())
    draft.chmod(0o444)
    if replace:
        draft.replace(file)
    else:
        os.link(draft, file)
        draft.unlink()
    handle = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

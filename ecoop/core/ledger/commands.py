"""`ecoop ledger verify | export | seal | rotate-key`."""

import argparse
import sys
from pathlib import Path

from django.conf import settings

from ecoop.core.identity import SYSTEM, acting
from ecoop.core.ledger import export as exporting
from ecoop.core.ledger import keys, record, sealing, verifier


def verify(given: argparse.Namespace) -> int:
    """Check the whole ledger against its checkpoints; 0 whole, 1 broken, 2 unreadable."""
    directory = given.checkpoints or Path(settings.CHECKPOINTS)
    try:
        verdict = check(directory)
    except (verifier.Unreadable, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    sys.stdout.write("\n".join(verdict.lines(given.lang)) + "\n")
    return 0 if verdict.good else 1


def check(directory: Path) -> verifier.Verdict:
    """The verdict on the ledger of this house, as the stand-alone verifier gives it."""
    keys.current()
    known = verifier.read_keys(keys.public_path().read_text())
    checkpoints = verifier.read_checkpoints(directory, known)
    return verifier.verify(exporting.records(), checkpoints=checkpoints, keys=known)


def export(given: argparse.Namespace) -> None:
    count = exporting.write(given.file)
    sys.stdout.write(f"{count} entries in {given.file}\n")


def seal(given: argparse.Namespace) -> None:
    sealer = sealing.Sealer()
    sealer.step(force=True)
    sys.stdout.write(f"{sealer.trouble or 'sealed'}\n")


def rotate_key(given: argparse.Namespace) -> None:
    """Replace the key; the last entry under the old one says so."""
    with acting(SYSTEM) as actor:
        record(actor=actor, act="ledger.key_rotated", kind="ledger", why="ecoop ledger rotate-key")
    old, new = keys.rotate()
    sys.stdout.write(f"{old.key_id} -> {new.key_id}; public keys: {keys.public_path()}\n")

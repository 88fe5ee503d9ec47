"""Whether every file that a row speaks of is there, whole, and what lies there without a row."""

import argparse
import sys

from ecoop.core.identity import SYSTEM, acting
from ecoop.documents import store
from ecoop.documents.models import File


def main(given: argparse.Namespace) -> int:
    """Exit code 1 when a file is missing or altered; files without a row are only named."""
    with acting(SYSTEM):
        wanted = set(File.objects.values_list("sha256", flat=True))
    damaged = [digest for digest in sorted(wanted) if not _is_whole(digest)]
    strays = [digest for digest in store.stored() if digest not in wanted]
    for digest in damaged:
        sys.stdout.write(f"missing or altered: {digest}\n")
    for digest in strays:
        sys.stdout.write(f"no record speaks of: {digest}\n")
    sys.stdout.write(
        f"{len(wanted)} files, {len(damaged)} damaged, {len(strays)} without a record\n"
    )
    return 1 if damaged else 0


def _is_whole(digest: str) -> bool:
    try:
        store.read(digest)
    except store.Damaged:
        return False
    return True

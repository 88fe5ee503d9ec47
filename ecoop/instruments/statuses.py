"""The status somebody wrote, and whether the computed one contradicts it."""

import re

from ecoop.core.words import fold

# Order matters: the first pattern found in the folded text decides.
SAID = (
    (
        "draft",
        (
            r"\b(draf|draft|drafting|rancangan|negosiasi|negotiat\w*|perundingan|pembahasan|discussed"
            r"|belum (di ?)?(ttd|tandatangan\w*)|no signed|planned|rencana|proses)\b"
        ),
    ),
    (
        "expired",
        (
            r"\b(expired|lapsed|berakhir|kedaluwarsa|kadaluarsa|kadaluwarsa|habis"
            r"|tidak (lagi )?berlaku|tidak aktif|inactive|ended|terminated|mati)\b"
        ),
    ),
    ("completed", r"\b(completed?|selesai|tuntas|finished|done)\b"),
    (
        "active",
        (
            r"\b(active|aktif|berlaku|in force|running|berjalan|valid|ongoing|hidup|extended"
            r"|diperpanjang)\b"
        ),
    ),
)

# Which computed statuses agree with what was said.
AGREES = {
    "draft": frozenset({"draft"}),
    "active": frozenset({"in_force", "expiring"}),
    "expired": frozenset({"expired", "terminated", "replaced"}),
    "completed": frozenset({"completed"}),
}


def said(text: str) -> str:
    """The claim inside a written status: draft, active, expired, completed, or "" when none."""
    folded = fold(text)
    return next((code for code, pattern in SAID if re.search(pattern, folded)), "")


def contradicts(said_code: str, computed: str) -> bool:
    """Whether a written status cannot be true beside the computed one.

    An unknown computed status contradicts nothing: nothing is known against the claim.
    """
    return bool(said_code) and computed != "unknown" and computed not in AGREES[said_code]

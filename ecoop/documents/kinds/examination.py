"""From bytes to a known kind, or to a plain no."""

import base64
from dataclasses import dataclass

from ecoop.documents.kinds import names, packages, pictures, portable, words
from ecoop.documents.kinds.refusals import Unfit

MOST_BYTES = 25 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of file that may be kept."""

    code: str
    mime: str

    @property
    def suffix(self) -> str:
        return f".{self.code}"


OFFICE = "application/vnd.openxmlformats-officedocument."
KINDS = {
    kind.code: kind
    for kind in (
        Kind("pdf", "application/pdf"),
        Kind("docx", f"{OFFICE}wordprocessingml.document"),
        Kind("xlsx", f"{OFFICE}spreadsheetml.sheet"),
        Kind("csv", "text/csv"),
        Kind("txt", "text/plain"),
        Kind("png", "image/png"),
        Kind("jpg", "image/jpeg"),
    )
}
# The industry's harmless test string for scanners, kept turned round so that no scanner finds it here.
EICAR = rb"*H+H$!ELIF-TSET-SURIVITNA-DRADNATS-RACIE$}7)CC7)^P(45XZP\4[PA@%P!O5X"[::-1]
MARKS = (EICAR, EICAR[:40], base64.b64encode(EICAR)[:40])


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that may be kept: its bytes (pictures rewritten), its kind and a safe name."""

    content: bytes
    kind: Kind
    name: str


def examine(content: bytes, *, name: str) -> Taken:
    """What `content` is; raises `Unfit` with words for the user. `name` decides nothing but how
    plain text is called (CSV or TXT)."""
    if not content:
        raise Unfit("empty")
    if len(content) > MOST_BYTES:
        raise Unfit("large")
    if is_marked(content):
        raise Unfit("harmful")
    code, cleaned = _told(content, name)
    kind = KINDS[code]
    return Taken(cleaned, kind, names.clean(name, suffix=kind.suffix))


def is_marked(content: bytes) -> bool:
    """Whether a mark of a virus stands in it."""
    return any(mark in content for mark in MARKS)


def _told(content: bytes, name: str) -> tuple[str, bytes]:
    if content.startswith(b"%PDF-"):
        portable.examine(content, forbidden=is_marked)
        return "pdf", content
    if content.startswith(b"PK"):
        return packages.examine(content, forbidden=is_marked), content
    if content.startswith(pictures.PNG):
        return "png", pictures.png(content)
    if content.startswith(b"\xff\xd8\xff"):
        return "jpg", pictures.jpeg(content)
    if content.startswith(packages.OLE):
        is_locked = "EncryptedPackage".encode("utf-16-le") in content
        raise Unfit("encrypted" if is_locked else "old")
    if content.startswith(packages.ARCHIVES):
        raise Unfit("archive")
    if content.startswith(packages.PROGRAMS):
        raise Unfit("active")
    words.examine(content)
    return ("csv" if name.lower().endswith((".csv", ".tsv")) else "txt"), content

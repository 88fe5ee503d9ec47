"""The bytes of an upload, kept under their hash; macros are taken out before anything is kept."""

import hashlib
import io
import re
import zipfile

from ecoop.documents import actions as documents
from ecoop.documents import store as shelves
from ecoop.matrix.reading.package import ACTIVE_PART

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_OVERRIDE = re.compile(rb"<(?:\w+:)?(?:Override|Relationship|Default)\b[^>]*/>")
_NAMED = re.compile(
    rb"vbaProject|vbaData|macrosheets/|dialogsheets/|activeX/|ctrlProps/|customUI|embeddings/",
    re.IGNORECASE,
)
_MACRO_TYPE = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
_PLAIN_TYPE = (XLSX + ".main+xml").encode()
LARGEST_PART = 64 * 1024 * 1024


def keep(*, content, name, by):
    """Examine and store a file for the bureau's eyes only; raises `Refused` with words for the user."""
    return documents.store(content, name=name, by=by, classification="confidential")


def bytes_of(file) -> bytes:
    """The bytes of a stored file."""
    return shelves.read(file.sha256)


def digest_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def mime_of(content: bytes) -> str:
    return XLSX if content[:2] == b"PK" else "text/csv"


def without_macros(content: bytes) -> bytes:
    """The workbook without macros, forms and embedded objects; other content as it is."""
    if content[:2] != b"PK":
        return content
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = package.namelist()
            if not any(ACTIVE_PART.search(name) for name in names):
                return content
            return _rewritten(package)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        return content  # the reader refuses it in plain words


def _rewritten(package: zipfile.ZipFile) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as clean:
        for entry in package.infolist():
            if ACTIVE_PART.search(entry.filename):
                continue
            if entry.file_size > LARGEST_PART:
                raise ValueError(entry.filename)
            part = package.read(entry)
            if entry.filename == "[Content_Types].xml" or entry.filename.endswith(".rels"):
                part = part.replace(_MACRO_TYPE, _PLAIN_TYPE)
                part = _OVERRIDE.sub(lambda tag: b"" if _NAMED.search(tag[0]) else tag[0], part)
            clean.writestr(entry.filename, part)
    return target.getvalue()

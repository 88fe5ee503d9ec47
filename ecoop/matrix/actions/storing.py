"""The bytes of an upload, kept under their hash; macros are taken out before anything is kept."""

import hashlib
import io
import re
import zipfile

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from ecoop.documents.models import File

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MACROS = re.compile(
    r"(?:vbaProject|vbaData|macrosheets/|dialogsheets/|activeX/|ctrlProps/|customUI|embeddings/)",
    re.IGNORECASE,
)
_OVERRIDE = re.compile(rb"<(?:\w+:)?(?:Override|Relationship|Default)\b[^>]*/>")
_NAMED = re.compile(
    rb"vbaProject|vbaData|macrosheets/|dialogsheets/|activeX/|ctrlProps/|customUI|embeddings/",
    re.IGNORECASE,
)
_MACRO_TYPE = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
_PLAIN_TYPE = (XLSX + ".main+xml").encode()
LARGEST_PART = 64 * 1024 * 1024


def keep(*, content, name, by) -> File:
    """Store a file's bytes once and return its row; only the bureau may see it."""
    file = File(sha256=digest_of(content), name=name[:255], mime=mime_of(content), size_bytes=len(content),
                stored_by=by.user_id)  # fmt: skip
    file.classify("confidential")
    if not default_storage.exists(file.key):
        default_storage.save(file.key, ContentFile(content))
    file.save(force_insert=True)
    return file


def bytes_of(file) -> bytes:
    """The bytes of a stored file."""
    with default_storage.open(file.key, "rb") as stored:
        return stored.read()


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
            if not any(_MACROS.search(name) for name in names):
                return content
            return _rewritten(package)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        return content  # the reader refuses it in plain words


def _rewritten(package: zipfile.ZipFile) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as clean:
        for entry in package.infolist():
            if _MACROS.search(entry.filename):
                continue
            if entry.file_size > LARGEST_PART:
                raise ValueError(entry.filename)
            part = package.read(entry)
            if entry.filename == "[Content_Types].xml" or entry.filename.endswith(".rels"):
                part = part.replace(_MACRO_TYPE, _PLAIN_TYPE)
                part = _OVERRIDE.sub(lambda tag: b"" if _NAMED.search(tag[0]) else tag[0], part)
            clean.writestr(entry.filename, part)
    return target.getvalue()

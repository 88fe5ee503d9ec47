"""The zip package of a workbook, opened with suspicion: sizes counted, no DTD, no entities."""

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Callable
from xml.parsers import expat

from ecoop.matrix.reading.limits import Budget
from ecoop.matrix.reading.refusals import Unreadable

_CHUNK = 1 << 16
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OverflowError,
    IndexError,
    KeyError,
    TypeError,
)
# Macros, forms and embedded objects: never opened here, and never kept by whoever stores the file.
ACTIVE_PART = re.compile(
    r"(?:vbaProject|vbaData|macrosheets/|dialogsheets/|activeX/|ctrlProps/|customUI|embeddings/)",
    re.IGNORECASE,
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
Chars = Callable[[str], None]


class Package:
    """Parts of an OOXML file by name, without regard to case or a leading slash."""

    def __init__(self, content: bytes, budget: Budget) -> None:
        self.budget = budget
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
            entries = self._zip.infolist()
        except _BROKEN as error:
            raise Unreadable("damaged") from error
        budget.spend("entries", len(entries), code="bomb")
        self._parts = {_key(entry.filename): entry for entry in entries}
        if any(entry.flag_bits & 1 for entry in entries):
            raise Unreadable("encrypted")

    def __contains__(self, name: str) -> bool:
        return _key(name) in self._parts

    def names(self) -> list[str]:
        return list(self._parts)

    def parse(self, name: str, *, start: Start, end: End | None, chars: Chars | None) -> None:
        """Stream one part through the handlers; names come without namespace."""
        parser = _parser(start, end, chars)
        size = 0
        try:
            with self._zip.open(self._parts[_key(name)]) as part:
                while chunk := part.read(_CHUNK):
                    size += len(chunk)
                    self._count(len(chunk), size)
                    parser.Parse(chunk, False)
                parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise Unreadable("damaged") from error
        except _BROKEN as error:
            raise Unreadable("damaged") from error

    def _count(self, amount: int, size: int) -> None:
        if size > self.budget.limits.part_bytes:
            raise Unreadable("bomb")
        self.budget.spend("all_bytes", amount, code="bomb")
        self.budget.check_clock()

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Relation id -> (last word of its type, full part name) of `part`."""
        folder, name = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", f"{name}.rels")
        found: dict[str, tuple[str, str]] = {}

        def start(tag: str, given: dict[str, str]) -> None:
            if tag == "Relationship" and given.get("TargetMode") != "External":
                kind = given.get("Type", "").rsplit("/", 1)[-1]
                target = given.get("Target", "").replace("\\", "/")
                found[given.get("Id", "")] = (kind, _resolve(folder, target))

        if rels in self:
            self.parse(rels, start=start, end=None, chars=None)
        return found


def holds_macros(content: bytes) -> bool:
    """Whether a workbook brings macros, forms or embedded objects with it."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return any(ACTIVE_PART.search(name) for name in package.namelist())
    except _BROKEN:
        return False


def _resolve(folder: str, target: str) -> str:
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(folder, target))


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").casefold()


def _parser(start: Start, end: End | None, chars: Chars | None) -> expat.XMLParserType:
    parser = expat.ParserCreate()
    local: dict[str, str] = {}

    def bare(name: str) -> str:
        """The name without its prefix, remembered for the next time."""
        if len(local) > 50_000:
            raise Unreadable("bomb")
        short = local[name] = name.rsplit(":", 1)[-1]
        return short

    def on_start(name: str, given: dict[str, str]) -> None:
        start(local.get(name) or bare(name), given)

    def on_end(name: str) -> None:
        end(local.get(name) or bare(name))  # type: ignore[misc]

    parser.StartElementHandler = on_start
    if end is not None:
        parser.EndElementHandler = on_end
    if chars is not None:
        parser.CharacterDataHandler = chars
    parser.StartDoctypeDeclHandler = _forbid
    parser.EntityDeclHandler = _forbid
    parser.buffer_text = True
    parser.buffer_size = _CHUNK
    return parser


def _forbid(*_: object) -> None:
    raise Unreadable("forbidden_xml")


def relation_id(given: dict[str, str]) -> str:
    """The r:id of an element, whatever prefix or namespace (strict or not) it wears."""
    return next((value for key, value in given.items() if key.endswith(":id")), "")


def refuse_other_formats(content: bytes) -> None:
    """Name the format of a file that is certainly neither a workbook nor text."""
    if not content.strip(b"\x00 \r\n\t\xef\xbb\xbf\xff\xfe"):
        raise Unreadable("empty")
    if content.startswith(_OLE):
        wide = "EncryptedPackage".encode("utf-16-le")
        raise Unreadable("encrypted" if wide in content else "xls")
    if content.startswith((b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00")):
        raise Unreadable("xls")
    head = content[:2048].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if head.startswith(b"%pdf"):
        raise Unreadable("pdf")
    if head.startswith((b"<!doctype html", b"<html", b"<table", b"<head", b"<body")):
        raise Unreadable("html")
    if head.startswith((b"<?xml", b"<!doctype")):
        raise Unreadable("html" if b"<html" in head else "xml")
    if head.startswith(b"mime-version:"):
        raise Unreadable("html")


def refuse_other_packages(package: Package, content: bytes) -> None:
    """Name the format of a zip file that is no XLSX or XLSM workbook."""
    names = package.names()
    if "mimetype" in names and b"opendocument" in content[:200]:
        raise Unreadable("ods")
    if "xl/workbook.bin" in names:
        raise Unreadable("xlsb")
    if any(name.startswith(("word/", "ppt/")) for name in names):
        raise Unreadable("other_office")
    if "encryptedpackage" in names:
        raise Unreadable("encrypted")

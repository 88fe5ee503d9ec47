"""Office packages (DOCX, XLSX): ZIP files that may hold bombs, macros, paths and entities."""

import io
import re
import stat
import struct
import zipfile
import zlib

from ecoop.documents.kinds.refusals import Unfit

MEMBERS_MOST = 3_000
UNFOLDED_MOST = 300 * 1024 * 1024
RATIO_MOST = 200
RATIO_FREE = 1024 * 1024  # small members may well be 99 % blanks
DEPTH_MOST = 2
MAIN = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml": "xlsx",
}
MACRO = re.compile(rb"macroEnabled|vbaProject", re.IGNORECASE)
MACRO_PART = re.compile(r"(vbaProject|vbaData|xl/macrosheets/|activeX/|customUI)", re.IGNORECASE)
ENTITY = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
TEMPLATE = re.compile(
    rb"relationships/(attachedTemplate|oleObject|frame|subDocument|externalLinkPath/ole)[^>]*"
    rb"TargetMode\s*=\s*[\"']External",
    re.IGNORECASE,
)
DDE = re.compile(rb"<(\w+:)?ddeLink\b|DDEAUTO", re.IGNORECASE)
XML_NAMES = (".xml", ".rels", ".vml")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ARCHIVES = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"MSCF", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd")
PROGRAMS = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"#!")


def examine(content: bytes, *, forbidden, depth: int = 0, budget: list[int] | None = None) -> str:
    """'docx' or 'xlsx'; raises `Unfit`. `forbidden(bytes)` looks for marks of viruses.

    `budget` is what may still be unfolded, over all packages inside one another.
    """
    if depth > DEPTH_MOST:
        raise Unfit("archive")
    budget = [UNFOLDED_MOST] if budget is None else budget
    archive = _open(content)
    _check_directory(archive, content)
    for info in archive.infolist():
        if not info.is_dir():
            _check_member(info, _unfold(archive, info, budget), forbidden, depth, budget)
    return _kind(archive)


def _open(content: bytes) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error, UnicodeError):
        raise Unfit("broken") from None


def _check_directory(archive: zipfile.ZipFile, content: bytes) -> None:
    """Everything that the directory alone can tell: number, names, sizes, overlaps."""
    infos = archive.infolist()
    names = [info.filename for info in infos]
    if len(infos) > MEMBERS_MOST:
        raise Unfit("bomb")
    if any(info.flag_bits & 0x1 for info in infos):
        raise Unfit("encrypted")
    if len(set(map(str.casefold, names))) != len(names) or any(map(_is_unsafe, infos)):
        raise Unfit("active")
    if sum(info.file_size for info in infos) > UNFOLDED_MOST:
        raise Unfit("bomb")
    if content[:4] != b"PK\x03\x04" or (infos and min(i.header_offset for i in infos) != 0):
        raise Unfit("mixed")
    ends = sorted((i.header_offset, i.header_offset + 30 + i.compress_size) for i in infos)
    if any(end > start for (_, end), (start, _) in zip(ends, ends[1:], strict=False)):
        raise Unfit("bomb")  # members that share their bytes


def _is_unsafe(info: zipfile.ZipInfo) -> bool:
    name = info.orig_filename
    steps = re.split(r"[\\/]", name)
    is_link = stat.S_ISLNK(info.external_attr >> 16)
    return is_link or ".." in steps or steps[0] == "" or ":" in name or "\0" in name or "\\" in name


def _unfold(archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: list[int]) -> bytes:
    """One member's bytes, never more than the budget, whatever its size claims to be."""
    most = min(budget[0], info.file_size)
    try:
        with archive.open(info) as member:
            inside = member.read(most + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError):
        raise Unfit("broken") from None
    except RuntimeError:  # zipfile's word for a password
        raise Unfit("encrypted") from None
    budget[0] -= len(inside)
    is_dense = len(inside) > RATIO_FREE and len(inside) > RATIO_MOST * max(info.compress_size, 1)
    if len(inside) > most or budget[0] < 0 or is_dense:
        raise Unfit("bomb")
    return inside


def _check_member(info, inside: bytes, forbidden, depth: int, budget: list[int]) -> None:
    name = info.filename
    if forbidden(inside):
        raise Unfit("harmful")
    if MACRO_PART.search(name):
        raise Unfit("macros")
    if name.lower().endswith(XML_NAMES) or inside.lstrip()[:5] == b"<?xml":
        _check_xml(name, inside)
    if inside.startswith(b"PK\x03\x04"):
        examine(inside, forbidden=forbidden, depth=depth + 1, budget=budget)
    elif inside.startswith(ARCHIVES):
        raise Unfit("archive")
    elif inside.startswith(OLE) or inside.startswith(PROGRAMS):
        raise Unfit("active")


def _check_xml(name: str, inside: bytes) -> None:
    plain = inside.replace(b"\0", b"")  # UTF-16 is XML, too
    if ENTITY.search(plain):
        raise Unfit("active")
    if name == "[Content_Types].xml" and MACRO.search(plain):
        raise Unfit("macros")
    if name.endswith(".rels") and (TEMPLATE.search(plain) or _turned(plain)):
        raise Unfit("active")
    if DDE.search(plain):
        raise Unfit("active")


def _turned(rels: bytes) -> bool:
    """The same dangerous relationships with their attributes in another order."""
    for tag in re.findall(rb"<[^>]*Relationship\b[^>]*>", rels):
        is_outside = re.search(rb"TargetMode\s*=\s*[\"']External", tag, re.IGNORECASE)
        if is_outside and re.search(rb"/(attachedTemplate|oleObject|frame|subDocument)[\"']", tag):
            return True
    return False


def _kind(archive: zipfile.ZipFile) -> str:
    try:
        types = archive.read("[Content_Types].xml").replace(b"\0", b"").decode("utf-8", "replace")
    except KeyError:
        raise Unfit("archive") from None
    for main, kind in MAIN.items():
        if main in types:
            return kind
    raise Unfit("macros" if MACRO.search(types.encode()) else "unknown")

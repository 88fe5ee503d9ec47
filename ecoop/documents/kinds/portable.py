"""PDF: whole, unencrypted, without scripts, launches, forms of XFA and files inside."""

import re
import zlib

from ecoop.documents.kinds.refusals import Unfit

HEX = re.compile(rb"#([0-9a-fA-F]{2})")
NAME = re.compile(rb"/[^\s/<>\[\]()%{}]+")
# Looked for everywhere, even in packed data, because readers disagree on where that begins ...
ACTIVE = {
    b"/JavaScript", b"/Launch", b"/EmbeddedFile", b"/EmbeddedFiles", b"/RichMedia", b"/GoToE",
    b"/SubmitForm", b"/ImportData", b"/Rendition",
}  # fmt: skip
# ... and, being so short that chance writes them into pictures, outside packed data only.
SHORT = {b"/JS", b"/EF", b"/XFA", b"/GoToR", b"/Movie", b"/Sound"}
PACKED = re.compile(rb"stream\r?\n.*?endstream", re.DOTALL)
STREAM = re.compile(rb"stream\r?\n")
FLATE = (b"/FlateDecode", b"/Fl")
STREAM_MOST = 64 * 1024 * 1024
UNFOLDED_MOST = 256 * 1024 * 1024
HEAD = 2_000
TAIL = 70_000
STREAMS_MOST = 60_000


def examine(content: bytes, *, forbidden) -> None:
    """Raise `Unfit` unless this is a PDF that nothing can be started from."""
    if b"%%EOF" not in content[-2048:]:
        raise Unfit("broken")
    if b"PK\x05\x06" in content[-TAIL:]:
        raise Unfit("mixed")
    _check_names(content)
    left = UNFOLDED_MOST
    for count, found in enumerate(STREAM.finditer(content)):
        if count > STREAMS_MOST:
            raise Unfit("bomb")
        unfolded = _unfold(content, found.start(), found.end())
        left -= len(unfolded)
        if left < 0:
            raise Unfit("bomb")
        if forbidden(unfolded):
            raise Unfit("harmful")
        if b"/ObjStm" in _plain(_dictionary(content, found.start())):
            _check_names(unfolded)


def _check_names(part: bytes) -> None:
    outside = {_plain(name) for name in NAME.findall(PACKED.sub(b" ", part))}
    if b"/Encrypt" in outside:
        raise Unfit("encrypted")
    everywhere = {_plain(name) for name in NAME.findall(part)}
    if everywhere & ACTIVE or outside & SHORT:
        raise Unfit("active")


def _plain(name: bytes) -> bytes:
    """Names may hide letters as #4a."""
    return HEX.sub(lambda found: bytes([int(found[1], 16)]), name)


def _dictionary(content: bytes, place: int) -> bytes:
    """What stands before a stream's data, from the last object's beginning."""
    before = content[max(0, place - HEAD) : place]
    return before[max(before.rfind(b" obj"), 0) :]


def _unfold(content: bytes, place: int, start: int) -> bytes:
    filters = [name for name in NAME.findall(_plain(_dictionary(content, place))) if name in FLATE]
    if not filters:
        return b""
    if len(filters) > 1:
        raise Unfit("bomb")  # packed twice: nothing honest needs it
    packed = content[start : start + STREAM_MOST]
    unpacker = zlib.decompressobj()
    try:
        unfolded = unpacker.decompress(packed, STREAM_MOST + 1)
    except zlib.error:
        return b""  # readers stop here as well
    if len(unfolded) > STREAM_MOST:
        raise Unfit("bomb")
    return unfolded

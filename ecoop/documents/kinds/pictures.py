"""PNG and JPEG, rewritten without what the camera wrote into them (place, owner, comments)."""

import struct
import zlib

from ecoop.documents.kinds.refusals import Unfit

PIXELS_MOST = 100_000_000
PNG = b"\x89PNG\r\n\x1a\n"
PNG_KEPT = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"pHYs", b"sBIT", b"bKGD"}  # fmt: skip
FRAMES = {0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF}
KEPT_APPS = {0xE0, 0xEE}  # JFIF and Adobe: how to read the colours
ORIENTATION = 0x0112


def png(content: bytes) -> bytes:
    """The picture with its pixels and colours only."""
    kept, place, seen = [PNG], len(PNG), []
    while place < len(content):
        if place + 12 > len(content):
            raise Unfit("broken")
        size, kind = struct.unpack(">I4s", content[place : place + 8])
        end = place + 12 + size
        if end > len(content) or zlib.crc32(content[place + 4 : end - 4]) != struct.unpack(">I", content[end - 4 : end])[0]:  # fmt: skip
            raise Unfit("broken")
        seen.append(kind)
        if kind == b"IHDR":
            _check_size(*struct.unpack(">II", content[place + 8 : place + 16]))
        if kind in PNG_KEPT:
            kept.append(content[place:end])
        place = end
        if kind == b"IEND":
            break
    if seen[:1] != [b"IHDR"] or seen[-1:] != [b"IEND"] or b"IDAT" not in seen:
        raise Unfit("broken")
    return b"".join(kept)


def jpeg(content: bytes) -> bytes:
    """The picture without Exif (place, time, owner), comments and anything behind its end; the
    way it is turned is kept."""
    kept, place, is_framed = [content[:2]], 2, False
    while True:
        marker, end = _segment(content, place)
        if marker in FRAMES:
            height, width = struct.unpack(">HH", content[place + 5 : place + 9])
            _check_size(width, height)
            is_framed = True
        if marker == 0xE1:
            kept.append(_turning(content[place + 4 : end]))
        elif marker != 0xFE and (not 0xE0 <= marker <= 0xEF or marker in KEPT_APPS):
            kept.append(content[place:end])
        place = end
        if marker == 0xDA:
            break
    last = _picture_end(content, place)
    if not is_framed:
        raise Unfit("broken")
    return b"".join([*kept, content[place:last]])


def _segment(content: bytes, place: int) -> tuple[int, int]:
    if place + 4 > len(content) or content[place] != 0xFF:
        raise Unfit("broken")
    marker, size = content[place + 1], struct.unpack(">H", content[place + 2 : place + 4])[0]
    if size < 2 or place + 2 + size > len(content) or marker in (0x00, 0xFF, 0xD9):
        raise Unfit("broken")
    return marker, place + 2 + size


def _picture_end(content: bytes, place: int) -> int:
    """Where the picture ends. Later scans of a progressive picture carry no metadata."""
    while True:
        place = content.find(b"\xff", place)
        if place < 0 or place + 1 >= len(content):
            raise Unfit("broken")
        marker = content[place + 1]
        if marker == 0xD9:
            return place + 2
        if marker == 0x00 or marker == 0xFF or 0xD0 <= marker <= 0xD7:
            place += 1 if marker == 0xFF else 2
        else:
            marker, place = _segment(content, place)
            if marker == 0xFE or 0xE0 <= marker <= 0xEF:
                raise Unfit("mixed")


def _turning(exif: bytes) -> bytes:
    """A new Exif segment that says only how the picture is turned; nothing if it is upright."""
    order = {b"II": "<", b"MM": ">"}.get(exif[6:8])
    if not exif.startswith(b"Exif\0\0") or order is None or len(exif) < 16:
        return b""
    tiff = exif[6:]
    first = struct.unpack(order + "I", tiff[4:8])[0]
    if first + 2 > len(tiff):
        return b""
    count = struct.unpack(order + "H", tiff[first : first + 2])[0]
    for number in range(min(count, 64)):
        entry = tiff[first + 2 + number * 12 : first + 14 + number * 12]
        if len(entry) == 12 and struct.unpack(order + "H", entry[:2])[0] == ORIENTATION:
            value = struct.unpack(order + "H", entry[8:10])[0]
            return _exif(value) if 2 <= value <= 8 else b""
    return b""


def _exif(turning: int) -> bytes:
    body = b"Exif\0\0MM\0*" + struct.pack(">IHHHIHHI", 8, 1, ORIENTATION, 3, 1, turning, 0, 0)
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def _check_size(width: int, height: int) -> None:
    if not width or not height:
        raise Unfit("broken")
    if width * height > PIXELS_MOST:
        raise Unfit("picture")

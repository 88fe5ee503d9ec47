"""Plain text and CSV: letters only, and no markup or program in disguise."""

import re

from ecoop.documents.kinds.refusals import Unfit

MARKUP = re.compile(
    r"<(!doctype|html|head|body|script|svg|iframe|object|embed|\?php|\?xml|%|meta|link|style|math)\b"
    r"|<\?php|<\?=|^#!|^\{\\rtf|^%!PS|^\s*(@echo|powershell|cmd(\.exe)?\s+/c)|javascript:",
    re.IGNORECASE,
)
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")


def examine(content: bytes) -> str:
    """The text; raises `Unfit` when this is not plain text."""
    text = _decoded(content)
    if CONTROLS.search(text):
        raise Unfit("unknown")
    if MARKUP.search(text):
        raise Unfit("active")
    return text


def _decoded(content: bytes) -> str:
    encodings = ["utf-8-sig", "cp1252"]
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encodings = ["utf-16"]
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unfit("unknown")

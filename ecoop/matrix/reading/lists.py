"""Cells that hold lists: scopes with bullets, numbers, letters, semicolons or commas."""

import re

from ecoop.matrix.reading.words import is_placeholder

_BULLET = re.compile(
    r"^\s*(?:[-–—•●▪◦*·>✓]+\s*|\(?\d{1,2}\s?[.)]\s*|\(?[a-zA-Z]\s?[.)]\s+|\(?[ivx]{1,4}\s?[.)]\s+)"
)
_INLINE = re.compile(r"(?<=\S)\s+(?=(?:\(?\d{1,2}[.)]|\(?[b-h][.)])\s+\S)|\s*[•●▪◦]\s*")
_COMMAS = re.compile(r",(?![^()]*\))\s+(?!\d)")
_LABELLED = re.compile(
    r"(?:^|[;\n.]\s*)(?:ruang )?(?:lingkup|scope|bidang|cakupan)(?: kerja ?sama| of cooperation)?\s*"
    r"[:=]\s*([^;\n]+)",
    re.IGNORECASE,
)


def items(text: str) -> list[str]:
    """The items of a list as people write it in a cell."""
    if is_placeholder(text):
        return []
    lines = [line for line in re.split(r"[\n\r]+", text) if line.strip()]
    marked = [line for line in lines if _BULLET.match(line)]
    if marked and len(marked) < len(lines):
        lines = _joined(lines)
    parts = [part for line in lines for part in _INLINE.split(line)]
    parts = [part for piece in parts for part in piece.split(";")]
    if len(parts) == 1 and not marked:
        parts = _COMMAS.split(parts[0])
    cleaned = (_clean(part) for part in parts)
    return list(dict.fromkeys(part for part in cleaned if part))


def _joined(lines: list[str]) -> list[str]:
    """Lines without a mark go on with the item above."""
    joined: list[str] = []
    for line in lines:
        if _BULLET.match(line) or not joined:
            joined.append(line)
        else:
            joined[-1] = f"{joined[-1].rstrip()} {line.strip()}"
    return joined


def _clean(part: str) -> str:
    part = _BULLET.sub("", part, count=1)
    part = re.sub(r"^(?:dan|serta|and)\s+", "", " ".join(part.split()))
    part = re.sub(r"\s*[,;]?\s*(?:dan|and)?\s*[;,.]*$", "", part)
    return "" if is_placeholder(part) else part


def scope_in_notes(text: str) -> list[str]:
    """The scope that a column of remarks names: "Aktif; lingkup: pelatihan, simulasi"."""
    found = _LABELLED.search(text)
    return items(found[1]) if found else []

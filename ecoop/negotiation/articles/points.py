"""The outline of an article: paragraphs and points found by their marks."""

import re

from ecoop.negotiation.articles.model import Point

ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9,
         "x": 10, "xi": 11, "xii": 12, "xiii": 13, "xiv": 14, "xv": 15}  # fmt: skip
MARK = re.compile(
    r"""\s*(?:
        \((?P<paren>\d{1,3}|[ivx]{1,5}|[a-zA-Z])\)
      | (?P<deep>\d{1,2}(?:\.\d{1,2})+)\.?(?=\s)
      | (?P<close>\d{1,3}|[ivx]{1,5}|[a-zA-Z])\)(?=\s|$)
      | (?P<dot>\d{1,3}|[ivx]{1,5}|[a-zA-Z])\.(?=\s|$)
      | (?P<bullet>[-\u2013\u2014\u2022\u25cf\u25aa\u00b7*\uf0b7])(?=\s)
    )\s*""",
    re.VERBOSE,
)
# A list that runs on inside a sentence: "...: a. first; b. second; and c. third."
INLINE = re.compile(
    r"(?<=[:;,.])\s+(?:(?:and/or|and|or|dan/atau|dan|serta|atau)\s+)?"
    r"(?=(?:\([a-z\d]{1,4}\)|[a-z\d]{1,3}[.)])\s+\S)"
    r"|(?<=\w)\s+(?=\(a\)\s+[a-z]{3})"
)


def outline(body: str) -> list[Point]:
    """The paragraphs of `body`, each with its points; lines without a mark are paragraphs."""
    top: list[Point] = []
    path: list[Point] = []
    for line in body.split("\n"):
        if not line.strip():
            continue
        for piece in _pieces(line):
            point = _marked(piece, path)
            path = path[: _depth(point, path)]
            (path[-1].points if path else top).append(point)
            path.append(point)
    return top


def marked(line: str) -> bool:
    """Whether a line begins with the mark of a paragraph or point."""
    return bool(MARK.match(line))


def _pieces(line: str) -> list[str]:
    """A line cut where a list runs on inside it: at least two marks in their order."""
    cuts = [0, *(found.end() for found in INLINE.finditer(line)), len(line)]
    pieces = [line[a:b].strip() for a, b in zip(cuts, cuts[1:], strict=False)]
    marks = [_marked(piece, []) for piece in pieces]
    first = 0 if marks[0].mark else 1
    listed = marks[1:] if first else marks
    begins = [each for each in listed if each.order == 1]
    if len(listed) < 2 or not begins:
        return [line.strip()]
    if not first and len(begins) == 1 and marks[0].style != marks[1].style:
        return pieces
    runs = all(
        b.order in (a.order + 1, 1) or b.style != a.style
        for a, b in zip(listed, listed[1:], strict=False)
    )
    return pieces if runs else [line.strip()]


def _marked(line: str, path: list[Point]) -> Point:
    found = MARK.match(line)
    if not found:
        return Point(text=line.strip())
    style = found.lastgroup or ""
    said = found[style]
    text = line[found.end() :].strip()
    if style == "bullet":
        return Point(text, said, "bullet", 0, "bullet")
    if style == "deep":
        steps = said.split(".")
        return Point(text, found[0].strip(), "number", int(steps[-1]), f"deep{len(steps)}")
    if said.isdigit():
        return Point(text, found[0].strip(), "number", int(said), f"number-{style}")
    return _lettered(said, style, text, found[0].strip(), path)


def _lettered(said: str, style: str, text: str, mark: str, path: list[Point]) -> Point:
    """A letter or a roman number: "i" after "h" is a letter, "i" under "c" is roman."""
    low = said.lower()
    before = [point for point in path if point.style == f"letter-{style}"]
    follows = before and len(low) == 1 and before[-1].order + 1 == ord(low) - 96
    roman = [point for point in path if point.style == f"roman-{style}"]
    is_roman = low in ROMAN and not follows and (low == "i" or roman or len(low) > 1)
    if is_roman:
        return Point(text, mark, "roman", ROMAN[low], f"roman-{style}")
    if len(low) > 1:
        return Point(f"{mark} {text}".strip())
    return Point(text, mark, "letter", ord(low) - 96, f"letter-{style}")


def _depth(point: Point, path: list[Point]) -> int:
    """How many of `path` stay above `point`."""
    for depth, above in enumerate(path):
        if above.style == point.style:
            return depth
    if not path or not point.sort:
        return 0
    last = path[-1]
    if last.text.rstrip().endswith(":"):
        return len(path)
    if point.style.startswith("deep"):
        return min(int(point.style[4:]) - 2, len(path))
    if point.sort == "number" and point.order == 1 and last.sort in ("letter", "roman"):
        return len(path)
    return 0 if point.sort == "number" else len(path)

"""The styles and shared strings of a workbook, as far as a reader needs them."""

from dataclasses import dataclass, field

from ecoop.matrix.reading.numberformats import date_precision
from ecoop.matrix.reading.package import Package


@dataclass(frozen=True, slots=True)
class Style:
    """How a cell is shown: date precision, format code, struck through, bold, colour behind."""

    precision: str = ""
    code: str = ""
    struck: bool = False
    bold: bool = False
    fill: str = ""


PLAIN = Style()
_WHITE = ("FFFFFF", "theme:0")
_INDEXED = {
    2: "FF0000", 3: "00FF00", 4: "0000FF", 5: "FFFF00", 6: "FF00FF", 7: "00FFFF", 10: "FF0000",
    11: "00FF00", 12: "0000FF", 13: "FFFF00", 17: "008000", 22: "C0C0C0", 23: "808080", 26: "FFFFCC",
    42: "CCFFCC", 43: "FFFF99", 45: "FF99CC", 50: "99CC00", 51: "FFCC00", 52: "FF9900", 53: "FF6600",
    57: "339966",
}  # fmt: skip


@dataclass(slots=True)
class _Collected:
    path: list[str] = field(default_factory=list)
    codes: dict[int, str] = field(default_factory=dict)
    fonts: list[list[bool]] = field(default_factory=list)
    fills: list[list[str]] = field(default_factory=list)
    formats: list[tuple[int, int, int]] = field(default_factory=list)


def number(text: str | None, default: int = 0) -> int:
    """A whole number of an attribute; nonsense counts as `default`."""
    try:
        return int(text) if text is not None else default
    except ValueError:
        return default


def is_on(value: str | None) -> bool:
    """An XML boolean whose absence of a value means true (`<b/>`)."""
    return value is None or value.lower() in ("1", "true", "on")


def read_styles(package: Package, part: str) -> list[Style]:
    """Cell styles by index; a workbook without the part has none."""
    if not part or part not in package:
        return []
    got = _Collected()

    def start(tag: str, given: dict[str, str]) -> None:
        parent = got.path[-1] if got.path else ""
        got.path.append(tag)
        if tag == "numFmt":
            got.codes[number(given.get("numFmtId"))] = given.get("formatCode", "")[:300]
        elif tag == "font" and parent == "fonts":
            got.fonts.append([False, False])
            package.budget.spend("styles")
        elif tag == "fill" and parent == "fills":
            got.fills.append(["", ""])
            package.budget.spend("styles")
        elif got.fills and tag in ("patternFill", "fgColor") and "fills" in got.path:
            _note_fill(got.fills[-1], tag, given)
        elif parent == "font" and got.fonts and "fonts" in got.path:
            _note_font(got.fonts[-1], tag, given)
        elif tag == "xf" and parent == "cellXfs":
            package.budget.spend("styles")
            ids = (given.get("numFmtId"), given.get("fontId"), given.get("fillId"))
            got.formats.append((number(ids[0]), number(ids[1]), number(ids[2])))

    package.parse(part, start=start, end=lambda _: got.path.pop() and None, chars=None)
    return [_style(got, *ids) for ids in got.formats]


def _note_font(font: list[bool], tag: str, given: dict[str, str]) -> None:
    if tag == "strike":
        font[0] = is_on(given.get("val"))
    elif tag == "b":
        font[1] = is_on(given.get("val"))


def _note_fill(fill: list[str], tag: str, given: dict[str, str]) -> None:
    """[pattern, colour]: "RRGGBB" or "theme:N" (tints of a theme's colour count as one)."""
    if tag == "patternFill":
        fill[0] = given.get("patternType", "")[:20]
    elif "rgb" in given:
        fill[1] = given["rgb"][-6:].upper()
    elif "theme" in given:
        fill[1] = f"theme:{number(given['theme'])}"
    elif "indexed" in given:
        fill[1] = _INDEXED.get(number(given["indexed"]), "")


def _style(got: _Collected, format_id: int, font_id: int, fill_id: int) -> Style:
    struck, bold = got.fonts[font_id] if 0 <= font_id < len(got.fonts) else (False, False)
    code = got.codes.get(format_id, "")
    pattern, colour = got.fills[fill_id] if 0 <= fill_id < len(got.fills) else ("", "")
    fill = colour if pattern == "solid" and colour not in _WHITE else ""
    shown = date_precision(format_id, code)
    return Style(precision=shown, code=code, struck=struck, bold=bold, fill=fill)


@dataclass(frozen=True, slots=True)
class Rich:
    """A text with runs: what still stands, and whether part of it is struck through."""

    text: str
    partly_struck: bool = False
    wholly_struck: bool = False


class RichText:
    """Collects `<si>` or `<is>`: runs, strikes, without phonetic hints."""

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        self._kept: list[str] = []
        self._struck: list[str] = []
        self._in_struck_run = False
        self._in_phonetic = False
        self._in_text = False

    def start(self, tag: str, given: dict[str, str]) -> None:
        if tag == "t":
            self._in_text = not self._in_phonetic
        elif tag == "r":
            self._in_struck_run = False
        elif tag == "strike":
            self._in_struck_run = is_on(given.get("val"))
        elif tag == "rPh":
            self._in_phonetic = True

    def end(self, tag: str) -> None:
        if tag == "t":
            self._in_text = False
        elif tag == "rPh":
            self._in_phonetic = False
        elif tag == "r":
            self._in_struck_run = False

    def chars(self, text: str) -> None:
        if self._in_text:
            (self._struck if self._in_struck_run else self._kept).append(text)

    def value(self) -> Rich:
        kept, struck = "".join(self._kept), "".join(self._struck)
        if not struck.strip():
            return Rich(kept + struck)
        if not kept.strip():
            return Rich(struck, wholly_struck=True)
        return Rich(kept, partly_struck=True)


def read_strings(package: Package, part: str) -> list[Rich]:
    """The shared strings by index; a workbook without the part has none."""
    if not part or part not in package:
        return []
    strings: list[Rich] = []
    rich = RichText()

    def end(tag: str) -> None:
        if tag == "si":
            value = rich.value()
            package.budget.spend("strings")
            package.budget.spend("string_bytes", len(value.text), code="bomb")
            strings.append(value)
            rich.clear()
        else:
            rich.end(tag)

    package.parse(part, start=rich.start, end=end, chars=rich.chars)
    return strings

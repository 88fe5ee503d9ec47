"""Numbers that Word counts by itself: they stand in no text, yet they are the paragraphs' marks."""

from dataclasses import dataclass, field

from ecoop.negotiation.articles.docx.package import Node

BASED_MOST = 20  # styles that are based on each other
ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(slots=True)
class Level:
    form: str
    text: str
    start: int


@dataclass(slots=True)
class Counter:
    """Counts the paragraphs of a document in their order."""

    lists: dict[str, str] = field(default_factory=dict)
    levels: dict[tuple[str, int], Level] = field(default_factory=dict)
    restarts: dict[tuple[str, int], int] = field(default_factory=dict)
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    counts: dict[tuple[str, int], int] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, numbering: Node, styles: Node) -> "Counter":
        counter = cls()
        for abstract in numbering.each("abstractNum"):
            for level in abstract.each("lvl"):
                place = (abstract.given.get("abstractNumId", ""), _number(level.given.get("ilvl")))
                counter.levels[place] = Level(
                    level.value("numFmt"), level.value("lvlText"), _number(level.value("start"), 1)
                )
        for each in numbering.each("num"):
            counter._adopt(each)
        known = {style.given.get("styleId", ""): style for style in styles.each("style")}
        counter.styles = {name: found for name in known if (found := _place(name, known))}
        return counter

    def _adopt(self, num: Node) -> None:
        name = num.given.get("numId", "")
        self.lists[name] = num.value("abstractNumId")
        for override in num.each("lvlOverride"):
            if start := override.value("startOverride"):
                self.restarts[name, _number(override.given.get("ilvl"))] = _number(start, 1)

    def mark(self, properties: Node | None) -> str:
        """The mark of the next paragraph with these properties, '' when it has none."""
        if properties is None:
            return ""
        name, depth = self.styles.get(properties.value("pStyle"), ("", 0))
        name = properties.value("numPr", "numId") or name
        if properties.value("numPr", "ilvl"):
            depth = _number(properties.value("numPr", "ilvl"))
        level = self.levels.get((self.lists.get(name, ""), depth))
        if level is None or level.form == "none":
            return ""
        return self._counted(name, depth, level)

    def _counted(self, name: str, depth: int, level: Level) -> str:
        abstract = self.lists[name]
        if name not in self.seen:
            self.seen.add(name)
            for (other, at), start in self.restarts.items():
                if other == name:
                    self.counts[abstract, at] = start - 1
        self.counts[abstract, depth] = self.counts.get((abstract, depth), level.start - 1) + 1
        for deeper in [at for of, at in self.counts if of == abstract and at > depth]:
            del self.counts[abstract, deeper]
        if level.form == "bullet":
            return "-"
        return self._filled(abstract, level)

    def _filled(self, abstract: str, level: Level) -> str:
        text = level.text
        for at in range(9):
            if f"%{at + 1}" in text:
                form = self.levels.get((abstract, at), level).form
                text = text.replace(
                    f"%{at + 1}", _written(self.counts.get((abstract, at), 1), form)
                )
        return text.strip()


def _place(name: str, styles: dict[str, Node]) -> tuple[str, int] | None:
    """(list, level) of a style: its own, or that of the style on which it is based."""
    depth = ""
    for _ in range(BASED_MOST):  # a circle ends
        if (style := styles.get(name)) is None:
            return None
        depth = depth or style.value("pPr", "numPr", "ilvl")
        if found := style.value("pPr", "numPr", "numId"):
            return found, _number(depth)
        name = style.value("basedOn")
    return None


def _written(count: int, form: str) -> str:
    if form in ("lowerLetter", "upperLetter") and count <= 26:
        letter = chr(96 + count)
        return letter if form == "lowerLetter" else letter.upper()
    if form in ("lowerRoman", "upperRoman"):
        said, rest = "", count
        for value, sign in ROMAN:
            said, rest = said + sign * (rest // value), rest % value
        return said if form == "lowerRoman" else said.upper()
    return str(count)


def _number(text: str | None, default: int = 0) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 7 else default

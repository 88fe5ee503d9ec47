"""The SVG of a track: plain attributes only, so that it may stand in any page under its policy."""

from html import escape

from ecoop.core.bilingual import Text
from ecoop.core.citing import source_in
from ecoop.procedures.drawing.layout import Layout, layout
from ecoop.procedures.model import Procedure, Step

# The light colours of the house (core/static/ecoop/css/1-tokens.css), so that it prints well.
INK, SOFT, PAPER, GROUND, LINE, EDGE = (
    "#15222c", "#4a5963", "#ffffff", "#f4f6f7", "#d9dfe3", "#74828c",
)  # fmt: skip
ACCENT, WASH, GOOD, BAD = "#0a587c", "#e6f0f5", "#1b6b3c", "#a41420"
FONT = "'Source Sans 3 Variable', 'Source Sans 3', system-ui, 'Segoe UI', Roboto, sans-serif"
WIDE, HIGH, ACROSS, DOWN = 296, 102, 56, 32
MARGIN, HEAD = 32, 132
LETTERS = 34  # of 14 px and bold that fit a box, in a wide typeface
SMALL_LETTERS = 47
SHOWN = 0.85  # of the drawn size: four boxes stand side by side on a desk's screen
VERSION = Text(id="Versi {n}, berlaku sejak {day}", en="Version {n}, in force from {day}")
RECORDED = Text(id="✓ tercatat", en="✓ recorded")
LEGEND = (
    (Text(id="langkah di jalan utama", en="step on the way"), WASH, ACCENT, ""),
    (Text(id="langkah lain atau kewajiban", en="other step or duty"), PAPER, EDGE, ""),
    (Text(id="hanya bila syaratnya ada", en="only if it applies"), PAPER, EDGE, "5 4"),
    (Text(id="tujuan", en="goal"), WASH, GOOD, ""),
    (Text(id="menutup jalan", en="closes the way"), PAPER, BAD, ""),
)
ANY_TIME = Text(id="Setiap saat sebelum tujuan", en="At any time before the goal")
GATES = Text(id="Kaidah: {gates}", en="Gates: {gates}")


TIP = (
    '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" '
    f'orient="auto-start-reverse"><path d="M0 0L8 4L0 8z" fill="{EDGE}"/></marker></defs>'
)


def svg(procedure: Procedure, *, lang: str, marked: frozenset[str] = frozenset()) -> str:
    """The track as a picture; steps in `marked` are drawn as recorded (a case on its track)."""
    plan = layout(procedure)
    width = max(2 * MARGIN + plan.columns * (WIDE + ACROSS) - ACROSS, 1000)
    height = HEAD + plan.layers * (HIGH + DOWN) + MARGIN + (DOWN if plan.endings else 0)
    parts = [
        _opening(width, height, lang),
        f"<title>{escape(procedure.name.in_(lang))}</title>",
        f"<desc>{escape(procedure.summary.in_(lang))}</desc>",
        TIP,
        f'<rect width="{width}" height="{height}" fill="{PAPER}"/>',
        *_heading(procedure, lang, is_case=bool(marked)),
        *_edges(procedure, plan),
        *_endings_band(plan, width, lang),
        *(_box(procedure, step, plan, lang, code in marked) for code, step in _steps(procedure)),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _opening(width: int, height: int, lang: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width * SHOWN:.0f}" '
        f'height="{height * SHOWN:.0f}" role="img" lang="{lang}" font-family="{FONT}">'
    )


def _steps(procedure: Procedure) -> list[tuple[str, Step]]:
    return list(procedure.steps.items())


def _heading(procedure: Procedure, lang: str, *, is_case: bool) -> list[str]:
    version = VERSION.fill(n=procedure.version, day=procedure.in_force_from.isoformat())
    below = f"{source_in(procedure.source, lang)} · {version.in_(lang)}"
    lines = [
        _words(MARGIN, 44, procedure.name.in_(lang), size=24, weight=600),
        _words(MARGIN, 70, below, size=13, colour=SOFT),
    ]
    x = MARGIN
    for label, fill, stroke, dashes in LEGEND:
        dash = f' stroke-dasharray="{dashes}"' if dashes else ""
        lines.append(
            f'<rect x="{x}" y="88" width="26" height="14" rx="3" fill="{fill}" stroke="{stroke}" '
            f'stroke-width="1.5"{dash}/>'
        )
        lines.append(_words(x + 34, 100, label.in_(lang), size=13, colour=SOFT))
        x += 34 + 8 * len(label.in_(lang)) + 18
    if is_case:
        lines.append(_words(x, 100, RECORDED.in_(lang), size=13, weight=600))
    return lines


def _at(plan: Layout, code: str) -> tuple[int, int]:
    layer, column = plan.places[code]
    extra = DOWN if code in plan.endings else 0
    return MARGIN + column * (WIDE + ACROSS), HEAD + layer * (HIGH + DOWN) + extra


def _endings_band(plan: Layout, width: int, lang: str) -> list[str]:
    if not plan.endings:
        return []
    _, y = _at(plan, plan.endings[0])
    return [
        f'<path d="M{MARGIN} {y - 34}H{width - MARGIN}" stroke="{LINE}"/>',
        _words(MARGIN, y - 12, ANY_TIME.in_(lang), size=13, colour=SOFT, weight=600),
    ]


def _edges(procedure: Procedure, plan: Layout) -> list[str]:
    lines = []
    sources = list(dict.fromkeys(before for before, _ in plan.edges))
    for before, after in plan.edges:
        shift = (sources.index(before) % 5 - 2) * 8
        path = _line(_at(plan, before), _at(plan, after), shift)
        lines.append(
            f'<path d="{path}" fill="none" stroke="{EDGE}" stroke-width="1.25" '
            'marker-end="url(#tip)"/>'
        )
    return lines


def _line(start: tuple[int, int], end: tuple[int, int], shift: int) -> str:
    """From one box to another, in the lanes between the boxes; `shift` parts lines in a lane."""
    (x1, y1), (x2, y2) = start, end
    out, into = y1 + HIGH // 2, y2 + HIGH // 2 + shift // 2
    if x1 == x2 and y2 - y1 <= HIGH + DOWN:
        return f"M{x1 + WIDE // 2} {y1 + HIGH}V{y2 - 1}"
    if x1 == x2:  # past the boxes between, in the lane on their right
        lane = x1 + WIDE + ACROSS // 2 + shift
        return f"M{x1 + WIDE} {out}H{lane}V{into}H{x1 + WIDE + 1}"
    if x2 > x1:
        lane = x2 - ACROSS // 2 + shift
        return f"M{x1 + WIDE} {out}H{lane}V{into}H{x2 - 1}"
    lane = x2 + WIDE + ACROSS // 2 + shift
    bend = y1 + HIGH + DOWN // 2
    return f"M{x1 + WIDE // 2} {y1 + HIGH}V{bend}H{lane}V{into}H{x2 + WIDE + 1}"


def _box(procedure: Procedure, step: Step, plan: Layout, lang: str, is_marked: bool) -> str:
    x, y = _at(plan, step.code)
    fill, stroke = _colours(procedure, step)
    dash = ' stroke-dasharray="5 4"' if step.when else ""
    tick = RECORDED.in_(lang)[:2] if is_marked else ""
    name = wrapped(tick + step.name.in_(lang), LETTERS, lines=3)
    source = wrapped(source_in(step.source, lang), SMALL_LETTERS, lines=2)
    below = (cut(procedure.actors[step.actor].name.in_(lang)), *source)
    top = y + 20
    frame = (
        f'<rect x="{x}" y="{y}" width="{WIDE}" height="{HIGH}" rx="5" '
        f'fill="{GROUND if is_marked else fill}" '
        f'stroke="{stroke}" stroke-width="{3 if is_marked else 1.5}"{dash}/>'
    )
    told = _told(procedure, step, lang) + (f" ({RECORDED.in_(lang)})" if is_marked else "")
    lines = [f"<g><title>{escape(told)}</title>", frame]
    lines += [
        _words(x + 12, top + 16 * number, text, size=14, weight=600)
        for number, text in enumerate(name)
    ]
    lines += [
        _words(x + 12, y + HIGH + 3 - 13 * (len(below) - number), text, size=11, colour=SOFT)
        for number, text in enumerate(below)
    ]
    return "\n".join([*lines, "</g>"])


def _colours(procedure: Procedure, step: Step) -> tuple[str, str]:
    if step.code == procedure.goal:
        return WASH, GOOD
    if "*" in step.precludes:
        return PAPER, BAD
    return (WASH, ACCENT) if step.code in procedure.path else (PAPER, EDGE)


def _told(procedure: Procedure, step: Step, lang: str) -> str:
    """The whole of a box for whoever points at it or listens to it."""
    gates = ", ".join(
        f"{code} [{source_in(procedure.rules[code].source, lang)}]" for code in step.gates
    )
    told = f"{step.name.in_(lang)} [{source_in(step.source, lang)}]"
    return f"{told}. {GATES.fill(gates=gates).in_(lang)}" if gates else told


def wrapped(text: str, most: int, *, lines: int) -> list[str]:
    """`text` in at most so many lines of so many letters; what does not fit ends in an ellipsis."""
    found: list[str] = [""]
    for word in text.split():
        longer = f"{found[-1]} {word}".strip()
        if len(longer) <= most or not found[-1]:
            found[-1] = longer
        else:
            found.append(word)
    if len(found) > lines:
        found = [*found[: lines - 1], cut(" ".join(found[lines - 1 :]), most)]
    return [cut(line, most) for line in found]


def cut(text: str, most: int = SMALL_LETTERS) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _words(x: int, y: int, text: str, *, size: int, colour: str = INK, weight: int = 400) -> str:
    return (
        f'<text x="{x}" y="{y}" font-size="{size}" font-weight="{weight}" fill="{colour}">'
        f"{escape(text)}</text>"
    )

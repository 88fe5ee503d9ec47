"""Layers and columns for the steps of a track.

The way stands in the first column from top to bottom. Every other step goes into the layer after
the last step it asks for, beside it; endings stand together in the last layers. Edges that
follow from others are not drawn.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from ecoop.procedures.model import Procedure

ENDINGS_ACROSS = 4


@dataclass(frozen=True, slots=True)
class Layout:
    """Layer and column of each step, and the edges worth drawing (from, to)."""

    places: Mapping[str, tuple[int, int]]
    edges: tuple[tuple[str, str], ...]
    endings: tuple[str, ...]

    @property
    def layers(self) -> int:
        return 1 + max(layer for layer, _ in self.places.values())

    @property
    def columns(self) -> int:
        return 1 + max(column for _, column in self.places.values())


def layout(procedure: Procedure) -> Layout:
    """Place every step of a track."""
    endings = tuple(code for code in procedure.steps if _is_ending(procedure, code))
    kept = [code for code in procedure.steps if code not in endings]
    edges = reduced(_edges(procedure, kept))
    layers = _layers(procedure, kept, edges)
    layers |= _unled(procedure, kept, edges, layers)
    places = _columns(procedure, kept, edges, layers)
    below = 1 + max((layer for layer, _ in places.values()), default=0)
    for number, code in enumerate(endings):
        places[code] = (below + number // ENDINGS_ACROSS, number % ENDINGS_ACROSS)
    return Layout(places, tuple(edges), endings)


def _is_ending(procedure: Procedure, code: str) -> bool:
    """Steps that shut all others, and what lifts them."""
    step = procedure.steps[code]
    closes = "*" in step.precludes
    lifts = any("*" in procedure.steps[each].precludes for each in step.cancels)
    return closes or lifts


def _edges(procedure: Procedure, kept: list[str]) -> list[tuple[str, str]]:
    """What comes before what: the way, requirements, requests, and steps that supply a gate."""
    way = [code for code in procedure.path if code in kept]
    edges = dict.fromkeys(zip(way, way[1:], strict=False))
    for code in kept:
        step = procedure.steps[code]
        suppliers = [
            procedure.rules[gate].step
            for gate in step.gates
            if procedure.rules[gate].level == "must"
        ]
        for before in (*step.requires, step.asks, *suppliers):
            if before in kept and before != code and not _leads(edges, code, before):
                edges[(before, code)] = None
    return list(edges)


def _leads(edges: Mapping[tuple[str, str], None], start: str, end: str) -> bool:
    """Whether `end` can be reached from `start`."""
    waiting, seen = [start], {start}
    while waiting:
        here = waiting.pop()
        if here == end:
            return True
        for before, after in edges:
            if before == here and after not in seen:
                seen.add(after)
                waiting.append(after)
    return False


def reduced(edges: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The edges that no longer way of other edges implies."""
    kept = dict.fromkeys(edges)
    for edge in edges:
        others = {each: None for each in kept if each != edge}
        if _leads(others, *edge):
            kept = others
    return list(kept)


def _layers(procedure: Procedure, kept: list[str], edges: list[tuple[str, str]]) -> dict[str, int]:
    """The longest way to each step; a step that nothing leads to gets the first."""
    layers = dict.fromkeys(kept, 0)
    for _ in kept:
        changed = False
        for before, after in edges:
            if layers[after] < layers[before] + 1:
                layers[after] = layers[before] + 1
                changed = True
        if not changed:
            break
    return layers


def _unled(
    procedure: Procedure,
    kept: list[str],
    edges: list[tuple[str, str]],
    layers: Mapping[str, int],
) -> dict[str, int]:
    """Steps without any edge stand beside the one before the step that follows in the file."""
    led = {code for edge in edges for code in edge} | set(procedure.path)
    found = {}
    for number, code in enumerate(kept):
        after = next((each for each in kept[number:] if each in procedure.path), "")
        if code not in led and after:
            found[code] = max(layers[after] - 1, 0)
    return found


def _columns(
    procedure: Procedure,
    kept: list[str],
    edges: list[tuple[str, str]],
    layers: Mapping[str, int],
) -> dict[str, tuple[int, int]]:
    """Column 0 for the way; beside it a step keeps the column of the one it follows if free."""
    places = {code: (layers[code], 0) for code in kept if code in procedure.path}
    taken = set(places.values())
    aside = sorted((code for code in kept if code not in places), key=lambda code: layers[code])
    for code in aside:
        before = [places[a] for a, b in edges if b == code and a in places]
        wanted = max((column for _, column in before), default=0) or 1
        column = wanted
        while (layers[code], column) in taken:
            column += 1
        places[code] = (layers[code], column)
        taken.add((layers[code], column))
    return places

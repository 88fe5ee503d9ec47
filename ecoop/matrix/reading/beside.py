"""Tables that stand side by side on one sheet, each read as a sheet of its own."""

from ecoop.matrix.reading.bands import Band, is_strong, visible
from ecoop.matrix.reading.grid import MAX_COLUMN, Grid

_LEAST = 3  # columns that both tables must share
_WHO = {"partner", "country", "title"}


def split_columns(grid: Grid, band: Band) -> list[tuple[int, int]]:
    """The columns of each table below `band`: one range, or two and more for tables abreast.

    A table begins after a column without head or content, or where the first head comes again;
    it counts as one only when it would be a table alone and shares its heads with its neighbour.
    """
    starts = [col for col in sorted(band.heads) if _begins(grid, band, col)]
    if not starts:
        return [(1, MAX_COLUMN)]
    kept: list[int] = []
    edges = [min(band.heads), *starts, max(band.heads) + 1]
    at = 0
    for number in range(1, len(edges) - 1):
        left, right = (edges[at], edges[number]), (edges[number], edges[number + 1])
        if _are_alike(band, left, right):
            kept.append(edges[number])
            at = number
    cuts = [1, *kept, MAX_COLUMN + 1]
    return [(left, right - 1) for left, right in zip(cuts, cuts[1:], strict=False)]


def _begins(grid: Grid, band: Band, col: int) -> bool:
    first = min(band.heads)
    if col == first:
        return False
    if col - 1 not in band.heads:
        return not any(col - 1 in grid.rows.get(row, {}) for row in _below(grid, band))
    return band.parts[col] == band.parts[first]


def _below(grid: Grid, band: Band) -> list[int]:
    return [row for row in range(band.bottom + 1, band.bottom + 61) if row in grid.rows]


def _are_alike(band: Band, left: tuple[int, int], right: tuple[int, int]) -> bool:
    sides = [
        {col: head for col, head in band.heads.items() if first <= col < end}
        for first, end in (left, right)
    ]
    fields = [{head.field for head in side.values() if head.score >= 0.5} for side in sides]
    alone = all(is_strong(side, len(side)) for side in sides)
    named = all(known & _WHO for known in fields)
    return alone and named and len(fields[0] & fields[1] - {"rownum"}) >= _LEAST


def narrowed(grid: Grid, first: int, last: int) -> Grid:
    """The part of a sheet between two columns; titles that stand alone hold for every part."""
    part = Grid(grid.name, hidden_rows=grid.hidden_rows, hidden_columns=grid.hidden_columns)
    for row, cells in grid.rows.items():
        kept = {col: cell for col, cell in cells.items() if first <= col <= last}
        if not kept and len(visible(grid, row)) == 1:
            kept = dict(cells)
        if kept:
            part.rows[row] = kept
    part.areas = [area for area in grid.areas if area.left <= last and area.right >= first]
    part.fills = {place: fill for place, fill in grid.fills.items() if first <= place[1] <= last}
    return part

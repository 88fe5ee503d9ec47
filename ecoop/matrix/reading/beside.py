"""Tables that stand side by side on one sheet, each read as a sheet of its own."""

from ecoop.matrix.reading.bands import Band, is_strong, visible
from ecoop.matrix.reading.grid import MAX_COLUMN, MAX_ROW, Grid

_LEAST = 3  # columns that both tables must share
_WHO = {"partner", "country", "title"}


def split_columns(grid: Grid, band: Band, end: int) -> list[tuple[int, int]]:
    """The columns of each table from `band` to before row `end`: one range, or more for tables abreast.

    A table begins after a column without head or content, or where the first head comes again;
    it counts as one only when it would be a table alone and shares its heads with its neighbour.
    """
    starts = [col for col in sorted(band.heads) if _begins(grid, band, col, end)]
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


def _begins(grid: Grid, band: Band, col: int, end: int) -> bool:
    first = min(band.heads)
    if col == first:
        return False
    if col - 1 not in band.heads:
        return not any(col - 1 in grid.rows.get(row, {}) for row in _below(grid, band, end))
    return band.parts[col] == band.parts[first]


def _below(grid: Grid, band: Band, end: int) -> list[int]:
    return [row for row in range(band.bottom + 1, min(band.bottom + 61, end)) if row in grid.rows]


def _are_alike(band: Band, left: tuple[int, int], right: tuple[int, int]) -> bool:
    sides = [
        {col: head for col, head in band.heads.items() if first <= col < end}
        for first, end in (left, right)
    ]
    fields = [{head.field for head in side.values() if head.score >= 0.5} for side in sides]
    alone = all(is_strong(side, len(side)) for side in sides)
    named = all(known & _WHO for known in fields)
    return alone and named and len(fields[0] & fields[1] - {"rownum"}) >= _LEAST


def zones(grid: Grid, bands: list[Band]) -> list[tuple[int, list[tuple[int, int]]]]:
    """From which row on a sheet is cut into which columns, as `split_columns` gives them.

    Where a table lies across the cuts of those above it, another zone begins with its title.
    """
    found: list[tuple[int, list[tuple[int, int]]]] = []
    spread: list[tuple[int, int]] = []
    for number, band in enumerate(bands):
        end = bands[number + 1].top if number + 1 < len(bands) else MAX_ROW + 1
        parts = split_columns(grid, band, end)
        first, last = min(band.heads), max(band.heads)
        own, above = _cuts(parts), _cuts(found[-1][1]) if found else set()
        across = any(first < cut <= last for cut in above - own)
        crossed = any(left < cut <= right for cut in own - above for left, right in spread)
        if not found or across or crossed:
            found.append((_with_title(grid, band) if found else 1, parts))
            spread = []
        elif len(parts) > len(found[-1][1]):
            found[-1] = (found[-1][0], parts)
        spread.append((first, last))
    return found


def _cuts(parts: list[tuple[int, int]]) -> set[int]:
    return {first for first, _ in parts[1:]}


def _with_title(grid: Grid, band: Band) -> int:
    """The row where the lone texts begin that stand above a head."""
    row = band.top
    while len(visible(grid, row - 1)) == 1 or (
        row == band.top and len(visible(grid, row - 2)) == 1
    ):
        row -= 1
    return row


def between(grid: Grid, first: int, end: int) -> Grid:
    """The part of a sheet from row `first` to before row `end`."""
    part = Grid(grid.name, hidden_rows=grid.hidden_rows, hidden_columns=grid.hidden_columns)
    part.rows = {row: cells for row, cells in grid.rows.items() if first <= row < end}
    part.areas = [area for area in grid.areas if area.top < end and area.bottom >= first]
    part.fills = {place: fill for place, fill in grid.fills.items() if first <= place[0] < end}
    return part


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

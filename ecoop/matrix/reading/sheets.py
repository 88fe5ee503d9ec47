"""From one grid to its records: tables, their bodies, blocks, and all rows that are neither."""

import datetime as dt
import re
from bisect import bisect_left, bisect_right

from ecoop.matrix.reading.bands import Band, find_bands, visible
from ecoop.matrix.reading.beside import between, narrowed, zones
from ecoop.matrix.reading.blocks import Block, drafts_of, find_blocks, repeated_form
from ecoop.matrix.reading.body import Body, begins_section
from ecoop.matrix.reading.colours import Legend, mark_colour
from ecoop.matrix.reading.columns import guessed_places, places_of, with_mapping
from ecoop.matrix.reading.drafts import Draft
from ecoop.matrix.reading.findings import finding, left_out
from ecoop.matrix.reading.grid import MAX_ROW, Cell, Grid, column_letter, column_number
from ecoop.matrix.reading.headers import heading
from ecoop.matrix.reading.kinds import kind_in_title
from ecoop.matrix.reading.model import Column, Finding, LeftOut, Record, Table
from ecoop.matrix.reading.place import Place
from ecoop.matrix.reading.profiles import SAMPLE, visible_cell
from ecoop.matrix.reading.records import Circumstances, interpret
from ecoop.matrix.reading.rowkinds import section_name
from ecoop.matrix.reading.statuses import status_in_notes
from ecoop.matrix.reading.words import tidy
from ecoop.matrix.reading.written_dates import find_dates, prepared

_SUMMARY = re.compile(
    r"\b(?:rekap\w*|ringkasan|summary|pivot|statisti\w+|grafik|dashboard|chart)\b"
)
_GENERIC_NAME = re.compile(r"(?:sheet|lembar|tabel|table)\s*\d*", re.IGNORECASE)
_MOST_BANDS = 50  # heads of a sheet that are looked at for tables side by side
_FOR_SURE = {"signed_on", "number_date", "duration", "expires_on", "kind"}


class SheetReading:
    """Everything found on one sheet."""

    def __init__(
        self,
        grid: Grid,
        *,
        as_of: dt.date,
        mapping: dict[str, str] | None = None,
        legend: Legend | None = None,
        zoned: bool = False,
    ) -> None:
        self.grid, self.as_of, self.mapping, self._zoned = grid, as_of, mapping, zoned
        self.legend = legend if legend is not None else Legend()
        self.records: list[Record] = []
        self.tables: list[Table] = []
        self.left_out: list[LeftOut] = []
        self.findings: list[Finding] = []
        self._told: set[int] = set()
        self._open_sections: list[tuple[int, str]] = []
        self._above: dict[int, Cell] = {}

    def read(self) -> "SheetReading":
        """Find and read the tables of the sheet."""
        self.grid.index_areas()
        self._tell_hidden_columns()
        bands = find_bands(self.grid, set())
        if self._read_abreast(bands):
            return self
        self._read_blocks(bands)
        bands = [band for band in bands if band.top not in self._told]
        if bands:
            self._read_tables(bands)
        elif not self.records:
            self._read_headless()
        self.records.sort(key=lambda record: record.row)
        self._tell_rest()
        return self

    def _read_abreast(self, bands: list[Band]) -> bool:
        """Read tables that stand side by side, each for itself; False when there are none."""
        found = zones(self.grid, bands[:_MOST_BANDS])
        if all(len(parts) == 1 for _, parts in found):
            return False
        if len(found) > 1 and not self._zoned:
            self._read_zones([first for first, _ in found])
            return True
        parts = next(parts for _, parts in found if len(parts) > 1)
        for first, last in parts:
            mapping = None
            if self.mapping is not None:
                mapping = {
                    letter: name
                    for letter, name in self.mapping.items()
                    if first <= column_number(letter) <= last
                }
            part = narrowed(self.grid, first, last)
            self._take(SheetReading(part, as_of=self.as_of, mapping=mapping, legend=self.legend))
        for record in self.records:
            record.column = record.raw[0].letter if record.raw else ""
        self.records.sort(key=lambda record: (record.row, column_number(record.column)))
        return True

    def _read_zones(self, starts: list[int]) -> None:
        """Read tables abreast and those that lie below or above all of them, each zone for itself."""
        for first, end in zip(starts, [*starts[1:], MAX_ROW + 1], strict=True):
            part = between(self.grid, first, end)
            self._take(
                SheetReading(
                    part, as_of=self.as_of, mapping=self.mapping, legend=self.legend, zoned=True
                )
            )
        self.records.sort(key=lambda record: (record.row, column_number(record.column)))

    def _take(self, part: "SheetReading") -> None:
        """Add what was found in a part of the sheet; a line that both parts left is told once."""
        part.read()
        self.records += part.records
        self.tables += part.tables
        self.findings += [one for one in part.findings if one.code != "hidden_column"]
        told = {(one.row, one.reason) for one in self.left_out}
        self.left_out += [one for one in part.left_out if (one.row, one.reason) not in told]

    def _leave(self, row: int, reason: str, text: str) -> None:
        if row not in self._told:
            self._told.add(row)
            self.left_out.append(left_out(self.grid.name, row, reason, text))

    def _tell_hidden_columns(self) -> None:
        used = {col for cells in self.grid.rows.values() for col in cells}
        for first, last in self.grid.hidden_columns[:50]:
            for col in sorted(col for col in used if first <= col <= last)[:50]:
                letter = column_letter(col)
                self.findings.append(finding("hidden_column", on=self.grid.name, written=letter))

    def _read_blocks(self, bands: list[Band]) -> None:
        """Records written as labels and values below one another."""
        if self.mapping is not None:
            return
        wide = [band for band in bands if len(band.heads) >= 4]
        heads = {row for band in wide for row in range(band.top, band.bottom + 1)}
        blocks = find_blocks(self.grid, least=5 if bands else 3, heads=heads)
        form = repeated_form(blocks) if heads else ()
        if form:
            blocks = self._with_all_copies(blocks, form)
        last = 0
        sections: tuple[str, ...] = ()
        for block in blocks:
            sections = self._sections_between(last, block.first_row) or sections
            last = block.last_row
            drafts = drafts_of(self.grid, block, sections)
            around = Circumstances(self.as_of, around=(self.grid.name,))
            self._told.update(range(block.first_row, last + 1))
            for draft in drafts:
                draft.codes = self.legend.by_code
            found = [interpret(draft, around) for draft in drafts]
            for record in found if len(found) > 1 else ():
                record.column = record.raw[0].letter if record.raw else ""
            self.records += found
            columns = [
                Column(str(pair.row), pair.header, pair.head.field, pair.head.score)
                for pair in block.pairs
            ]
            shape = "columns" if len(drafts) > 1 else "block"
            self.tables.append(Table(self.grid.name, shape, block.first_row, last, columns))

    def _with_all_copies(self, blocks: list[Block], form: tuple[str, ...]) -> list[Block]:
        """A form with few answers looks like heads; its copies on the same sheet tell what it is."""
        copies = [
            block for block in find_blocks(self.grid, least=3, heads=set()) if block.labels == form
        ]
        others = [block for block in blocks if block.labels != form]
        return sorted([*copies, *others], key=lambda block: block.first_row)

    def _sections_between(self, last: int, first: int) -> tuple[str, ...]:
        """Lone texts above a block: headings that hold for it and those after it."""
        texts = []
        for row in range(last + 1, first):
            cells = list(visible(self.grid, row).values())
            if len(cells) == 1 and len(cells[0].text) <= 100 and row not in self.grid.hidden_rows:
                texts.append(" ".join(cells[0].text.split()))
                if last:
                    self._leave(row, "section", cells[0].text)
        return tuple(texts[-3:])

    def _read_tables(self, bands: list[Band]) -> None:
        rows = sorted(self.grid.rows)
        last_places: list[Place] = []
        last_band: Band | None = None
        for number, band in enumerate(bands):
            end = (
                bands[number + 1].top if number + 1 < len(bands) else (rows[-1] + 1 if rows else 0)
            )
            body = rows[bisect_right(rows, band.bottom) : bisect_left(rows, end)]
            repeated = last_band is not None and _same_head(last_band, band)
            for row in range(band.top, band.bottom + 1):
                self._leave(row, "repeated_header" if repeated else "header", self._text(row))
            if not repeated:
                last_places, last_band = places_of(band, self.grid, body), band
            self._read_body(band, last_places, body, continues=repeated)

    def _heading_of(self, band: Band) -> list[tuple[int, str]]:
        """The section that begins right above a head: "II. Kerja sama dalam proses"."""
        rows = [row for row in (band.top - 1, band.top - 2) if row in self.grid.rows]
        row = next((row for row in rows if visible(self.grid, row)), 0)
        texts = [cell.text for cell in visible(self.grid, row).values()]
        text = " ".join(" ".join(texts).split())
        if row in self.grid.hidden_rows or not texts or len(texts) > 2 or len(text) > 100:
            return []
        is_section = begins_section(text) or bool(status_in_notes(section_name(text))[0])
        return [(1, text)] if is_section else []

    def _text(self, row: int) -> str:
        return " | ".join(cell.text for cell in visible(self.grid, row).values())

    def _read_body(
        self, band: Band, places: list[Place], rows: list[int], *, continues: bool
    ) -> None:
        if self.mapping is not None:
            places = with_mapping(places, self.mapping)
        body = Body(self.grid, band, places, self._leave)
        body.sections = self._heading_of(band)
        if continues:
            body.sections = list(self._open_sections)
            body.above = dict(self._above)
        drafts = body.read(rows)
        self._open_sections, self._above = body.sections, body.above
        around = self._circumstances(band, places, rows)
        if self.mapping is None and not self._is_register(places, drafts):
            for draft in drafts:
                self._leave(draft.row, "summary_table", self._text(draft.row))
            return
        self._keep_table(band, places, rows, continues=continues)
        for draft in drafts:
            draft.codes = self.legend.by_code
            self._told.update(range(draft.row, draft.last_row + 1))
            if self.legend:
                mark_colour(draft, self.grid, self.legend)
            self.records.append(interpret(draft, around))

    def _keep_table(
        self, band: Band, places: list[Place], rows: list[int], *, continues: bool
    ) -> None:
        last = rows[-1] if rows else band.bottom
        if continues and self.tables:
            self.tables[-1].last_row = last
            return
        columns = [Column(each.letter, each.header, each.field, each.score) for each in places]
        self.tables.append(Table(self.grid.name, "rows", band.top, last, columns))
        self._tell_unread(band, places, rows)
        for place in places:
            if place.guessed:
                self.findings.append(
                    finding(
                        "column_guessed",
                        cell=f"{place.letter}{band.bottom}",
                        on=self.grid.name,
                        written=place.header or place.letter,
                        field=place.field,
                    )
                )

    def _tell_unread(self, band: Band, places: list[Place], rows: list[int]) -> None:
        """Columns with values under a head that says nothing to us."""
        for place in places if self.mapping is None else ():
            unread = place.field in ("", "extra") and place.header and place.score < 0.4
            if unread and any(visible_cell(self.grid, row, place.col) for row in rows[:SAMPLE]):
                cell = f"{place.letter}{band.bottom}"
                self.findings.append(
                    finding("column_unread", cell=cell, on=self.grid.name, written=place.header)
                )

    def _circumstances(self, band: Band, places: list[Place], rows: list[int]) -> Circumstances:
        titles = [
            cell.text
            for row in range(max(1, band.top - 7), band.top)
            for cell in list(visible(self.grid, row).values())[:2]
        ]
        name = "" if _GENERIC_NAME.fullmatch(self.grid.name) else self.grid.name
        around = tuple(text for text in (name, *reversed(titles)) if text)
        order = _stated_order(places, titles) or _order(self.grid, places, rows)
        return Circumstances(self.as_of, order=order, around=around)

    def _is_register(self, places: list[Place], drafts: list[Draft]) -> bool:
        """Whether the table lists instruments, not sums, contacts, meetings or aid."""
        fields = {place.field.partition(":")[0] for place in places}
        if not drafts:
            return True
        if fields & {"contact"} and not fields & {"signed_on", "duration", "expires_on"}:
            return False
        if "count" in fields and not fields & {"title", "signed_on", "duration", "expires_on"}:
            return False
        named = fields & {"title", "partner", "country"}
        if not named:
            return False
        kinds = self._share_of_kinds(drafts)
        dated = bool(fields & {"duration", "expires_on", "number_date"})
        signed = any(place.field == "signed_on" and _is_of_paper(place) for place in places)
        if fields & {"event", "aid"} and not (kinds >= 0.3 or dated or signed):
            return False
        summed = "count" in fields or not (dated or signed)
        if _SUMMARY.search(tidy(self.grid.name)) and "title" not in fields and summed:
            return False
        return (
            dated
            or signed
            or kinds >= 0.3
            or ("title" in fields and len(fields & {"status", "number", "signed_on", "scope"}) >= 2)
        )

    def _share_of_kinds(self, drafts: list[Draft]) -> float:
        sample = drafts[:60]
        told = sum(
            bool(draft.first("kind") or kind_in_title(_title(draft), strict=True))
            for draft in sample
        )
        return told / len(sample)

    def _read_headless(self) -> None:
        """A sheet without heads is read by its content, if that is plain; marked as a guess."""
        rows = [row for row in sorted(self.grid.rows) if row not in self._told]
        dense = [row for row in rows if len(visible(self.grid, row)) >= 3]
        if self.mapping is None and len(dense) < 2:
            return
        places = guessed_places(self.grid, dense) if dense else []
        if not places and self.mapping is None:
            return
        band = Band(top=max(0, dense[0] - 1) if dense else 0, bottom=0)
        before = len(self.records)
        self._read_body(band, places, dense if self.mapping is None else rows, continues=False)
        if len(self.records) > before and self.mapping is None:
            self.tables[-1].guessed = True
            self.findings.append(finding("columns_guessed", on=self.grid.name))

    def _tell_rest(self) -> None:
        """Rows that belong to no table: titles above, lines below."""
        first = min((table.first_row for table in self.tables), default=None)
        for row in sorted(self.grid.rows):
            if row in self._told or not visible(self.grid, row):
                continue
            if row in self.grid.hidden_rows:
                self._leave(row, "hidden_row", self._text(row))
            elif first is not None and self.records:
                self._leave(row, "title" if row < first else "unclear", self._text(row))


def _is_of_paper(place: Place) -> bool:
    """Whether a column surely holds the days of papers: "Tanggal Perjanjian", not only "Tanggal"."""
    return place.score >= 1 or place.score >= 0.9 and "DOC" in heading(place.header).concepts


def _title(draft: Draft) -> str:
    cell = draft.first("title")
    return cell.text if cell is not None else ""


def _same_head(one: Band, two: Band) -> bool:
    """Whether a head comes again as it was: the same words over the same columns."""
    most = max(len(one.parts), len(two.parts))
    same = sum(_plain(one.parts.get(col, ())) == _plain(parts) for col, parts in two.parts.items())
    return same >= 0.7 * most


def _plain(parts: tuple[str, ...]) -> str:
    return " ".join(" ".join(parts).lower().split())


_STATED = re.compile(
    r"\b(?:(?P<mdy>m{1,4}\s?[/.-]\s?d{1,2})|(?P<dmy>d{1,2}\s?[/.-]\s?m{1,4}))\b", re.IGNORECASE
)


def _stated_order(places: list[Place], titles: list[str]) -> str:
    """The order that a head or a line above it states: "All dates MM/DD/YYYY"."""
    for text in (*(place.header for place in places), *titles):
        found = _STATED.search(text)
        if found is not None:
            return found.lastgroup or ""
    return ""


def _order(grid: Grid, places: list[Place], rows: list[int]) -> str:
    """How all-number dates of the table are written: month first only if some must be so."""
    columns = [
        place.col for place in places if place.field in ("signed_on", "in_force_from", "expires_on")
    ]
    month_first = day_first = 0
    for row in rows[:3000]:
        for col in columns:
            cell = grid.cell(row, col)
            if cell is not None and cell.kind == "text" and len(cell.text) < 40:
                for date in find_dates(prepared(cell.text)):
                    month_first += "month_before_day" in date.remarks
                    day_first += _is_day_first(cell.text)
    return "mdy" if month_first >= 2 and not day_first else "dmy"


def _is_day_first(text: str) -> bool:
    found = re.match(r"\s*(\d\d?)\s?[/.\-]\s?(\d\d?)\s?[/.\-]", text)
    return bool(found) and int(found[1]) > 12

"""The rows below a head, gathered into drafts of records; every other row is told why it is none."""

import re
from collections.abc import Callable

from ecoop.matrix.reading.bands import Band, visible
from ecoop.matrix.reading.drafts import Draft, ranked
from ecoop.matrix.reading.grid import Cell, Grid
from ecoop.matrix.reading.kinds import kind_in_title
from ecoop.matrix.reading.partnership import belongs_elsewhere, names_a_body
from ecoop.matrix.reading.place import Place
from ecoop.matrix.reading.rowkinds import (
    is_example,
    is_note,
    is_number_row,
    is_signature,
    is_total,
    looks_like_section,
    opens_notes,
    section_name,
)
from ecoop.matrix.reading.splitdates import join_dates
from ecoop.matrix.reading.words import tidy
from ecoop.places.gazetteer import country_of, find_countries

Leave = Callable[[int, str, str], None]
_DITTO = re.compile(
    r"[\"'”“〃]{1,2}|-\s?[\"”]\s?-|-?\s?(?:idem|ditto|s\.?d\.?a\.?|ibid\.?|same(?: as above)?|sama"
    r"(?: dengan (?:di )?atas| di atas)?|sda\.?)\s?-?"
)
_FACTS = ("kind", "signed_on", "duration", "expires_on", "in_force_from", "status", "number",
          "number_ours", "number_theirs", "number_date")  # fmt: skip
_WHO = ("partner", "country")
_DATED = ("signed_on", "duration", "in_force_from", "expires_on")
_NUMBERS = ("number", "number_ours", "number_theirs")
_LINES = {"scope", "follow_up", "notes", "pic", "partner", "title"}
_RUNNING = re.compile(
    r"\(?\d{1,5}[.)]*|\(?[a-z][.)]|\(?[ivxl]{1,6}[.)]?|\d{1,3}(?:[.,]\d{1,3})+[.)]?"
)
_CODE = re.compile(r"[A-Z]{2,3}")
_YEAR = re.compile(r"\b((?:19|20)\d\d)\b")


class Body:
    """Walks over the rows below one head."""

    def __init__(self, grid: Grid, band: Band, places: list[Place], leave: Leave) -> None:
        self.grid, self.band, self.places, self.leave = grid, band, places, leave
        self.ranked = ranked(places)
        self.head_words = band.words
        self.has_boxes = any("_tick" in place.field for place in places)
        self.by_field: dict[str, list[int]] = {}
        for place in places:
            self.by_field.setdefault(place.field, []).append(place.col)
        self.has_title = bool(self.by_field.get("title"))
        self.drafts: list[Draft] = []
        self.sections: list[tuple[int, str]] = []
        self.trailing = False
        self.above: dict[int, Cell] = {}
        self.numbered = False
        self.coded: set[int] = set()

    def read(self, rows: list[int]) -> list[Draft]:
        """The drafts of all records in `rows`."""
        self.numbered = self._is_numbered(rows)
        self.coded = {col for col in self.by_field.get("country", ()) if self._has_codes(rows, col)}
        for row in rows:
            cells = visible(self.grid, row)
            if row in self.grid.hidden_rows:
                if cells:
                    self._leave(row, "hidden_row", cells)
            elif cells:
                self._sort(row, cells)
        return self.drafts

    def _is_numbered(self, rows: list[int]) -> bool:
        titles = [row for row in rows if self._own(row, "title") is not None]
        numbered = [row for row in titles if self._own(row, "rownum") is not None]
        return len(titles) > 0 and len(numbered) >= 0.5 * len(titles)

    def _has_codes(self, rows: list[int], col: int) -> bool:
        """Whether a column holds ISO codes and nothing else."""
        cells = [cell for row in rows[:200] if (cell := self.grid.cell(row, col)) is not None]
        texts = [cell.text.strip() for cell in cells if cell.text.strip()]
        return len(texts) >= 3 and all(_CODE.fullmatch(text) for text in texts)

    def _own(self, row: int, *fields: str) -> Cell | None:
        """The visible cell that this very row holds for one of the fields."""
        for name in fields:
            for col in self.by_field.get(name, ()):
                cell = self.grid.cell(row, col)
                if cell is not None and cell.text.strip() and not cell.struck:
                    return cell
        return None

    def _leave(self, row: int, reason: str, cells: dict[int, Cell]) -> None:
        self.leave(row, reason, " | ".join(cell.text for cell in cells.values()))

    def _sort(self, row: int, cells: dict[int, Cell]) -> None:
        """Decide what `row` is and act on it."""
        reason = self._reason(row, cells)
        if reason == "record":
            self._begin(row, cells)
        elif reason == "continuation":
            self._continue(row, cells)
        else:
            self._leave(row, reason, cells)
            if reason in ("section", "group"):
                self._open_section(row, cells, reason)
            elif reason in ("note", "signature", "total"):
                texts = [cell.text for cell in cells.values()]
                self.trailing = self.trailing or any(
                    opens_notes(text) or is_signature(text) for text in texts
                )

    def _reason(self, row: int, cells: dict[int, Cell]) -> str:
        values = list(cells.values())
        if self._is_struck(cells):
            return "struck_row"
        if is_number_row(values):
            return "number_row"
        if self._repeats_head(values):
            return "repeated_header"
        if is_example(values[0].text):
            return "note"
        if is_total(values):
            return "total"
        live = {col: cell for col, cell in cells.items() if not cell.struck}
        texts = {" ".join(cell.text.split()) for cell in live.values()}
        if len(texts) == 1:
            return self._reason_of_lone(row, next(iter(live.values())))
        return self._reason_of_row(row, live)

    def _is_struck(self, cells: dict[int, Cell]) -> bool:
        told = [cell for col, cell in cells.items() if col not in self.by_field.get("rownum", ())]
        struck = sum(cell.struck for cell in told)
        return struck > 0 and struck >= 0.6 * len(told)

    def _repeats_head(self, values: list[Cell]) -> bool:
        words = self.head_words
        same = sum(
            len(cell.text) <= 110 and " ".join(cell.text.split()).lower() in words
            for cell in values
        )
        return len(values) >= 2 and same >= 0.6 * len(values)

    def _reason_of_lone(self, row: int, cell: Cell) -> str:
        """The meaning of a row with a single text."""
        text = cell.text
        is_wide = self.grid.span(row, cell.col) - cell.col >= 2
        in_lines = any(cell.col in self.by_field.get(name, ()) for name in _LINES)
        goes_on = any(cell.col in self.by_field.get(name, ()) for name in (*_DATED, *_NUMBERS))
        if goes_on and self.numbered and self.drafts and row - self.drafts[-1].last_row == 1:
            return "continuation"
        if opens_notes(text) or (self.trailing and not begins_section(text)):
            return "note"
        if cell.kind == "number" or (cell.kind == "text" and _RUNNING.fullmatch(tidy(text))):
            return self._lone_number(text)
        if self.drafts and in_lines and not is_wide and self._is_line(row, cell):
            return "continuation"
        if is_signature(text) and not begins_section(text):
            return "signature"
        if is_note(text) and not is_wide:
            return "note"
        if looks_like_section(cell, is_wide=is_wide) and not text.strip().startswith("*"):
            return "section"
        if cell.col in [col for name in _WHO for col in self.by_field.get(name, ())]:
            return "group"
        return "section" if names_a_body(text.strip()) else "note"

    def _lone_number(self, text: str) -> str:
        return "section" if re.fullmatch(r"(?:19|20)\d\d", tidy(text)) else "unclear"

    def _is_line(self, row: int, cell: Cell) -> bool:
        """A further line of the record above: right below it, and no section by its looks."""
        last = self.drafts[-1]
        if row - last.last_row > 1 or not self._is_open(last):
            return False
        col_field = next(place.field for place in self.places if place.col == cell.col)
        if self.grid.covered(row, self._title_column()):
            return True
        if col_field in ("scope", "follow_up", "notes", "pic"):
            return True
        if col_field == "partner" and self.numbered:
            return self._own(row + 1, "partner") is not None
        plain = cell.text.strip()
        if col_field == "title":
            return self.numbered and not (cell.bold or plain.isupper()) or plain[:1].islower()
        return False

    def _is_open(self, draft: Draft) -> bool:
        return not self.sections or draft.sections == self._section_texts()

    def _title_column(self) -> int:
        return next(iter(self.by_field.get("title", [0])))

    def _reason_of_row(self, row: int, cells: dict[int, Cell]) -> str:
        own = {name for name in (*_FACTS, *_WHO, "title", "rownum") if self._own(row, name)}
        facts = own & set(_FACTS)
        ticks = self.has_boxes and any(
            "_tick" in name and self._own(row, name) for name in self.by_field
        )
        strength = len(facts) + bool(own & set(_WHO)) + ("title" in own) + ticks
        if self.trailing and not (strength >= 3 or ("rownum" in own and strength >= 2)):
            return "note"
        lead = next(iter(cells.values())).text
        if strength <= 2 and (opens_notes(lead) or _all_signatures(cells)):
            return "signature" if _all_signatures(cells) else "note"
        if self._is_section_row(row, cells, own, facts):
            return "section"
        if self.drafts and self.has_title and self.grid.covered(row, self._title_column()):
            return "continuation"
        if "title" in own:
            return self._reason_with_title(row, cells, own, facts)
        return self._reason_without_title(row, own, strength)

    def _is_section_row(
        self, row: int, cells: dict[int, Cell], own: set[str], facts: set[str]
    ) -> bool:
        """ "A | BILATERAL | | |" or "BILATERAL | | | 12": a mark, one short text, perhaps a count."""
        if facts or len(cells) > 3 or "title" in own and own & set(_WHO):
            return False
        texts = [cell for cell in cells.values() if cell.kind == "text"]
        marks = [
            cell for cell in texts if re.fullmatch(r"[A-Z]\.?|[IVXL]{1,5}\.?\)?", cell.text.strip())
        ]
        words = [cell for cell in texts if cell not in marks]
        if len(words) != 1:
            return False
        rest_are_numbers = len(cells) - len(words) - len(marks) >= 0
        if marks and marks[0].col < words[0].col and rest_are_numbers:
            return True
        counts = [
            cell for cell in cells.values() if cell.kind == "number" and cell.col > words[0].col
        ]
        first = next(iter(cells.values()))
        is_wide = self.grid.span(row, words[0].col) - words[0].col >= 2
        return (
            first is words[0]
            and len(counts) == len(cells) - 1
            and looks_like_section(words[0], is_wide=is_wide)
        )

    def _reason_with_title(
        self, row: int, cells: dict[int, Cell], own: set[str], facts: set[str]
    ) -> str:
        title = self._own(row, "title")
        if own <= {"rownum", "title"} and title is not None and _names_a_partner(title.text):
            return "section"
        unnumbered = self.numbered and "rownum" not in own
        covered = any(self.grid.covered(row, col) for col in self.by_field.get("rownum", ()))
        wraps = unnumbered and not covered and not facts and self.drafts
        if wraps and row - self.drafts[-1].last_row == 1 and len(own) <= 2:
            return "continuation"
        return "record"

    def _reason_without_title(self, row: int, own: set[str], strength: int) -> str:
        facts = own & set(_FACTS)
        if self.has_title and own <= {"rownum", *_WHO} and own & set(_WHO) and not facts:
            return "continuation" if self._goes_on(row, own) else "group"
        if strength >= 2 and ("rownum" in own or not self.numbered or strength >= 3):
            return "record"
        if not self.has_title and facts and strength >= 1:
            return "record"
        if not self.has_title and own & set(_WHO) and not facts:
            return "continuation" if self._goes_on(row, own) else "group"
        if "rownum" in own and strength >= 1 and own & {"partner", "country"}:
            return "record"
        if self.drafts and row - self.drafts[-1].last_row <= 1:
            return "continuation"
        return "unclear"

    def _goes_on(self, row: int, own: set[str]) -> bool:
        """Whether a row with only a partner names a further partner of the record above."""
        if "rownum" in own or not self.drafts or not self.numbered:
            return False
        return row - self.drafts[-1].last_row == 1

    def _begin(self, row: int, cells: dict[int, Cell]) -> None:
        sections = self._section_texts()
        draft = Draft(self.grid.name, row, row, self.places, sections=sections, ranked=self.ranked)
        self.trailing = self.trailing and self._own(row, "rownum") is None
        draft.year = next(
            (found[1] for text in reversed(draft.sections) if (found := _YEAR.search(text))), ""
        )
        for place in self.places:
            cell = self.grid.cell(row, place.col) or self.grid.anchor(row, place.col)
            if cell is None or not cell.text.strip():
                if cell is not None and cell.note:
                    draft.commented.append(cell)
                if cell is not None and cell.formula and not cell.computed:
                    draft.unknown.append(cell)
                cell = None
            elif _DITTO.fullmatch(tidy(cell.text)) and place.col in self.above:
                draft.inherited.add(place.col)
                cell = self.above[place.col]
            if cell is not None:
                draft.cells[place.col] = [cell]
        self._fill_down(row, draft)
        join_dates(draft)
        for col, held in draft.cells.items():
            self.above[col] = held[0]
        self.drafts.append(draft)

    def _fill_down(self, row: int, draft: Draft) -> None:
        """A blank country or partner means the one above, within the same section."""
        countries, partners = (self.by_field.get(name, []) for name in ("country", "partner"))
        new_country = any(col in draft.cells for col in countries)
        for col in (*countries, *partners):
            if col in draft.cells or col not in self.above:
                continue
            if col in self.coded:
                continue  # a code stands in every row that has a country
            own = self._own(row, "partner")
            if col in countries and own and belongs_elsewhere(own.text, self.above[col].text):
                continue
            if col in partners and (new_country or any(c in draft.cells for c in partners)):
                continue
            draft.cells[col] = [self.above[col]]
            draft.inherited.add(col)

    def _continue(self, row: int, cells: dict[int, Cell]) -> None:
        draft = self.drafts[-1]
        draft.last_row = row
        for place in self.places:
            cell = self.grid.cell(row, place.col)
            if cell is not None and cell.text.strip() and not self.grid.covered(row, place.col):
                if place.col in draft.inherited:
                    draft.inherited.discard(place.col)
                    draft.cells[place.col] = []
                draft.cells.setdefault(place.col, []).append(cell)

    def _open_section(self, row: int, cells: dict[int, Cell], reason: str) -> None:
        texts = [cell for cell in cells.values() if cell.kind == "text"] or list(cells.values())
        words = [cell for cell in texts if not _is_mark(cell, texts)] or texts
        longest = max(words, key=lambda cell: len(cell.text))
        for name in _WHO:
            for col in self.by_field.get(name, ()):
                self.above.pop(col, None)
        if reason == "group":
            for name in _WHO:
                for col in self.by_field.get(name, ()):
                    if col in cells:
                        self.above[col] = cells[col]
            return
        mark = next(iter(cells.values())).text if len(cells) > 1 else longest.text
        level = _level(mark, longest.text)
        self.sections = [held for held in self.sections if held[0] < level]
        self.sections.append((level, " ".join(longest.text.split())))

    def _section_texts(self) -> tuple[str, ...]:
        return tuple(text for _, text in self.sections)


def _names_a_partner(text: str) -> bool:
    """Whether a text is the name of a country or a known body and nothing else, so that it heads a group."""
    bare = section_name(text)
    is_country = country_of(bare) is not None and len(bare.split()) <= 4
    return names_a_body(bare) or is_country and not kind_in_title(bare)


def _is_mark(cell: Cell, texts: list[Cell]) -> bool:
    """The number before a section's title: "VIII" before "NZ"."""
    return cell is texts[0] and len(texts) > 1 and bool(_RUNNING.fullmatch(tidy(cell.text)))


def begins_section(text: str) -> bool:
    """Whether a text begins with the letter or Roman number of a section."""
    return re.match(r"\s*(?:[A-Z]|[IVXL]{1,5})\s?[.)]\s+\S", text) is not None


def _all_signatures(cells: dict[int, Cell]) -> bool:
    return all(is_signature(cell.text) for cell in cells.values())


def _level(mark: str, text: str) -> int:
    """How deep a section stands: letters and Roman numbers first, then figures, then countries."""
    mark = mark.strip()
    if re.match(r"(?:[IVXL]{1,5})\s?[.)]?(?:\s|$)|[A-Z]\s?[.)]", mark):
        return 1
    if re.match(r"\d{1,2}\s?[.)]", mark):
        return 2
    if re.match(r"[a-z]\s?[.)]", mark):
        return 3
    bare = section_name(text)
    is_partner = len(bare.split()) <= 3 and find_countries(text) or names_a_body(bare)
    return 4 if is_partner else 1

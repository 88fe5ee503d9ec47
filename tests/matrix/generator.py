"""Random workbooks with their truth: layouts, heads, sections, merges and forms of many clerks.

`make(seed)` gives (bytes of an XLSX file, truth). It shares no rule with the reader.
"""

import io
import random
from dataclasses import dataclass, field
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from tests.matrix.content import (
    ENDLESS_EN,
    ENDLESS_ID,
    KINDS,
    NOTHING_EN,
    NOTHING_ID,
    UNSIGNED,
    Fact,
    plain_date,
    written_date,
    written_length,
    written_range,
    written_until,
)
from tests.matrix.facts import make_fact, make_twin

HEADS = {
    "id": {
        "no": ("No", "No.", "NO", "Nomor", "No. Urut", "#", "Nr."),
        "country": ("Negara", "Negara Mitra", "NEGARA", "Nama Negara"),
        "agency": ("Instansi Mitra", "Mitra", "Lembaga Mitra", "Nama Mitra", "Instansi/Lembaga", "Nama Lembaga"),
        "partner": ("Negara/Mitra", "Mitra Kerja Sama", "Negara / Organisasi", "Mitra", "Pihak Kedua", "Mitra/Negara", "Nama Mitra Kerjasama"),
        "kind": ("Jenis", "Jenis Dokumen", "Bentuk Kerja Sama", "Bentuk Dokumen", "Jenis Naskah", "Jns. Dokumen", "Tipe Dokumen", "Bentuk"),
        "title": ("Judul", "Perihal", "Judul Kerja Sama", "Tentang", "Nama Dokumen", "Judul Dokumen", "Judul Naskah", "Nama Kerja Sama"),
        "signed": ("Tanggal Penandatanganan", "Tgl TTD", "Tanggal TTD", "Tgl. Tanda Tangan", "Tanggal", "Ditandatangani", "Waktu Penandatanganan",
                   "Tanggal Ditandatangani", "Tanggal\nPenandatanganan", "Tanggl Penandatangan", "Tempat dan Tanggal Penandatanganan"),
        "duration": ("Masa Berlaku", "Jangka Waktu", "Durasi", "Masa berlaku", "Jangka Waktu Kerja Sama", "Lama Kerja Sama", "Masa Kerja Sama", "Periode"),
        "start": ("Tanggal Mulai", "Mulai Berlaku", "Tgl Mulai Berlaku", "Berlaku Sejak", "TMT"),
        "end": ("Tanggal Berakhir", "Berakhir", "Tgl. Berakhir", "Berlaku s.d.", "Tanggal Akhir", "Berlaku Sampai", "Tanggal Kadaluarsa"),
        "scope": ("Ruang Lingkup", "Lingkup Kerja Sama", "Bidang Kerja Sama", "Bidang", "Substansi"),
        "status": ("Status", "STATUS", "Status Dokumen", "Kondisi", "Status Terkini"),
        "notes": ("Keterangan", "Ket.", "Catatan", "KETERANGAN", "Ket"),
        "follow": ("Tindak Lanjut", "Rencana Tindak Lanjut", "TL", "Langkah Berikutnya"),
        "pic": ("PIC", "Penanggung Jawab", "Unit Kerja", "PJ", "Narahubung", "Unit Pelaksana"),
        "number": ("Nomor Dokumen", "No. Dokumen", "Nomor Naskah", "Nomor PKS/MoU"),
        "place": ("Tempat Penandatanganan", "Tempat TTD"),
        "extra": ("Kode Arsip", "Lokasi Naskah Asli", "Anggaran (Rp)", "Verifikasi", "Tautan", "Sumber Data"),
        "signatory": ("Penandatangan", "Pejabat Penandatangan"),
    },
    "en": {
        "no": ("No", "No.", "#", "Nr"),
        "country": ("Country", "Partner Country", "COUNTRY"),
        "agency": ("Partner", "Counterpart", "Partner Institution", "Organisation", "Partner Agency", "Institution"),
        "partner": ("Country/Partner", "Partner", "Partner/Country", "Counterpart", "Country / Organization", "Partners"),
        "kind": ("Type", "Type of Document", "Type of Agreement", "Form", "Kind of Instrument", "Document Type", "Instrument Type"),
        "title": ("Title", "Title of Agreement", "Subject", "Agreement Title", "Name of Document", "Title of Instrument", "Description"),
        "signed": ("Date of Signature", "Date Signed", "Signing Date", "Signed on", "Signature Date", "Date", "Signed", "Date of Signing"),
        "duration": ("Validity", "Duration", "Validity Period", "Period of Validity", "Term", "Period", "Period of Agreement"),
        "start": ("Effective Date", "Start Date", "Entry into Force", "Valid From", "Date of Entry into Force"),
        "end": ("Expiry Date", "Valid Until", "End Date", "Expiration Date", "Date of Expiry", "Expires", "Valid To"),
        "scope": ("Scope", "Areas of Cooperation", "Scope of Cooperation", "Fields of Cooperation", "Area"),
        "status": ("Status", "Current Status", "STATUS", "State"),
        "notes": ("Remarks", "Notes", "Remark", "Comments"),
        "follow": ("Follow-up", "Next Steps", "Follow Up Actions", "Action Required"),
        "pic": ("PIC", "Responsible Unit", "Focal Point", "Person in Charge", "Contact Person"),
        "number": ("Document Number", "Reference", "Document No.", "Agreement Number"),
        "place": ("Place of Signature", "Venue"),
        "extra": ("Archive Code", "Budget (USD)", "Link", "Verified by", "Source"),
        "signatory": ("Signatory", "Signed by"),
    },
}  # fmt: skip
GROUPS = {
    "id": {("country", "agency"): ("Mitra", "Mitra Kerja Sama", "Pihak Mitra"), ("start", "end"): ("Jangka Waktu", "Masa Berlaku", "Periode Berlaku"),
           ("kind", "title"): ("Dokumen", "Naskah Kerja Sama"), ("number", "kind", "title"): ("Dokumen",)},
    "en": {("country", "agency"): ("Partner", "Counterpart"), ("start", "end"): ("Validity", "Period", "Duration"),
           ("kind", "title"): ("Document", "Agreement"), ("number", "kind", "title"): ("Agreement",)},
}  # fmt: skip
CHILDREN = {
    "id": {"country": ("Negara",), "agency": ("Instansi", "Lembaga", "Nama"), "start": ("Mulai", "Awal", "Dari", "Tanggal Mulai"),
           "end": ("Akhir", "Berakhir", "Sampai", "Selesai", "Tanggal Berakhir"), "kind": ("Jenis", "Bentuk"), "title": ("Judul", "Perihal"), "number": ("Nomor", "No.")},
    "en": {"country": ("Country",), "agency": ("Institution", "Agency", "Name"), "start": ("Start", "From", "Start Date"),
           "end": ("End", "To", "Until", "End Date"), "kind": ("Type", "Kind"), "title": ("Title", "Subject"), "number": ("Number", "No.")},
}  # fmt: skip


@dataclass
class Layout:
    """The choices of one clerk for one sheet."""

    lang: str
    columns: list[str]
    who: str
    kind: str
    status: str
    validity: str
    first_row: int = 1
    first_col: int = 1
    heads: dict[str, str] = field(default_factory=dict)
    groups: list[tuple[str, ...]] = field(default_factory=list)
    bullets: str = "- "


def make(seed: int) -> tuple[bytes, dict[str, Any]]:
    """A workbook and its truth."""
    rng = random.Random(seed)  # noqa: S311  # a generator of tests, not of secrets
    book = Workbook()
    book.remove(book.active)
    facts: list[Fact] = []
    lang = rng.choice(["id", "id", "id", "en", "en"])
    domestic_sheet = rng.random() < 0.5
    names = _sheet_names(rng, lang, domestic_sheet)
    for number, (name, domestic) in enumerate(names):
        sheet = book.create_sheet(name)
        held = _facts(rng, lang, domestic=domestic, start=100 * number)
        if rng.random() < 0.13:
            _write_blocks(sheet, held, rng, lang)
        else:
            _Writer(sheet, held, rng, _layout(rng, lang, domestic=domestic)).write()
        facts += held
    _decoys(book, rng, facts)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue(), truth_of(facts)


def truth_of(facts: list[Fact]) -> dict[str, Any]:
    """The truth in the layout of data/matriks.truth.json."""
    records = []
    for fact in facts:
        sheet, row = fact.spot or ("", 0)
        records.append(
            {
                "sheet": sheet, "row": row, "duplicate_of": fact.twin.spot if fact.twin else None,
                "partner_country_iso2": fact.iso2, "doc_type": fact.kind, "title_written": fact.title,
                "signed_on": fact.signed_on, "duration_months": fact.months, "indefinite": fact.indefinite,
                "expires_on": fact.expires_on, "status": fact.status, "status_conflict": fact.conflict,
                "expiry_conflict": fact.expiry_conflict, "traps": [],
                "partner_written": fact.partner, "kind_written": fact.kind_written, "status_written": fact.status_written,
            }
        )  # fmt: skip
    return {"as_of": "2025-12-31", "records": records}


def _sheet_names(rng: random.Random, lang: str, domestic: bool) -> list[tuple[str, bool]]:
    if rng.random() < 0.12:
        years = rng.sample(range(2015, 2025), rng.randint(2, 3))
        return [(str(year), False) for year in years]
    foreign = ["Luar Negeri", "LN", "Bilateral", "Sheet1", "Matriks", "KS Luar Negeri"] if lang == "id" else [
        "International", "Foreign", "Sheet1", "Bilateral", "MATRIX"]  # fmt: skip
    inland = (
        ["Dalam Negeri", "DN", "Nasional", "KS DN"]
        if lang == "id"
        else ["Domestic", "National", "Inland"]
    )
    names = [(rng.choice(foreign), False)]
    if domestic:
        names.append((rng.choice(inland), True))
    return names


def _facts(rng: random.Random, lang: str, *, domestic: bool, start: int) -> list[Fact]:
    facts = [
        make_fact(rng, lang, domestic=domestic, number=start + n) for n in range(rng.randint(4, 28))
    ]
    seen: set[tuple[str | None, str, str]] = set()
    kept = []
    for fact in facts:
        key = (fact.iso2 or fact.agency, fact.kind, fact.subject)
        if key not in seen:
            seen.add(key)
            kept.append(fact)
    twins = [
        make_twin(f, rng, lang)
        for f in kept
        if f.signed_on and len(f.signed_on) == 10 and rng.random() < 0.06
    ]
    return kept + twins


def _layout(rng: random.Random, lang: str, *, domestic: bool) -> Layout:
    who = (
        "partner"
        if domestic
        else rng.choice(["partner", "both", "both", "country", "sections", "merged", "blank"])
    )
    kind = rng.choice(["column"] * 7 + ["sections", "title", "ticks"])
    status = rng.choice(["column"] * 5 + ["notes", "notes", "ticks", "none"])
    validity = rng.choice(["duration"] * 6 + ["startend", "startend", "end", "duration+end"])
    if who in ("sections", "merged", "blank") and kind == "sections":
        kind = "column"
    columns = {"partner": ["partner"], "both": ["country", "agency"], "country": ["country"], "sections": ["agency"],
               "merged": ["country", "agency"] if rng.random() < 0.5 else ["country"],
               "blank": ["country", "agency"] if rng.random() < 0.5 else ["country"]}[who]  # fmt: skip
    columns = [*columns, *(["kind"] if kind == "column" else []), "title", "signed"]
    columns += {
        "duration": ["duration"],
        "startend": ["start", "end"],
        "end": ["end"],
        "duration+end": ["duration", "end"],
    }[validity]
    columns += ["status"] if status == "column" else ["notes"] if status == "notes" else []
    optional = [
        name
        for name in ("scope", "follow", "pic", "number", "place", "extra", "signatory")
        if rng.random() < 0.4
    ]
    if status != "notes" and rng.random() < 0.4:
        optional.append("notes")
    for name in optional:
        columns.insert(rng.randint(1, len(columns)), name)
    if rng.random() < 0.35 and who in ("partner", "both"):
        rng.shuffle(columns)
        columns.sort(key=lambda name: name == "end")
    if rng.random() < 0.9:
        columns.insert(0, "no")
    layout = Layout(lang, columns, who, kind, status, validity)
    layout.first_col = rng.choice([1, 1, 1, 2, 3])
    layout.heads = {name: rng.choice(HEADS[lang][name]) for name in columns}
    _distinct_heads(layout, rng)
    layout.bullets = rng.choice(["- ", "• ", "1. ", "a. ", "a) ", "; ", ", "])
    layout.groups = [
        group for group in GROUPS[lang] if _adjacent(columns, group) and rng.random() < 0.6
    ][:2]
    return layout


def _distinct_heads(layout: Layout, rng: random.Random) -> None:
    """No clerk gives two columns of one sheet the same head."""
    if {"country", "agency"} <= set(layout.columns) and layout.heads["agency"] == layout.heads[
        "country"
    ]:
        layout.heads["agency"] = "Instansi" if layout.lang == "id" else "Institution"
    if "notes" in layout.columns and layout.heads.get("status") == layout.heads["notes"]:
        layout.heads["notes"] = "Catatan"


def _adjacent(columns: list[str], group: tuple[str, ...]) -> bool:
    places = [columns.index(name) for name in group if name in columns]
    return len(places) == len(group) and places == list(range(places[0], places[0] + len(group)))


class _Writer:
    """Writes one table."""

    def __init__(
        self, sheet: Worksheet, facts: list[Fact], rng: random.Random, layout: Layout
    ) -> None:
        self.sheet, self.facts, self.rng, self.layout = sheet, facts, rng, layout
        self.row = 1
        self.count = 0
        self.ticks = (
            list(dict.fromkeys(fact.kind for fact in facts))[:5] if layout.kind == "ticks" else []
        )
        self.columns = self._expanded()
        self.width = len(self.columns)

    def _expanded(self) -> list[str]:
        columns = list(self.layout.columns)
        if self.ticks:
            at = columns.index("title")
            columns[at + 1 : at + 1] = [f"tick:{kind}" for kind in self.ticks]
        if self.layout.status == "ticks":
            columns += ["is:active", "is:expired", "is:draft", "is:completed"]
        return columns

    def col(self, name: str) -> int:
        return self.layout.first_col + self.columns.index(name)

    def put(self, row: int, name: str, value: object) -> None:
        if value is None or value == "":
            return
        cell = self.sheet.cell(row, self.col(name), value)
        if hasattr(value, "year"):
            cell.number_format = self.rng.choice(
                [
                    "dd/mm/yyyy",
                    "mm-dd-yy",
                    "d-mmm-yy",
                    "[$-421]d mmmm yyyy;@",
                    "m/d/yyyy",
                    "dd mmmm yyyy",
                    "yyyy-mm-dd",
                ]
            )

    def write(self) -> None:
        self._titles()
        header = self._header()
        if self.rng.random() < 0.4:
            self._number_row()
        facts = self._ordered()
        section = None
        for number, fact in enumerate(facts):
            mark = self._section_of(fact)
            if mark != section:
                self._section(mark)
                section = mark
            if number and number % 9 == 0 and self.rng.random() < 0.3:
                self._repeat(header)
            if self.rng.random() < 0.05:
                self.row += 1
            self._record(
                fact, fact is not facts[0] and self._same_country(fact, facts[number - 1], mark)
            )
        self._merge_countries(facts)
        self._end()

    def _titles(self) -> None:
        title = {
            "id": "MATRIKS KERJA SAMA PENANGGULANGAN BENCANA",
            "en": "MATRIX OF COOPERATION IN DISASTER MANAGEMENT",
        }[self.layout.lang]
        for text in [
            title,
            "BADAN NASIONAL PENANGGULANGAN BENCANA",
            self.rng.choice(["Per 31 Desember 2025", "Data s.d. Desember 2025", ""]),
        ][: self.rng.randint(0, 3)]:
            if text:
                self.sheet.cell(self.row, self.layout.first_col, text).font = Font(bold=True)
                if self.rng.random() < 0.6:
                    self._merge(
                        self.row, self.layout.first_col, self.layout.first_col + self.width - 1
                    )
            self.row += 1
        self.row += self.rng.choice([0, 0, 1, 2])

    def _merge(self, row: int, first: int, last: int, bottom: int | None = None) -> None:
        if last > first or (bottom or row) > row:
            self.sheet.merge_cells(
                start_row=row, start_column=first, end_row=bottom or row, end_column=last
            )

    def _header(self) -> list[list[str | None]]:
        """One or two rows of heads; returns their texts for a repetition after a page break."""
        boxes = [(f"tick:{kind}") for kind in self.ticks] + [
            name for name in self.columns if name.startswith("is:")
        ]
        two = bool(self.layout.groups or boxes)
        top: list[str | None] = [None] * self.width
        low: list[str | None] = [None] * self.width
        grouped = {name: group for group in self.layout.groups for name in group}
        for at, name in enumerate(self.columns):
            if name in grouped:
                group = grouped[name]
                top[at] = (
                    self.rng.choice(GROUPS[self.layout.lang][group]) if name == group[0] else None
                )
                low[at] = self.rng.choice(CHILDREN[self.layout.lang][name])
            elif name in boxes:
                top[at], low[at] = self._box_head(name, first=name in (boxes[0], "is:active"))
            else:
                top[at] = self.layout.heads[name]
        self._write_heads(top, low if two else None, merge=self.rng.random() < 0.8)
        return [top, low] if two else [top]

    def _box_head(self, name: str, *, first: bool) -> tuple[str | None, str]:
        is_id = self.layout.lang == "id"
        if name.startswith("tick:"):
            return ("Jenis Dokumen" if is_id else "Type of Document") if first else None, KINDS[
                name[5:]
            ][0]
        words = {"active": "Berlaku", "expired": "Berakhir", "draft": "Proses", "completed": "Selesai"} if is_id else {
            "active": "Active", "expired": "Expired", "draft": "Draft", "completed": "Completed"}  # fmt: skip
        return "Status" if first else None, words[name[3:]]

    def _write_heads(
        self, top: list[str | None], low: list[str | None] | None, *, merge: bool
    ) -> None:
        start = self.layout.first_col
        for at in range(self.width):
            if top[at]:
                self.sheet.cell(self.row, start + at, top[at]).font = Font(bold=True)
                end = at
                while (
                    low
                    and low[at]
                    and end + 1 < self.width
                    and top[end + 1] is None
                    and low[end + 1]
                ):
                    end += 1
                if low and end > at and merge:
                    self._merge(self.row, start + at, start + end)
                elif low and not low[at] and merge:
                    self._merge(self.row, start + at, start + at, self.row + 1)
            if low and low[at]:
                self.sheet.cell(self.row + 1, start + at, low[at]).font = Font(bold=True)
        self.row += 2 if low else 1

    def _number_row(self) -> None:
        form = self.rng.choice(["({})", "{}", None])
        for at in range(self.width):
            self.sheet.cell(
                self.row, self.layout.first_col + at, form.format(at + 1) if form else at + 1
            )
        self.row += 1

    def _repeat(self, header: list[list[str | None]]) -> None:
        if self.layout.who in ("merged", "blank"):
            return
        self.row += self.rng.choice([0, 1])
        self._write_heads(header[0], header[1] if len(header) > 1 else None, merge=True)

    def _ordered(self) -> list[Fact]:
        twins = [fact for fact in self.facts if fact.twin]
        facts = [fact for fact in self.facts if not fact.twin]
        if self.layout.who in ("merged", "blank", "sections"):
            facts.sort(
                key=lambda fact: (fact.iso2 or "zz", fact.country if fact.iso2 == "" else "")
            )
            for before, fact in zip(facts, facts[1:], strict=False):
                if fact.iso2 and fact.iso2 == before.iso2:
                    fact.country = before.country
        elif self.layout.kind == "sections":
            facts.sort(key=lambda fact: fact.kind)
        return facts + twins

    def _section_of(self, fact: Fact) -> str | None:
        if self.layout.who == "sections":
            return fact.country
        if self.layout.kind == "sections":
            return KINDS[fact.kind][1 if len(KINDS[fact.kind]) > 1 else 0]
        if self.layout.who == "partner" and not fact.domestic:
            return None
        return None

    def _section(self, text: str | None) -> None:
        if text is None:
            return
        mark = (
            self.rng.choice(["", "", "A. ", "I. ", "1. "]) if self.layout.kind != "sections" else ""
        )
        cell = self.sheet.cell(
            self.row,
            self.layout.first_col,
            mark + (text.upper() if self.rng.random() < 0.4 else text),
        )
        cell.font = Font(bold=True)
        if self.rng.random() < 0.6 or "no" in self.columns:
            self._merge(self.row, self.layout.first_col, self.layout.first_col + self.width - 1)
        self.row += 1

    def _same_country(self, fact: Fact, before: Fact, section: str | None) -> bool:
        grouped = self.layout.who in ("merged", "blank") and not fact.twin and not before.twin
        return grouped and section is None and fact.country == before.country

    def _record(self, fact: Fact, same: bool) -> None:
        row, rng, lang = self.row, self.rng, self.layout.lang
        self.count += 1
        fact.spot = (self.sheet.title, row)
        self.put_who(row, fact, same)
        self.put_if(
            row, "no", rng.choice([self.count, self.count, f"{self.count}.", str(self.count)])
        )
        self.put_if(row, "kind", fact.kind_written)
        self._put_kind_elsewhere(row, fact)
        self.put_if(row, "title", fact.title)
        signed = (
            written_date(fact.signed_on, rng, lang)
            if fact.signed_on or rng.random() < 0.6
            else rng.choice(UNSIGNED)
        )
        if fact.signed_on is None and fact.status == "unknown" and signed in UNSIGNED:
            fact.status = "draft"
        self.put_if(row, "signed", signed)
        self._put_validity(row, fact)
        self._put_status(row, fact)
        self._put_scope(row, fact)
        for name, values in (("follow", ("Rapat teknis", "Susun PKS turunan", None, "-")), ("pic", ("Biro HOKS", "Pusdatinkom", "Dit. Mitigasi", None)),
                             ("place", ("Jakarta", "Bogor", None)), ("extra", ("v", "A-12", None, "ya")), ("signatory", ("Kepala BNPB", None, "Sekretaris Utama"))):  # fmt: skip
            self.put_if(row, name, rng.choice(values))
        if fact.number and rng.random() < 0.7:
            self.put_if(row, "number", fact.number)
        if rng.random() < 0.03:
            self.sheet.cell(row, self.col("title")).comment = Comment("cek arsip", "x")
        self.row += 1

    def put_if(self, row: int, name: str, value: object) -> None:
        if name in self.columns:
            self.put(row, name, value)

    def put_who(self, row: int, fact: Fact, same: bool) -> None:
        self.put_if(row, "partner", fact.partner)
        self.put_if(row, "agency", fact.agency)
        if not same:
            self.put_if(row, "country", fact.country)

    def _put_kind_elsewhere(self, row: int, fact: Fact) -> None:
        if self.ticks:
            if fact.kind in self.ticks:
                self.put(row, f"tick:{fact.kind}", self.rng.choice(["v", "√", "x", "✓", 1]))
            else:
                fact.title = f"{KINDS[fact.kind][0]} {fact.subject}"
        if self.layout.kind == "title" and not fact.title.startswith(fact.kind_written):
            fact.title = f"{fact.kind_written} {fact.title}"

    def _put_validity(self, row: int, fact: Fact) -> None:
        rng, lang, how = self.rng, self.layout.lang, self.layout.validity
        endless = rng.choice(ENDLESS_ID if lang == "id" else ENDLESS_EN)
        nothing = rng.choice(NOTHING_ID if lang == "id" else NOTHING_EN)
        if how in ("startend", "end"):
            fact.months = None
            if fact.rule == "months" and fact.expires_on is None:
                fact.rule = "none"
            if how == "startend" and fact.signed_on and fact.expires_on and rng.random() < 0.8:
                self.put(row, "start", written_date(fact.signed_on, rng, lang))
            self.put(
                row, "end", endless if fact.indefinite else written_date(fact.expires_on, rng, lang)
            )
            return
        text = {"months": lambda: written_length(fact.months or 12, rng, lang), "endless": lambda: endless,
                "until": lambda: written_until(fact.expires_on or "", rng, lang), "none": lambda: nothing,
                "range": lambda: written_range(fact.starts_on or "", fact.expires_on or "", rng, lang)}[fact.rule]()  # fmt: skip
        self.put(row, "duration", text)
        if how == "duration+end":
            self._put_end_beside(row, fact)

    def _put_end_beside(self, row: int, fact: Fact) -> None:
        """The end is written beside the duration; now and then they contradict one another."""
        if not fact.expires_on or self.rng.random() < 0.2:
            return
        if (
            fact.rule == "months"
            and len(fact.expires_on) == 10
            and not fact.conflict
            and self.rng.random() < 0.08
        ):
            wrong = f"{int(fact.expires_on[:4]) + 3}{fact.expires_on[4:8]}01"
            fact.expires_on, fact.expiry_conflict = wrong, True
            fact.status, fact.status_written = (
                ("active" if wrong >= "2025-12-31" else "expired"),
                None,
            )
        self.put(row, "end", plain_date(fact.expires_on, self.rng, self.layout.lang))

    def _put_status(self, row: int, fact: Fact) -> None:
        how, written = self.layout.status, fact.status_written
        if how == "column":
            self.put(row, "status", written)
        elif how == "notes":
            tail = self.rng.choice(
                [
                    "",
                    "; lingkup: pelatihan, simulasi",
                    "",
                    ". Dokumen asli di arsip"
                    if self.layout.lang == "id"
                    else ". Original in the archive",
                ]
            )
            if written and written not in ("-", "?"):
                self.put(row, "notes", f"{written}{tail}")
        else:
            self._put_status_box(row, fact)
        if how == "none":
            fact.conflict = False
            if fact.status == "completed" or (fact.status == "draft" and fact.signed_on):
                fact.status = "unknown"
            if fact.status == "draft" and not self._said_unsigned(row):
                fact.status = "unknown"

    def _said_unsigned(self, row: int) -> bool:
        return self.sheet.cell(row, self.col("signed")).value in UNSIGNED

    def _put_status_box(self, row: int, fact: Fact) -> None:
        if self.layout.status != "ticks":
            return
        claim = fact.status
        if fact.conflict:
            claim = "active" if fact.status == "expired" else "expired"
        name = f"is:{claim}"
        if name in self.columns:
            self.put(row, name, self.rng.choice(["v", "√", "✓", "x", "V"]))

    def _put_scope(self, row: int, fact: Fact) -> None:
        if "scope" not in self.columns:
            return
        mark = self.layout.bullets
        if mark in ("; ", ", "):
            self.put(row, "scope", mark.join(fact.scope))
        else:
            marks = [
                mark.replace("1", str(n + 1)).replace("a", "abc"[n]) for n in range(len(fact.scope))
            ]
            self.put(row, "scope", "\n".join(m + s for m, s in zip(marks, fact.scope, strict=True)))

    def _merge_countries(self, facts: list[Fact]) -> None:
        if self.layout.who != "merged":
            return
        first: Fact | None = None
        rows: list[int] = []
        for fact in [*facts, None]:
            row = fact.spot[1] if fact and fact.spot else 0
            joins = (
                fact
                and first
                and not fact.twin
                and fact.country == first.country
                and rows
                and row == rows[-1] + 1
            )
            if joins:
                rows.append(row)
                continue
            if len(rows) > 1:
                self._merge(rows[0], self.col("country"), self.col("country"), rows[-1])
            first, rows = fact, [row]

    def _end(self) -> None:
        rng, start = self.rng, self.layout.first_col
        if rng.random() < 0.4:
            self.sheet.cell(
                self.row,
                start + (1 if self.width > 2 else 0),
                rng.choice(["JUMLAH", "Total", "Jumlah", "TOTAL"]),
            )
            self.sheet.cell(self.row, start + 3, self.count)
            self.row += 1
        if rng.random() < 0.25:
            hidden = self.sheet.cell(self.row, self.col("title"), "MoU lama yang disembunyikan")
            self.put_if(self.row, "country", "Kanada")
            self.sheet.row_dimensions[hidden.row].hidden = True
            self.row += 1
        if rng.random() < 0.25:
            for name, text in (
                ("title", "MoU batal dengan Kanada"),
                ("signed", "1 Januari 2010"),
                ("kind", "MoU"),
            ):
                if name in self.columns:
                    self.sheet.cell(self.row, self.col(name), text).font = Font(strike=True)
            self.row += 1
        if rng.random() < 0.4:
            self.row += 1
            for text in rng.sample(
                [
                    "Catatan:",
                    "Keterangan: NK = Nota Kesepahaman",
                    "*) belum diverifikasi",
                    "Sumber: Biro Hukum dan Kerja Sama",
                    "Note: data as reported",
                ],
                3,
            ):
                self.sheet.cell(self.row, start, text)
                self.row += 1
            for text in (
                "Jakarta,    Desember 2025",
                "Kepala Biro Hukum, Organisasi dan Kerja Sama",
                "NIP. 19700101",
            ):
                self.sheet.cell(self.row, start + min(4, self.width - 1), text)
                self.row += 1


def _write_blocks(sheet: Worksheet, facts: list[Fact], rng: random.Random, lang: str) -> None:
    """Label and value below one another, one block for each instrument."""
    heads = HEADS[lang]
    names = ["country", "agency", "kind", "title", "signed", "duration", "status", "pic"]
    labels = {name: rng.choice(heads[name]).replace("\n", " ") for name in names}
    colon = rng.choice(["", "", ":", " :", "|"])
    gap, row = rng.choice([1, 1, 2]), rng.choice([1, 3])
    if row == 3:
        sheet.cell(1, 1, "LEMBAR DATA KERJA SAMA" if lang == "id" else "COOPERATION DATA SHEETS")
    for fact in facts:
        fact.spot = (sheet.title, row)
        if fact.rule == "none" or (fact.rule == "months" and fact.months is None):
            length: object = None
        elif fact.rule == "months":
            length = written_length(fact.months or 12, rng, lang)
        elif fact.rule == "endless":
            length = rng.choice(ENDLESS_ID if lang == "id" else ENDLESS_EN)
        else:
            length = written_until(fact.expires_on or "", rng, lang)
        values = {"country": fact.country, "agency": fact.agency, "kind": fact.kind_written, "title": fact.title,
                  "signed": written_date(fact.signed_on, rng, lang), "duration": length, "status": fact.status_written, "pic": "Biro HOKS"}  # fmt: skip
        for name in names:
            if name == "country" and fact.domestic:
                values[name] = "Indonesia"
            sheet.cell(row, 1, labels[name] + (colon if colon != "|" else ""))
            if colon == "|":
                sheet.cell(row, 2, ":")
            value = values[name]
            if value not in (None, ""):
                sheet.cell(row, 3 if colon == "|" else 2, value)
            row += 1
        row += gap


_DECOYS = {
    "Rekap": (
        ("REKAPITULASI",),
        (),
        ("Jenis", "Jumlah"),
        ("Bilateral", 12),
        ("MoU", 4),
        ("PKS", 3),
    ),
    "Pivot": (
        ("Negara", "MoU", "PKS", "Total"),
        ("Jepang", 1, 2, 3),
        ("Australia", 2, 1, 3),
        ("Total", 3, 3, 6),
    ),
    "Kontak": (
        ("No", "Instansi", "Nama", "Jabatan", "Telepon", "Email"),
        (1, "JICA", "A. Contoh", "Staf", "021-000", "a@example.org"),
        (2, "AFAD", "B. Contoh", "Staf", "021-001", "b@example.org"),
    ),
    "Agenda": (
        ("No", "Tanggal", "Kegiatan", "Tempat", "Peserta", "Hasil"),
        (1, "3 Mei 2024", "Rapat teknis dengan JICA", "Jakarta", 12, "Notula"),
        (2, "9 Juni 2024", "Kunjungan AFAD", "Bogor", 8, "Laporan"),
    ),
    "Bantuan": (
        ("No", "Negara", "Jenis Bantuan", "Jumlah", "Tanggal Tiba"),
        (1, "Jepang", "Tenda", 500, "3 Oktober 2018"),
        (2, "Turki", "Genset", 20, "5 Oktober 2018"),
    ),
}


def _decoys(book: Workbook, rng: random.Random, facts: list[Fact]) -> None:
    """Sheets that are no matrix: sums, contacts, meetings, aid, a hidden old copy."""
    for name, rows in _DECOYS.items():
        if rng.random() < 0.35:
            sheet = book.create_sheet(name)
            for row in rows:
                sheet.append(row)
    if rng.random() < 0.3 and facts:
        sheet = book.create_sheet("lama")
        sheet.append(("No", "Negara/Mitra", "Judul", "Tanggal TTD", "Status"))
        sheet.append((1, facts[0].partner, facts[0].title, "2016", "Aktif"))
        sheet.sheet_state = rng.choice(["hidden", "veryHidden"])

"""Every remark that a reading can make, in both languages, with its severity."""

from ecoop.core.bilingual import Text
from ecoop.core.dates import PartialDate
from ecoop.matrix.reading.model import Finding, LeftOut

ERROR, WARNING, INFO = "error", "warning", "info"

CATALOGUE: dict[str, tuple[str, Text]] = {
    "impossible_date": (ERROR, Text(
        "Tanggal “{written}” tidak ada dalam kalender.",
        "The date “{written}” does not exist in the calendar.")),
    "date_not_understood": (WARNING, Text(
        "“{written}” tidak dapat dibaca sebagai tanggal.",
        "“{written}” could not be read as a date.")),
    "number_only": (WARNING, Text(
        "“{written}” adalah nomor naskah, bukan tanggal.",
        "“{written}” is the number of a paper, not a date.")),
    "ambiguous_date": (INFO, Text(
        "“{written}” dibaca hari/bulan/tahun; mungkin dimaksud bulan/hari.",
        "“{written}” was read day/month/year; month/day may have been meant.")),
    "month_before_day": (WARNING, Text(
        "“{written}” hanya masuk akal bila dibaca bulan/hari/tahun.",
        "“{written}” only makes sense read month/day/year.")),
    "range_of_days": (INFO, Text(
        "“{written}” menyebut beberapa hari; hari pertama yang dipakai.",
        "“{written}” names several days; the first was taken.")),
    "several_dates": (WARNING, Text(
        "“{written}” memuat beberapa tanggal; periksa mana yang dimaksud.",
        "“{written}” holds several dates; check which one is meant.")),
    "reduced_date": (INFO, Text(
        "Dari “{written}” hanya tahun atau bulannya yang pasti.",
        "Of “{written}” only the year or month is certain.")),
    "date_among_words": (INFO, Text(
        "Tahun diambil dari kalimat “{written}”.",
        "The year was taken from the words “{written}”.")),
    "year_from_context": (INFO, Text(
        "Tahun untuk “{written}” diambil dari judul lembar, bagian, atau kolom tahun.",
        "The year of “{written}” was taken from the sheet, section or year column.")),
    "serial_number": (INFO, Text(
        "Angka {written} dibaca sebagai nomor urut tanggal Excel.",
        "The number {written} was read as an Excel date serial.")),
    "planned_date": (INFO, Text(
        "“{written}” adalah rencana, belum tanda tangan.",
        "“{written}” is a plan, not a signature.")),
    "date_from_text": (INFO, Text(
        "Tanggal tanda tangan diambil dari kalimat “{written}”.",
        "The signing date was taken from the words “{written}”.")),
    "cell_error": (WARNING, Text(
        "Sel ini berisi kesalahan rumus ({written}).",
        "The cell holds a formula error ({written}).")),
    "formula_not_computed": (WARNING, Text(
        "Rumus {written} tidak memiliki hasil tersimpan dan tidak dapat dihitung.",
        "The formula {written} has no stored result and could not be computed.")),
    "formula_computed": (INFO, Text(
        "Rumus {written} dihitung karena hasilnya tidak tersimpan.",
        "The formula {written} was computed, for its result was not stored.")),
    "comment": (INFO, Text("Catatan pada sel: {written}", "Comment on the cell: {written}")),
    "partly_struck": (INFO, Text(
        "Sebagian isi sel dicoret dan tidak dibaca.",
        "Part of the cell is struck through and was not read.")),
    "struck_cell": (WARNING, Text(
        "Isi sel dicoret (“{written}”) dan tidak dibaca.",
        "The cell is struck through (“{written}”) and was not read.")),
    "duration_not_understood": (WARNING, Text(
        "Masa berlaku “{written}” tidak dapat dipahami.",
        "The validity “{written}” could not be understood.")),
    "duration_in_days": (INFO, Text(
        "Masa berlaku “{written}” dihitung dalam hari.",
        "The validity “{written}” is counted in days.")),
    "duration_without_unit": (WARNING, Text(
        "“{written}” tanpa satuan; satuannya ditebak.",
        "“{written}” has no unit; the unit was guessed.")),
    "duration_contradicts_itself": (WARNING, Text(
        "Angka dan kata pada “{written}” berbeda.",
        "Figure and words of “{written}” differ.")),
    "renews_automatically": (INFO, Text(
        "“{written}”: diperpanjang otomatis, jadi akhir yang dihitung hanya masa pertama.",
        "“{written}”: it renews itself, so the computed end is that of the first term.")),
    "extension_written": (WARNING, Text(
        "“{written}”: perpanjangannya tidak dihitung; catat naskah perpanjangan itu tersendiri.",
        "“{written}”: the extension is not counted; register its own paper.")),
    "open_ended_claim": (INFO, Text(
        "“{written}” dibaca sebagai masih berjalan tanpa akhir yang diketahui.",
        "“{written}” was read as running on without a known end.")),
    "task_based_duration": (INFO, Text(
        "“{written}”: berakhir dengan selesainya pekerjaan, bukan pada suatu tanggal.",
        "“{written}”: it ends with the work, not on a date.")),
    "dates_out_of_order": (ERROR, Text(
        "Urutan tanggal terbalik: {first} lalu {last}.",
        "The dates are out of order: {first}, then {last}.")),
    "starts_before_signing": (INFO, Text(
        "Mulai berlaku {first} mendahului tanda tangan {last}.",
        "It starts on {first}, before the signature of {last}.")),
    "signed_in_future": (WARNING, Text(
        "Tanggal tanda tangan {day} setelah tanggal keadaan {as_of}.",
        "The signing date {day} lies after the reference date {as_of}.")),
    "implausible_year": (WARNING, Text(
        "Tahun pada {written} tidak wajar.", "The year of {written} is implausible.")),
    "expiry_conflict": (ERROR, Text(
        "Tertulis berakhir {stated}, padahal menurut tanggal dan masa berlaku {computed}.",
        "The written end is {stated}, but date and duration give {computed}.")),
    "expiry_extended": (INFO, Text(
        "Menurut kolom perpanjangan berlaku sampai {stated}.",
        "The column of extensions says that it runs until {stated}.")),
    "status_conflict": (ERROR, Text(
        "Tertulis “{written}”, padahal pada {as_of} statusnya {status}.",
        "“{written}” is written, but on {as_of} it is {status}.")),
    "duplicate": (WARNING, Text(
        "Sama dengan baris {row} pada lembar “{sheet}”.",
        "The same instrument as row {row} of sheet “{sheet}”.")),
    "possible_duplicate": (INFO, Text(
        "Mungkin sama dengan baris {row} pada lembar “{sheet}”.",
        "Perhaps the same instrument as row {row} of sheet “{sheet}”.")),
    "same_number": (WARNING, Text(
        "Nomor “{written}” juga dipakai pada baris {row} lembar “{sheet}”.",
        "The number “{written}” is also used in row {row} of sheet “{sheet}”.")),
    "same_row_number": (INFO, Text(
        "Nomor urut {written} sudah dipakai pada baris {row}.",
        "The running number {written} was already used in row {row}.")),
    "missing_title": (WARNING, Text("Judul tidak diisi.", "The title is missing.")),
    "missing_partner": (WARNING, Text("Mitra tidak diisi.", "The partner is missing.")),
    "unknown_kind": (INFO, Text(
        "Jenis “{written}” tidak dikenal; dicatat sebagai lainnya.",
        "The kind “{written}” is not known; it was noted as other.")),
    "kind_from_context": (INFO, Text(
        "Jenis diambil dari “{written}”.", "The kind was taken from “{written}”.")),
    "kind_contradicts_title": (INFO, Text(
        "Kolom jenis berbunyi “{written}”, judulnya menyebut jenis lain.",
        "The kind column says “{written}”, the title names another kind.")),
    "unknown_country": (INFO, Text(
        "Negara mitra “{written}” tidak dikenali.",
        "The country of the partner “{written}” was not recognised.")),
    "several_countries": (INFO, Text(
        "“{written}” menyebut beberapa negara.", "“{written}” names several countries.")),
    "partner_from_title": (INFO, Text(
        "Mitra “{written}” diambil dari judul.", "The partner “{written}” was taken from the title.")),
    "country_from_title": (INFO, Text(
        "Negara mitra diambil dari judul.", "The partner's country was taken from the title.")),
    "status_not_understood": (INFO, Text(
        "Status “{written}” tidak dikenali.", "The status “{written}” was not recognised.")),
    "status_from_colour": (INFO, Text(
        "Status “{written}” diambil dari warna sel menurut keterangan warna.",
        "The status “{written}” was taken from the colour of the cells, as the legend explains it.")),
    "macros_not_kept": (WARNING, Text(
        "Berkas ini membawa makro, formulir, atau objek tersemat. Semuanya tidak dibuka dan tidak"
        " disimpan; hanya isi sel yang dibaca.",
        "The file brings macros, forms or embedded objects. They were not opened and are not kept;"
        " only the cells were read.")),
    "code_year_from_file": (WARNING, Text(
        "Tanpa tanggal tanda tangan atau mulai berlaku: kode naskah akan memakai tahun {year}. Isi"
        " tanggalnya sebelum konfirmasi bila tahunnya diketahui.",
        "There is no date of signature or start: the code of the record will take the year {year}."
        " Fill in the date before confirming if its year is known.")),
    "hidden_column": (INFO, Text(
        "Kolom {written} tersembunyi dan tidak dibaca.",
        "Column {written} is hidden and was not read.")),
    "columns_guessed": (WARNING, Text(
        "Tabel tanpa judul kolom: makna kolom ditebak dari isinya, harap diperiksa.",
        "The table has no header: columns were guessed by content, please check.")),
    "column_guessed": (INFO, Text(
        "Kolom “{written}” dibaca sebagai {field} menurut isinya.",
        "Column “{written}” was read as {field} by its content.")),
    "column_unread": (WARNING, Text(
        "Kolom “{written}” tidak dikenali dan tidak dibaca.",
        "Column “{written}” was not recognised and was not read.")),
}  # fmt: skip

REASONS: dict[str, Text] = {
    "title": Text("judul", "title"),
    "header": Text("judul kolom", "header"),
    "repeated_header": Text("judul kolom yang diulang", "repeated header"),
    "number_row": Text("nomor kolom", "column numbers"),
    "section": Text("judul bagian", "section"),
    "group": Text("judul kelompok mitra", "heading of a partner's group"),
    "total": Text("jumlah", "total"),
    "note": Text("catatan", "note"),
    "signature": Text("tanda tangan", "signature block"),
    "hidden_row": Text("baris tersembunyi", "hidden row"),
    "hidden_sheet": Text("lembar tersembunyi", "hidden sheet"),
    "hidden_column": Text("kolom tersembunyi", "hidden column"),
    "struck_row": Text("baris dicoret", "row struck through"),
    "summary_sheet": Text("tidak memuat tabel kerja sama", "holds no table of cooperation"),
    "summary_table": Text("tabel ringkasan atau lain", "summary or other table"),
    "unclear": Text("tidak dapat dipahami sebagai naskah", "not understood as an instrument"),
}

STATUS_WORDS = {
    "draft": Text("draf", "draft"),
    "active": Text("berlaku", "in force"),
    "expired": Text("berakhir", "expired"),
    "completed": Text("selesai", "completed"),
    "unknown": Text("tidak diketahui", "unknown"),
}


def finding(code: str, *, cell: str = "", on: str = "", **values: object) -> Finding:
    """The remark `code` on a cell, its placeholders filled (long quotations are cut)."""
    severity, template = CATALOGUE[code]
    said = {name: _said(name, value) for name, value in values.items()}
    return Finding(cell=cell, severity=severity, code=code, message=template.fill(**said), sheet=on)


_DAYS = frozenset(("as_of", "stated", "computed", "first", "last", "day"))


def _said(name: str, value: object) -> Text | PartialDate | str:
    """A value as a person says it: days in words, long quotations cut."""
    if name in _DAYS and value:
        return PartialDate.parse(str(value))
    return value if isinstance(value, Text) else _cut(value)


def left_out(sheet: str, row: int | None, reason: str, text: str = "") -> LeftOut:
    """A row or sheet that was not read as a record."""
    return LeftOut(sheet=sheet, row=row, reason=reason, message=REASONS[reason], text=_cut(text))


def _cut(value: object) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= 120 else f"{text[:117]}…"

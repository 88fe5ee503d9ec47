"""Why a file is not read at all: one plain sentence for each cause."""

from ecoop.core.bilingual import Text

SENTENCES = {
    "missing": Text(
        "Berkas {name} tidak ditemukan atau tidak dapat dibuka.",
        "The file {name} does not exist or cannot be opened.",
    ),
    "empty": Text("Berkas ini kosong.", "The file is empty."),
    "too_big": Text(
        "Berkas ini terlalu besar: paling banyak {limit} MB.",
        "The file is too large: at most {limit} MB are read.",
    ),
    "bomb": Text(
        "Isi berkas ini membesar tak wajar ketika dibuka, maka tidak dibaca.",
        "The file unpacks to an unreasonable size, so it was not read.",
    ),
    "too_many_cells": Text(
        "Lembar kerja ini berisi terlalu banyak baris atau sel untuk sebuah matriks.",
        "The workbook holds too many rows or cells for a matrix.",
    ),
    "encrypted": Text(
        "Berkas ini dikunci dengan kata sandi. Simpan tanpa kata sandi, lalu coba lagi.",
        "The file is encrypted with a password. Save it without one and try again.",
    ),
    "xls": Text(
        "Berkas ini berformat Excel lama (.xls). Simpan sebagai .xlsx, lalu coba lagi.",
        "The file is in the old Excel format (.xls). Save it as .xlsx and try again.",
    ),
    "xlsb": Text(
        "Berkas ini buku kerja biner (.xlsb). Simpan sebagai .xlsx, lalu coba lagi.",
        "The file is a binary workbook (.xlsb). Save it as .xlsx and try again.",
    ),
    "ods": Text(
        "Berkas ini berformat OpenDocument (.ods). Simpan sebagai .xlsx, lalu coba lagi.",
        "The file is in the OpenDocument format (.ods). Save it as .xlsx and try again.",
    ),
    "pdf": Text(
        "Berkas ini PDF, bukan buku kerja Excel atau CSV.",
        "The file is a PDF, not an Excel workbook or CSV file.",
    ),
    "html": Text(
        "Berkas ini halaman web (HTML), bukan buku kerja Excel atau CSV.",
        "The file is a web page (HTML), not an Excel workbook or CSV file.",
    ),
    "xml": Text(
        "Berkas ini XML lepas, bukan buku kerja Excel atau CSV.",
        "The file is bare XML, not an Excel workbook or CSV file.",
    ),
    "other_office": Text(
        "Berkas ini dokumen Word atau PowerPoint, bukan buku kerja Excel.",
        "The file is a Word or PowerPoint document, not an Excel workbook.",
    ),
    "not_a_workbook": Text(
        "Berkas ini bukan buku kerja Excel (.xlsx, .xlsm) atau CSV.",
        "The file is not an Excel workbook (.xlsx, .xlsm) or a CSV file.",
    ),
    "called_a_workbook": Text(
        "Nama berkas ini seperti buku kerja Excel, tetapi isinya CSV. Beri nama .csv dan coba lagi.",
        "The file is called an Excel workbook but is a CSV file. Rename it to .csv and try again.",
    ),
    "no_sheets": Text(
        "Berkas ini tidak memuat satu lembar kerja pun (mungkin hanya makro atau grafik).",
        "The workbook holds no worksheet (perhaps only macros or charts).",
    ),
    "damaged": Text(
        "Berkas ini rusak atau tidak lengkap, maka tidak dibaca sebagian pun.",
        "The file is damaged or incomplete, so no part of it was read.",
    ),
    "forbidden_xml": Text(
        "Berkas ini memuat definisi dokumen atau entitas XML, yang demi keamanan ditolak.",
        "The file contains an XML document type or entities, which are refused for safety.",
    ),
    "not_text": Text(
        "Isi berkas ini bukan teks, jadi tidak dapat dibaca sebagai CSV.",
        "The content of the file is not text, so it cannot be read as CSV.",
    ),
    "all_hidden": Text(
        "Semua lembar dalam berkas ini disembunyikan. Tampilkan lembar yang hendak dibaca, lalu coba lagi.",
        "Every sheet of the file is hidden. Show the sheet that is to be read and try again.",
    ),
    "no_table": Text(
        "Tidak ditemukan tabel kerja sama dalam berkas ini (judul kolom tidak dikenali).",
        "No table of cooperation was found in the file (no header was recognised).",
    ),
    "failed": Text(
        "Pembacaan gagal karena kesalahan sistem ini, bukan karena berkas Anda. Tidak ada yang diubah; "
        "sampaikan berkas ini kepada pengelola.",
        "The reading failed by a fault of this system, not of your file. Nothing was changed; please "
        "pass the file on to those who run it.",
    ),
    "too_slow": Text(
        "Berkas ini terlalu rumit untuk dibaca dalam waktu dan memori yang tersedia.",
        "The file is too complex to be read within the time and memory allowed.",
    ),
}


class Unreadable(Exception):
    """The file is refused as a whole; `text` says why in both languages."""

    def __init__(self, code: str, **values: str | int) -> None:
        self.code, self.values = code, values
        self.text = SENTENCES[code].fill(**values)
        super().__init__(self.text.en)

"""Workbooks that tests make as a bureau would: a header row and plain rows."""

import io
from pathlib import Path

import openpyxl

SAMPLE = Path(__file__).parent / "data" / "matriks.xlsx"
HEAD = (
    "No", "Negara", "Mitra", "Jenis", "Judul", "Tanggal Penandatanganan", "Masa Berlaku", "Status",
    "Ruang Lingkup", "Tindak Lanjut", "PIC",
)  # fmt: skip
KOREA = (
    1, "Korea Selatan", "Kementerian Dalam Negeri dan Keselamatan", "MoU",
    "Kerja sama pengurangan risiko bencana", "10 April 2015", "5 tahun", "Berlaku",
    "peringatan dini", "Perpanjangan", "Biro Hukum, Organisasi, dan Kerja Sama",
)  # fmt: skip
AFAD = (
    2, "Turki", "AFAD", "MoU", "Kerja sama kesiapsiagaan dan tanggap darurat", "12 Februari 2025",
    "4 tahun", "Berlaku", "tanggap darurat", "", "Pusdalops",
)  # fmt: skip
JICA = (
    3, "Jepang", "JICA", "Record of Discussion", "Proyek peningkatan kapasitas BPBD", "Maret 2022",
    "3 tahun", "Selesai", "pelatihan", "", "",
)  # fmt: skip
ROWS = (KOREA, AFAD, JICA)


def workbook(*rows, head=HEAD, sheet="Matriks") -> bytes:
    """The bytes of a workbook with one sheet: a header and these rows."""
    return sheets({sheet: (head, *rows)})


def sheets(told) -> bytes:
    """The bytes of a workbook with these lines on each of these sheets."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, lines in told.items():
        page = book.create_sheet(name)
        for line in lines:
            page.append(list(line))
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def changed(row, **values) -> tuple:
    """The row with some cells written anew, by the words of its head."""
    return tuple(
        values.get(name.split()[0].lower(), cell) for name, cell in zip(HEAD, row, strict=True)
    )

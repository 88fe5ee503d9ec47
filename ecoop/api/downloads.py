"""The register as a table for machines: stable column names, ISO dates, a card that explains them."""

from ecoop.core import exports

COLUMNS = {
    "code": ("Kode catatan", "Code of the record"),
    "kind": ("Jenis naskah (kode)", "Kind of paper (code)"),
    "level": ("Tingkat kerja sama", "Level of cooperation"),
    "title_id": ("Judul dalam bahasa Indonesia", "Title in Indonesian"),
    "title_en": ("Judul dalam bahasa Inggris", "Title in English"),
    "partner_names": ("Mitra", "Partners"),
    "countries": ("Negara mitra, ISO 3166-1", "Countries of the partners, ISO 3166-1"),
    "signed_on": (
        "Tanggal tanda tangan, ketelitian dipertahankan",
        "Date of signature, as precise as known",
    ),
    "in_force_from": ("Mulai berlaku", "Entry into force"),
    "status": ("Status dihitung hari ini", "Status computed for today"),
    "last_low": ("Hari akhir paling awal", "Earliest possible last day"),
    "last_high": ("Hari akhir paling lambat", "Latest possible last day"),
    "notice_day": ("Batas akhir pemberitahuan", "Last day for notice"),
    "fields": ("Bidang (kode)", "Fields (codes)"),
    "phases": ("Tahap (kode)", "Phases (codes)"),
    "regions": ("Wilayah, kode Kemendagri", "Regions, Kemendagri codes"),
    "classification": ("Klasifikasi", "Classification"),
}


def csv_answer(rows):
    """All rows as one CSV file; no cell can start a formula."""
    cells = ([getattr(row, name) for name in COLUMNS] for row in rows)
    return exports.answer(
        "csv", name="instruments", keys=list(COLUMNS), heads=list(COLUMNS), rows=cells
    )


def metadata(total: int) -> dict:
    """The data card of the download (Perpres 39/2019: definition, unit, source, format)."""
    return {
        "title": {"id": "Daftar naskah kerja sama", "en": "Register of cooperation instruments"},
        "rows": total,
        "formats": ["text/csv", "application/json"],
        "source": {
            "id": "Catatan e-Cooperation; tiap catatan menyebut sumbernya",
            "en": "Records of e-Cooperation; each record names its source",
        },
        "columns": [
            {"name": name, "id": words[0], "en": words[1]} for name, words in COLUMNS.items()
        ],
    }

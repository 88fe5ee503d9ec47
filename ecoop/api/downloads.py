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


PARTNER_COLUMNS = {
    "slug": ("Nama dalam alamat", "Name in the address"),
    "name_id": ("Nama dalam bahasa Indonesia", "Name in Indonesian"),
    "name_en": ("Nama dalam bahasa Inggris", "Name in English"),
    "abbreviation": ("Singkatan", "Abbreviation"),
    "kind": ("Jenis mitra (kode)", "Kind of partner (code)"),
    "country_id": ("Negara, ISO 3166-1", "Country, ISO 3166-1"),
    "instruments": ("Jumlah naskah yang terlihat", "Number of visible instruments"),
}
COUNTRY_COLUMNS = {  # the fields of by_country.CountryRow
    "iso2": ("Kode negara dua huruf, ISO 3166-1", "Country code of two letters, ISO 3166-1"),
    "iso3": ("Kode negara tiga huruf, ISO 3166-1", "Country code of three letters, ISO 3166-1"),
    "name_id": ("Nama dalam bahasa Indonesia", "Name in Indonesian"),
    "name_en": ("Nama dalam bahasa Inggris", "Name in English"),
    "instruments": ("Jumlah naskah yang terlihat", "Number of visible instruments"),
    "in_force": ("Di antaranya masih berlaku", "Of these in force"),
    "engagements": ("Jumlah kegiatan", "Number of engagements"),
    "aid_received": ("Jumlah bantuan yang diterima", "Number of records of aid received"),
    "aid_given": ("Jumlah bantuan yang diberikan", "Number of records of aid given"),
}
TABLES = {
    "instruments": (COLUMNS, ("Daftar naskah kerja sama", "Register of cooperation instruments")),
    "partners": (PARTNER_COLUMNS, ("Direktori mitra", "Directory of partners")),
    "countries": (COUNTRY_COLUMNS, ("Negara mitra", "Partner countries")),
}


def csv_answer(name, rows):
    """All rows of one of TABLES as a CSV file; no cell can start a formula."""
    columns = list(TABLES[name][0])
    cells = ([getattr(row, column) for column in columns] for row in rows)
    return exports.answer("csv", name=name, keys=columns, heads=columns, rows=cells)


def metadata(totals: dict[str, int]) -> dict:
    """The data card of the downloads (Perpres 39/2019: definition, unit, source, format).

    `totals` gives the number of rows of each table; the register's own stand at the top.
    """
    tables = [_card(name, totals[name]) for name in TABLES]
    return tables[0] | {
        "formats": ["text/csv", "application/json"],
        "source": {
            "id": "Catatan e-Cooperation; tiap catatan menyebut sumbernya",
            "en": "Records of e-Cooperation; each record names its source",
        },
        "tables": tables,
    }


def _card(name: str, rows: int) -> dict:
    columns, (title_id, title_en) = TABLES[name]
    return {
        "name": name,
        "title": {"id": title_id, "en": title_en},
        "rows": rows,
        "download": f"/api/v1/{name}.csv",
        "columns": [
            {"name": key, "id": words[0], "en": words[1]} for key, words in columns.items()
        ],
    }

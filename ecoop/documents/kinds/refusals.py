"""Why a file is not taken: one line in each language, with what to do."""

from ecoop.core.bilingual import Text
from ecoop.core.verdicts import Refusal, Refused

WORDS = {
    "empty": ("Berkas ini kosong.", "This file is empty."),
    "large": (
        "Berkas ini terlalu besar; paling besar 25 MB.",
        "This file is too large; 25 MB is the most.",
    ),
    "unknown": (
        "Jenis berkas ini tidak diterima. Gunakan PDF, DOCX, XLSX, CSV, TXT, PNG, atau JPG.",
        "This kind of file is not accepted. Use PDF, DOCX, XLSX, CSV, TXT, PNG or JPG.",
    ),
    "old": (
        "Ini format Office lama. Simpan sebagai DOCX, XLSX, atau PDF, lalu unggah lagi.",
        "This is an old Office format. Save it as DOCX, XLSX or PDF and upload it again.",
    ),
    "encrypted": (
        "Berkas ini dilindungi kata sandi. Hapus kata sandinya, lalu unggah lagi.",
        "This file is protected by a password. Remove the password and upload it again.",
    ),
    "macros": (
        "Berkas ini memuat makro. Simpan tanpa makro (DOCX atau XLSX), lalu unggah lagi.",
        "This file contains macros. Save it without macros (DOCX or XLSX) and upload it again.",
    ),
    "active": (
        "Berkas ini memuat bagian yang dapat menjalankan sesuatu. Simpan salinan biasa tanpa bagian itu.",
        "This file contains parts that can run something. Save a plain copy without them.",
    ),
    "harmful": (
        "Berkas ini memuat tanda virus dan tidak disimpan.",
        "This file carries the mark of a virus and was not kept.",
    ),
    "archive": (
        "Arsip (ZIP dan sejenisnya) tidak diterima. Unggah berkasnya satu per satu.",
        "Archives (ZIP and the like) are not accepted. Upload the files one by one.",
    ),
    "bomb": (
        "Isi berkas ini mengembang jauh melebihi ukurannya dan tidak dapat dibuka dengan aman.",
        "This file unfolds to far more than its size and cannot be opened safely.",
    ),
    "broken": (
        "Berkas ini rusak atau terpotong. Buka di komputer Anda, simpan lagi, lalu unggah lagi.",
        "This file is damaged or cut short. Open it on your computer, save it and upload it again.",
    ),
    "mixed": (
        "Berkas ini adalah dua jenis berkas sekaligus. Simpan sebagai satu jenis saja.",
        "This file is two kinds of file at once. Save it as one kind only.",
    ),
    "picture": (
        "Gambar ini terlalu besar; paling besar 100 juta titik.",
        "This picture is too large; 100 million pixels is the most.",
    ),
}


class Unfit(Refused):
    """The file is not taken; `code` names the reason for tests and logs."""

    def __init__(self, code: str):
        self.code = code
        indonesian, english = WORDS[code]
        super().__init__(Refusal(Text(id=indonesian, en=english), rule=code))

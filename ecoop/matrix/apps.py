from django.apps import AppConfig

from ecoop.core.ledger.words import describe

ACTS = {
    "received": ("mengunggah matriks", "uploaded the matrix"),
    "read": ("membaca matriks", "read the matrix"),
    "refused": ("menolak matriks", "refused the matrix"),
    "remapped": ("mengubah arti kolom pada", "changed the columns of"),
    "corrected": ("memperbaiki baris pada", "corrected a row of"),
    "row_decided": ("memutuskan baris pada", "decided on rows of"),
    "partner_decided": ("menentukan mitra pada", "decided on a partner in"),
    "confirmed": ("memasukkan ke register", "put into the register"),
    "undone": ("membatalkan impor", "undid the import"),
    "discarded": ("membuang impor", "threw away the import"),
    "exported": ("mengekspor matriks", "exported the matrix"),
}


class MatrixConfig(AppConfig):
    name = "ecoop.matrix"
    label = "matrix"

    def ready(self):
        for act, (indonesian, english) in ACTS.items():
            describe(f"matrix.{act}", id=indonesian, en=english)

"""What entries of the ledger say about imports and exports, in words."""

from ecoop.core.bilingual import Text
from ecoop.core.ledger.words import describe
from ecoop.core.telling import describe_facts
from ecoop.matrix.labels import FIELDS, RESULTS

ACTS = {
    "matrix.received": ("mengunggah matriks", "uploaded the matrix"),
    "matrix.read": ("membaca matriks", "read the matrix"),
    "matrix.refused": ("menolak matriks", "refused the matrix"),
    "matrix.remapped": ("mengubah arti kolom pada", "changed the columns of"),
    "matrix.corrected": ("memperbaiki baris pada", "corrected a row of"),
    "matrix.row_decided": ("memutuskan baris pada", "decided on rows of"),
    "matrix.partner_decided": ("menentukan mitra pada", "decided on a partner in"),
    "matrix.confirmed": ("memasukkan ke register", "put into the register"),
    "matrix.undone": ("membatalkan impor", "undid the import"),
    "matrix.discarded": ("membuang impor", "threw away the import"),
    "matrix.exported": ("mengekspor matriks", "exported the matrix"),
}
describe(ACTS)
describe_facts(
    "matrix",
    FIELDS
    | RESULTS
    | {"rows": Text(id="Baris", en="Rows"), "records": Text(id="Catatan", en="Records")},
)

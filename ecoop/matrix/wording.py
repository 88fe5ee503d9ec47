"""What entries of the ledger say about imports and exports, in words."""

from ecoop.core.bilingual import Text
from ecoop.core.ledger.words import describe
from ecoop.core.telling import describe_facts
from ecoop.matrix.labels import FIELDS, RESULTS

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
for _act, (_id, _en) in ACTS.items():
    describe(f"matrix.{_act}", id=_id, en=_en)
describe_facts(
    "matrix",
    FIELDS
    | RESULTS
    | {"rows": Text(id="Baris", en="Rows"), "records": Text(id="Catatan", en="Records")},
)

"""What entries of the ledger say about custody, in words."""

from functools import partial

from ecoop.core.bilingual import Text
from ecoop.core.ledger import describe
from ecoop.core.shown import day, term
from ecoop.core.telling import describe_facts
from ecoop.custody.duties import STEPS, column_of, procedure

ACTS = {
    "custody.original_opened": ("mencatat naskah asli", "entered the original"),
    "custody.checked": ("memeriksa naskah asli", "checked the original"),
    "custody.moved": ("memindahkan naskah asli", "moved the original"),
    "custody.lent": ("meminjamkan naskah asli", "lent the original"),
    "custody.returned": ("menerima kembali naskah asli", "took back the original"),
    "custody.recorded": ("mencatat penyimpanan atau arsip", "recorded deposit or archive of"),
    "custody.copy_asked": ("meminta salinan naskah resmi", "asked for a certified copy of"),
    "custody.copy_received": ("menerima salinan naskah resmi", "received a certified copy of"),
}
describe(ACTS)

describe_facts(
    "original",
    {
        "keeper": Text(id="Disimpan oleh", en="Kept by"),
        "place": Text(id="Tempat", en="Place"),
        "since": Text(id="Di sana sejak", en="There since"),
        "handed_by": Text(id="Diserahkan oleh", en="Handed over by"),
        "received_by": Text(id="Diterima oleh", en="Received by"),
        "receipt": Text(id="Nomor tanda terima", en="Number of the receipt"),
        "borrower": Text(id="Peminjam", en="Borrower"),
        "lent_on": Text(id="Dipinjamkan pada", en="Lent on"),
        "due_on": Text(id="Kembali paling lambat", en="Back by"),
        "returned_on": Text(id="Dikembalikan pada", en="Returned on"),
        "checked_on": Text(id="Diperiksa pada", en="Checked on"),
        "lacking": Text(id="Yang kurang", en="What lacks"),
        "pages": Text(id="Halaman", en="Pages"),
        "languages": Text(id="Bahasa", en="Languages"),
        "remark": Text(id="Keterangan", en="Remark"),
    },
    said={
        "keeper": partial(term, "keeper"),
        "lacking": partial(term, "element"),
        **dict.fromkeys(("since", "lent_on", "due_on", "returned_on", "checked_on"), day),
    },
)

DUTIES = {column_of(step): procedure().steps[step].name for step in STEPS}
describe_facts(
    "dossier",
    DUTIES
    | {
        "deposit_receipt": Text(id="Nomor tanda terima", en="Number of the receipt"),
        "report_number": Text(id="Nomor laporan", en="Number of the report"),
        "handover_number": Text(id="Nomor serah terima", en="Number of the handover"),
        "copy": Text(id="Salinan ke", en="Copy number"),
        "asked_on": Text(id="Diminta pada", en="Asked for on"),
        "letter": Text(id="Surat permintaan", en="Letter of request"),
        "issued_on": Text(id="Diterbitkan pada", en="Issued on"),
        "received_on": Text(id="Diterima pada", en="Received on"),
        "received_by": Text(id="Diterima oleh", en="Received by"),
        "receipt": Text(id="Nomor tanda terima", en="Number of the receipt"),
    },
    said=dict.fromkeys((*DUTIES, "asked_on", "issued_on", "received_on"), day),
)

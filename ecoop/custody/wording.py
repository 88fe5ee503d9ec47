"""What entries of the ledger say about custody, in words."""

from functools import partial

from ecoop.core.bilingual import Text
from ecoop.core.ledger import describe
from ecoop.core.shown import day, term
from ecoop.core.telling import describe_facts

ACTS = {
    "custody.original_opened": ("mencatat naskah asli", "entered the original"),
    "custody.checked": ("memeriksa naskah asli", "checked the original"),
    "custody.moved": ("memindahkan naskah asli", "moved the original"),
    "custody.lent": ("meminjamkan naskah asli", "lent the original"),
    "custody.returned": ("menerima kembali naskah asli", "took back the original"),
}
for _act, (_id, _en) in ACTS.items():
    describe(_act, id=_id, en=_en)

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

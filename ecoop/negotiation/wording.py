"""What entries of the ledger say about texts, in words."""

from functools import partial

from django.conf.locale import LANG_INFO

from ecoop.core.bilingual import Text
from ecoop.core.ledger import describe
from ecoop.core.shown import day, term
from ecoop.core.telling import describe_facts
from ecoop.negotiation.clauses import name_of_clause
from ecoop.negotiation.models import Clearance, Side
from ecoop.negotiation.showing import name_of, state_words

ACTS = {
    "text.opened": ("membuka naskah", "opened the text of"),
    "text.imported": ("memasukkan naskah dari berkas pada", "brought in the text of"),
    "text.changed": ("mengubah naskah", "changed the text of"),
    "text.state": ("mengubah keadaan pasal pada", "changed the state of an article of"),
    "text.position": ("mencatat posisi perundingan pada", "recorded a negotiating position on"),
    "text.round": ("mencatat putaran perundingan pada", "recorded a round of negotiation on"),
    "text.frozen": ("membekukan naskah", "froze the text of"),
    "text.initialled": ("mencatat paraf pada naskah", "recorded initials on the text of"),
    "text.voided": (
        "mengubah naskah beku, sehingga paraf dan persetujuan batal, pada",
        "changed the frozen text and so voided initials and clearances of",
    ),
    "text.waived": ("mengecualikan klausul pada naskah", "waived a clause of the text of"),
    "text.unwaived": ("mencabut pengecualian klausul pada naskah", "withdrew a waiver of"),
}
FACTS = {
    "version": Text(id="Versi", en="Version"),
    "article": Text(id="Pasal", en="Article"),
    "articles": Text(id="Jumlah pasal", en="Number of articles"),
    "state": Text(id="Keadaan", en="State"),
    "ours": Text(id="Posisi kita", en="Our position"),
    "theirs": Text(id="Posisi mitra", en="Their position"),
    "mandate_limit": Text(id="Batas mandat", en="Limit of the mandate"),
    "round": Text(id="Putaran", en="Round"),
    "held_on": Text(id="Pada", en="Held on"),
    "place": Text(id="Pertemuan dan tempat", en="Meeting and place"),
    "clause": Text(id="Klausul", en="Clause"),
    "side": Text(id="Pihak", en="Side"),
    "name": Text(id="Diparaf oleh", en="Initialled by"),
}
# Facts of one language each, kept as "title_id", "sha256_en" or "en" (a digest before and after).
BY_LANGUAGE = {
    "title_": Text(id="Judul", en="Title"),
    "body_": Text(id="Isi", en="Text"),
    "sha256_": Text.same("SHA-256"),
    "": Text.same("SHA-256"),
}
CLEARANCE_ACTS = {
    "clearance.ask": ("meminta persetujuan atas naskah", "asked for clearance of the text of"),
    "clearance.give": ("mencatat jawaban persetujuan atas", "answered the request to clear"),
    "clearance.withdraw": ("menarik permintaan persetujuan atas", "withdrew a request to clear"),
}
CLEARANCE_FACTS = {
    "desk": Text(id="Diminta kepada", en="Asked of"),
    "asked_on": Text(id="Diminta pada", en="Asked on"),
    "due": Text(id="Tenggat", en="Due"),
    "opinion": Text(id="Jawaban", en="Answer"),
    "held_on": Text(id="Dijawab pada", en="Answered on"),
    "name": Text(id="Dijawab oleh", en="Answered by"),
    "letter": Text(id="Surat", en="Letter"),
} | {f"sha256_{lang}": Text.same(f"SHA-256 ({lang})") for lang in LANG_INFO}
describe(ACTS | CLEARANCE_ACTS)
describe_facts(
    "clearance",
    CLEARANCE_FACTS,
    said={
        "asked_on": day,
        "due": day,
        "held_on": day,
        "opinion": lambda code: Clearance.Opinion(code).label if code else "",
    },
)
describe_facts(
    "text",
    FACTS
    | {
        f"{part}{lang}": name + Text.same(f" ({lang})")
        for part, name in BY_LANGUAGE.items()
        for lang in LANG_INFO
    },
    said={
        "article": name_of,
        "state": state_words,
        "held_on": day,
        "clause": name_of_clause,
        "side": lambda side: Side(side).label,
        "kind": partial(term, "kind"),
    },
)

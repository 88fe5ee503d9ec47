"""What entries of the ledger say about cases, in words: the parts of an act, and its facts."""

from collections.abc import Mapping
from typing import Any

from ecoop.cases import labels
from ecoop.cases.showing import value_in_words
from ecoop.core.bilingual import Text
from ecoop.core.ledger import describe, describe_codes
from ecoop.core.shown import day, language
from ecoop.core.telling import describe_facts
from ecoop.procedures.versions import shipped

ACTS = {
    "case.opened": ("membuka proses", "opened the case"),
    "case.step": ("mencatat langkah pada", "recorded a step in"),
    "case.revised": ("mengubah", "revised"),
    "case.classified": ("mengubah klasifikasi", "reclassified"),
    "case.mandate_written": ("menulis pedoman delegasi untuk", "wrote the mandate of"),
    "case.letter_filed": ("memasukkan surat ke berkas", "put a letter into the file of"),
    "case.letter_taken_out": ("mengeluarkan surat dari berkas", "took a letter out of the file of"),
    "case.paper_entered": ("mencatat naskah dari proses", "registered the paper of the case"),
    "case.moved": ("memindahkan ke versi prosedur lain", "moved to another version the case"),
    "proposal.confirmed": ("menerima usulan untuk", "took in the proposal for"),
    "procedure.published": ("menerbitkan prosedur", "published the procedure"),
}
EARLIER = Text(id="catatan sebelumnya", en="an earlier act")


def step(code: str) -> Text:
    return next((labels.step(each, code) for each in shipped() if code in each.steps), _own(code))


def _own(code: str) -> Text:
    return labels.ACTS.get(code, Text.same(code))


def facts(given: Mapping[str, Any]) -> str:
    """Each fact of an act by its name."""
    known = {key: fact for each in shipped() for key, fact in each.facts.items()}
    return "; ".join(
        f"{known[key].label.in_(language())}: {value_in_words(known[key], value)}"
        for key, value in given.items()
        if key in known
    )


def version(written: str) -> Text:
    """A version of a procedure, written "international_agreement 2"."""
    track, _space, number = written.rpartition(" ")
    return labels.track(track) + Text(id=f", versi {number}", en=f", version {number}")


describe(ACTS)
describe_codes("procedure", version)
describe_facts(
    "case",
    {
        "step": Text(id="Langkah", en="Step"),
        "on": Text(id="Pada", en="On"),
        "by": Text(id="Dicatat sebagai", en="Recorded as"),
        "facts": Text(id="Fakta", en="Facts"),
        "supersedes": Text(id="Mengoreksi", en="Corrects"),
        "status": Text(id="Status", en="Status"),
        "stage": Text(id="Tahap", en="Stage"),
        "turn": Text(id="Giliran", en="Turn"),
        "side": Text(id="Meja", en="Desk"),
        "track": Text(id="Jalur", en="Track"),
        "partners": Text(id="Mitra", en="Partners"),
        "procedure": Text(id="Prosedur", en="Procedure"),
        "mandate": Text(id="Pedoman delegasi, versi", en="Mandate, version"),
        "person_id": Text(id="Penanggung jawab", en="Person in charge"),
        "letter": Text(id="Surat", en="Letter"),
        "promised_on": Text(id="Hari yang dijanjikan", en="Promised day"),
        "instrument_id": Text(id="Naskah dalam register", en="Instrument in the register"),
        "change": Text(
            id="Perpanjangan atau perubahan dalam register",
            en="Extension or amendment in the register",
        ),
        "renews_id": Text(id="Memperbarui", en="Renews"),
        "parent_id": Text(id="Naskah induk", en="Parent paper"),
    },
    said={
        "step": step,
        "on": day,
        "by": labels.actor,
        "facts": facts,
        "supersedes": lambda _uid: EARLIER,
        "status": labels.status,
        "stage": labels.stage,
        "turn": labels.actor,
        "side": lambda side: labels.SIDES[side],
        "track": labels.track,
        "procedure": version,
        "promised_on": day,
    },
)

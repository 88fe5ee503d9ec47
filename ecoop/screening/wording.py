"""What entries of the ledger say about screenings, in words."""

from functools import partial

from ecoop.core.bilingual import Text
from ecoop.core.ledger import describe
from ecoop.core.shown import day, term
from ecoop.core.telling import describe_facts
from ecoop.core.vocabulary import vocabulary
from ecoop.screening.models import Diligence, Judgement

ACTS = {
    "screening.planned": (
        "mengaitkan dengan rencana dan anggaran usulan",
        "linked to plan and budget the proposal of",
    ),
    "screening.judged": ("menilai tumpang tindih pada", "judged the overlaps of"),
    "screening.checked": ("memeriksa mitra pada", "checked a partner of"),
}
FACTS = {
    "fields": Text(id="Bidang", en="Fields"),
    "goals": Text(id="Sasaran rencana strategis", en="Goals of the strategic plan"),
    "goals_note": Text(id="Bagaimana mendukungnya", en="How it serves them"),
    "budget_line": Text(id="Pos anggaran", en="Budget line"),
    "judgements": Text(id="Penilaian", en="Judgements"),
    "paper": Text(id="Naskah", en="Paper"),
    "verdict": Text(id="Penilaian", en="Verdict"),
    "note": Text(id="Catatan", en="Note"),
    "legal_status": Text(id="Status hukum", en="Legal status"),
    "legal_basis": Text(id="Dokumen pembukti", en="By which document"),
    "permit": Text(id="Izin prinsip", en="Principle permit"),
    "permit_until": Text(id="Izin berlaku sampai", en="The permit lasts until"),
    "sanctions": Text(id="Daftar sanksi", en="Lists of sanctions"),
    "sanctions_source": Text(id="Daftar yang diperiksa", en="Lists looked through"),
    "checked_on": Text(id="Diperiksa pada", en="Checked on"),
}
describe(ACTS)
describe_facts(
    "screening",
    FACTS,
    said={
        "fields": partial(term, "field"),
        "goals": lambda code: vocabulary("strategic_goals").label(code),
        "verdict": lambda code: Judgement.Verdict(code).label,
        "legal_status": lambda code: Diligence.Status(code).label,
        "sanctions": lambda code: Diligence.Sanctions(code).label,
        "permit_until": day,
        "checked_on": day,
    },
)

"""Made-up cases and a text, so that a newcomer finds every page filled. They say themselves, in title,
partner and text, that they are samples; nothing of them is real, and everything real is elsewhere."""

from datetime import date, timedelta
from pathlib import Path

from django.conf import settings

from ecoop.accounts.models import Unit
from ecoop.cases import actions as cases
from ecoop.cases import proposing, receipts
from ecoop.cases.models import Case, Proposal
from ecoop.custody import actions as custody
from ecoop.custody import filing
from ecoop.custody import queries as custody_queries
from ecoop.negotiation import actions as texts
from ecoop.negotiation.articles import read_text
from ecoop.negotiation.bringing import open_with
from ecoop.negotiation.models import DraftArticle, State
from ecoop.partners.actions import register
from ecoop.partners.models import Organisation
from ecoop.tasks.lifecycle import by_library

FOLDER = Path(__file__).parent
ORIGIN = "demo:sample-"
PARTNER = {"name_id": "Mitra Contoh (peragaan)", "name_en": "Sample Partner (demonstration)"}
PAPERS = ["proposal", "partner_profile", "summary", "draft"]
SIGNATORIES = [
    {"name": "Penanda tangan contoh", "office": "Kepala BNPB (contoh)", "side": "home",
     "basis": "FULL_POWERS", "paper": "SK-1/CONTOH"},
    {"name": "Penanda tangan mitra contoh", "office": "Ketua (contoh)", "side": "partner",
     "of": PARTNER["name_en"]},
]  # fmt: skip
WITNESSES = [{"name": "Saksi contoh", "office": "Sekretaris Utama (contoh)"}]
MINISTRY = {
    "name_id": "Kementerian Contoh (peragaan)",
    "name_en": "Sample Ministry (demonstration)",
}
CLEARED = (
    ("cleared", ""),
    ("remarks", "Contoh: mohon lampiran diberi nomor. / Sample: please number the annexes."),
)
LENT_ON, BACK_BY = date(2026, 9, 1), date(2026, 10, 15)  # long past: the overdue loan of the demo
TO_TALKS = (
    ("propose", 0, {"proposal_documents": PAPERS}),
    ("screen", 10, {}),
    ("explore", 24, {}),
    ("request_kemlu_consultation", 33, {"kemlu_letter_number": "B-1/CONTOH"}),
    ("consult_kemlu", 47, {}),
    ("submit_mandate", 60, {}),
    ("approve_mandate", 88, {}),
    ("issue_credentials", 140, {"at_international_meeting": True}),
    ("negotiate", 154,
     {"delegation_head": "Ketua delegasi (contoh) / Head of delegation (sample)"}),
)  # fmt: skip
TO_DEPOSIT = (
    ("agree_text", 233, {"languages": ["id", "en"]}),
    ("clear_text", 254, {"clause_meter_percent": 100}),
    ("issue_full_powers", 273, {"full_powers_valid_until": "2027-12-31"}),
    ("request_treaty_paper", 287, {}),
    ("receive_treaty_paper", 290, {}),
    ("sign", 315, {
        "signature_kind": "wet", "signing_place": "Jakarta", "originals_count": 3,
        "signatories": SIGNATORIES, "witnesses": WITNESSES,
        "signatory_office": "head_of_agency", "entry_rule": "SIGNATURE", "duration_months": 60,
        "ratification_required": False}),
    ("send_original", 322, {}),
    ("deposit_original", 329, {"deposit_receipt": "TR-1/CONTOH"}),
    ("receive_certified_copy", 332, {}),
)  # fmt: skip
# What the case is called, its first day, and the steps that were taken.
WALKS = (
    ("finished", "Contoh: kerja sama peringatan dini", "Sample: cooperation on early warning",
     date(2024, 1, 15), TO_TALKS + TO_DEPOSIT),
    ("talks", "Contoh: kerja sama kesiapsiagaan", "Sample: cooperation on preparedness",
     date(2025, 11, 10), TO_TALKS),
    ("kemlu", "Contoh: kerja sama sekolah aman bencana", "Sample: cooperation on safe schools",
     date(2026, 9, 28), TO_TALKS[:4]),
)  # fmt: skip
GUEST = {
    "name": "Tamu Contoh", "email": "tamu@demo.invalid", "body_written": PARTNER["name_id"],
    "track": "international_agreement",
    "title": "Contoh: usulan pelatihan relawan / Sample: proposal to train volunteers",
    "aim": "Contoh: melatih relawan desa tangguh bencana. / "
        "Sample: to train volunteers of resilient villages.",
    "urgency": "Contoh: musim hujan segera tiba. / Sample: the rainy season is near.",
    "scope": "Contoh: dua pelatihan dan satu gladi dalam setahun. / "
        "Sample: two trainings and one exercise a year.",
    "benefit": "Contoh: relawan kedua pihak mengenal tata cara yang sama. / "
        "Sample: volunteers of both sides know the same procedures.",
}  # fmt: skip
PAPER = "Berkas contoh untuk peragaan. A sample file for demonstration.\n"


def load(by) -> int:
    """Open the samples once; returns how many there are."""
    if not Case.objects.filter(origin__startswith=ORIGIN).exists():
        body = register(
            by=by, kind="io_other", classification="limited", class_rank=1, why="sample", **PARTNER
        )
        walked = {name: _walk(by, body, name, *told) for name, *told in WALKS}
        _keep(walked["finished"], by)
        _negotiate(walked["talks"], by)
        _propose(body)
    return len(WALKS) + 1


def _walk(by, body: Organisation, name, title_id, title_en, begins: date, steps) -> Case:
    """A case that has taken these steps, each so many days after its first."""
    draft = cases.Draft(
        track="international_agreement", title_id=title_id, title_en=title_en, partners=[body],
        owner_unit_id="HOKS", origin=f"{ORIGIN}{name}", on=begins, why="sample",
    )  # fmt: skip
    case = cases.open_case(draft, by=by)
    for step, days, facts in steps:
        on = date.fromordinal(begins.toordinal() + days)
        case = cases.record_step(case=case, by=by, step=step, on=on, facts=facts)
        if step == "agree_text":
            _clear(case, by, on)
            case.refresh_from_db()
    return case


def _clear(case: Case, by, agreed_on: date) -> None:
    """A sample ministry and a unit are asked to clear the text, and their letters recorded."""
    body = register(
        by=by, kind="ministry", country="ID", classification="limited", class_rank=1, why="sample",
        **MINISTRY,
    )  # fmt: skip
    asked_on, answered_on = agreed_on + timedelta(days=3), agreed_on + timedelta(days=12)
    unit = Unit.objects.get(pk="DEP-2")
    asked = ((f"org:{body.pk}", body.name), (f"unit:{unit.pk}", unit.name))
    rows = [
        texts.ask(case=case, by=by, request=texts.Request(
            asked_of=desk, name=name, asked_on=asked_on, due=by_library("clearance", asked_on),
            note="Contoh: mohon tanggapan. / Sample: comments, please."))
        for desk, name in asked
    ]  # fmt: skip
    for row, (opinion, remark) in zip(rows, CLEARED, strict=True):
        answer = texts.Answer(opinion=opinion, remark=remark, answered_on=answered_on,
                              answered_by_name="Pejabat contoh")  # fmt: skip
        texts.record_answer(clearance=row, by=by, given=answer)


def _keep(case: Case, by) -> None:
    """What became of the originals: one with the archive of Foreign Affairs, one with the partner,
    one come back and lent, past its day; a certified copy asked for."""
    first, _theirs, third = custody_queries.originals_of(case.instrument)
    came_back = LENT_ON - timedelta(days=60)
    custody.check(original=first, by=by, on=came_back, pages=8, languages=["id", "en"],
                  remark="Contoh: lengkap. / Sample: complete.")  # fmt: skip
    custody.move(original=third, by=by, on=came_back, keeper="bnpb", place="Lemari arsip (contoh)",
                 receipt="TT-1/CONTOH")  # fmt: skip
    custody.lend(original=third, by=by, on=LENT_ON, due_on=BACK_BY, borrower="Peminjam contoh",
                 purpose="Contoh: pameran arsip. / Sample: an exhibition of the archive.",
                 receipt="PJ-1/CONTOH")  # fmt: skip
    filing.ask_copy(instrument=case.instrument, by=by, on=LENT_ON, letter="B-2/CONTOH",
                    purpose="Contoh: berkas unit. / Sample: for the unit's file.")  # fmt: skip


def _negotiate(case: Case, by) -> None:
    """A text after two rounds: most articles agreed, two not, one of them with a difference between
    the languages that the parity check finds."""
    cases.write_mandate(
        case=case, by=by, background="Contoh: mitra meminta kerja sama kesiapsiagaan. / "
        "Sample: the partner asks for cooperation on preparedness.",
        analysis="Contoh: sejalan dengan rencana strategis; tidak ada keberatan hukum. / "
        "Sample: in line with the strategic plan; no legal objection.",
        position="Contoh: pelatihan bergantian; biaya ditanggung masing-masing. / "
        "Sample: trainings by turns; each side bears its own costs.",
    )  # fmt: skip
    wordings = [
        read_text((FOLDER / f"sample_text_{lang}.txt").read_text(encoding="utf-8"), lang=lang)[0]
        for lang in ("id", "en")
    ]
    draft = open_with(case=case, by=by, kind="mou", wordings=wordings)
    articles = {row.number: row for row in DraftArticle.objects.filter(draft=draft)}
    _set(articles, by, {1: State.AGREED, 4: State.AGREED, 6: State.AGREED, 5: State.RESERVED})
    texts.record_round(
        draft=draft, by=by, held_on=date(2026, 7, 6), place="Jakarta (contoh)",
        note="Contoh: empat pasal dibahas, pasal 5 ditunda. / "
        "Sample: four articles were discussed, article 5 was put off.",
    )  # fmt: skip
    texts.set_position(
        article=articles[3], by=by, version=0, ours="Contoh: 90 hari. / Sample: 90 days.",
        theirs="Contoh: 60 hari. / Sample: 60 days.",
        mandate_limit="Contoh: tidak kurang dari 60 hari. / Sample: not fewer than 60 days.",
    )  # fmt: skip
    _set(articles, by, {2: State.AGREED, 7: State.AGREED, 8: State.AGREED})
    texts.record_round(
        draft=draft, by=by, held_on=date(2026, 9, 14), place="Sidang daring (contoh)",
        note="Contoh: pasal 2, 7, dan 8 disepakati. / Sample: articles 2, 7 and 8 were agreed.",
    )  # fmt: skip


def _set(articles, by, states) -> None:
    for number, state in states.items():
        row = articles[number]
        articles[number] = texts.change_article(
            article=row, by=by, version=row.version, titles={}, bodies={}, state=state
        )


def _propose(body: Organisation) -> None:
    """A guest's proposal, sent and confirmed by e-mail."""
    key = proposing.begin(language="id", name=GUEST["name"], email=GUEST["email"], body=body)
    files = [
        (kind, f"contoh-{kind}.txt", PAPER.encode())
        for kind in ("proposal", "partner_profile", "draft")
    ]
    proposing.save(key=key, facts=GUEST, files=files)
    sent = Proposal.objects.get(key_digest=receipts.digest(key))
    proposing.send(key=key, base=settings.SITE_ADDRESS, is_known=False)
    token = receipts.token_of(sent)
    proposing.confirm(token=token, base=settings.SITE_ADDRESS)

"""Made-up letters of the sample cases, disposed and answered by the demo accounts, so that everybody
who signs in finds something on the desk. Subjects, senders and numbers say that they are samples."""

from datetime import date

from ecoop.accounts.models import User
from ecoop.cases import filing
from ecoop.cases.models import Case
from ecoop.config.demo.samples import ORIGIN, PARTNER
from ecoop.core.identity import SYSTEM, acting
from ecoop.letters import actions
from ecoop.letters.actions import Given
from ecoop.letters.models import Letter
from ecoop.partners.models import Organisation
from ecoop.tasks import actions as tasks

HEAD = "Kepala BNPB"
# reference, case, direction, dated, moved, nature, class, subject, summary
LETTERS = (
    ("CONTOH-1", "talks", "in", date(2026, 10, 5), date(2026, 10, 7), "important", "limited",
     ("Contoh: undangan perundingan putaran ketiga / "
      "Sample: invitation to the third round of talks"),
     ("Contoh: mitra mengundang delegasi ke putaran ketiga pada akhir tahun. / "
      "Sample: the partner invites a delegation to the third round at the end of the year.")),
    ("CONTOH-2", "kemlu", "out", date(2026, 10, 30), date(2026, 10, 31), "important", "limited",
     ("Contoh: permintaan konsultasi kepada Kementerian Luar Negeri / "
      "Sample: consultation asked of the Ministry of Foreign Affairs"),
     ("Contoh: permintaan pertimbangan atas kerja sama sekolah aman bencana. / "
      "Sample: an opinion is asked on the cooperation on safe schools.")),
    ("CONTOH-3", "finished", "out", date(2024, 12, 2), date(2024, 12, 3), "ordinary", "limited",
     ("Contoh: penyerahan naskah asli untuk disimpan / "
      "Sample: the original is handed over for deposit"),
     "Contoh: dua naskah asli bertanda tangan. / Sample: two signed originals."),
    ("CONTOH-4", "talks", "in", date(2026, 11, 9), date(2026, 11, 10), "important", "confidential",
     ("Contoh: catatan posisi mitra tentang rencana aksi / "
      "Sample: note on the partner's position on the plan of action"),
     "Contoh: mitra meminta jangka waktu 60 hari. / Sample: the partner asks for 60 days."),
)  # fmt: skip


def load() -> int:
    """Register, file and dispose the letters once; returns how many there are. The samples must be
    loaded and the demo accounts there."""
    with acting(SYSTEM):
        people = {one.username: one for one in User.objects.filter(is_demo=True)}
        cases = {one.origin.removeprefix(ORIGIN): one
                 for one in Case.objects.filter(origin__startswith=ORIGIN)}  # fmt: skip
        known = Letter.objects.filter(srikandi_ref__in=[told[0] for told in LETTERS]).exists()
    if cases and not known:
        papers = _register(people["staff"], cases)
        _dispose(papers, people)
    return len(LETTERS) if cases else 0


def _as(user: User):
    return acting(f"user:{user.pk}")


def _register(staff: User, cases: dict[str, Case]) -> dict[str, Letter]:
    """The letters by their reference, each in the file of its case."""
    found = {}
    with _as(staff) as by:
        body = Organisation.objects.get(name_en=PARTNER["name_en"])
        for ref, case, direction, dated, moved, nature, classification, subject, summary in LETTERS:
            ways = (PARTNER["name_id"], HEAD)
            sender, addressee = ways if direction == "in" else reversed(ways)
            found[ref] = actions.register(
                by=by, direction=direction, srikandi_ref=ref, number=f"B-{ref}", dated_on=dated,
                moved_on=moved, nature=nature, classification=classification, subject=subject,
                summary=summary, sender=sender, addressee=addressee, organisation=body,
            )  # fmt: skip
            filing.put_in(case=cases[case], letter=found[ref], by=by)
    return found


def _dispose(papers: dict[str, Letter], people: dict[str, User]) -> None:
    """The leader to the bureau, the bureau to a unit; one finished, one not read yet."""
    staff, unit = f"user:{people['staff'].pk}", "unit:DEP-2"
    first = Given(in_charge=staff, copies=(unit,), instructions=["study", "answer"],
                  note="Contoh: siapkan tanggapan. / Sample: prepare an answer.", urgency="usual")  # fmt: skip
    with _as(people["leader"]) as by:
        told = actions.dispose(letter=papers["CONTOH-1"], by=by, given=first)
        done = actions.dispose(letter=papers["CONTOH-3"], by=by,
                               given=Given(in_charge=staff, instructions=["answer"]))  # fmt: skip
        actions.dispose(letter=papers["CONTOH-4"], by=by,
                        given=Given(in_charge=staff, instructions=["study"], urgency="soon"))  # fmt: skip
    with _as(people["staff"]) as by:
        actions.mark_read(disposition=told, by=by)
        actions.dispose(letter=papers["CONTOH-1"], by=by, parent=told,
                        given=Given(in_charge=unit, instructions=["study"],
                                    note="Contoh: mohon masukan teknis. / Sample: technical advice, please."))  # fmt: skip
        actions.mark_read(disposition=done, by=by)
        tasks.close_task(
            task=done.task,
            by=by,
            result="Contoh: surat pengantar sudah dikirim. / Sample: the covering letter was sent.",
        )

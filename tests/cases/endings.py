"""Papers near their end as tests walk them: evaluated, extended, amended, terminated."""

from ecoop.cases import actions as cases
from ecoop.cases import renewing
from ecoop.instruments import clock
from ecoop.instruments.models import Instrument
from ecoop.instruments.queries import changes_of, facts_of, today
from tests.cases.korea import WAY

PLACE = [step for step, _, _ in WAY].index("sign")
POINTS = dict.fromkeys(renewing.CRITERIA, 4)
SIGNED = {"signature_kind": "wet", "signatory_office": "head_of_agency"}
EXTENDED = SIGNED | {"new_ends_on": "2030-06-30"}
TEXT = {"languages": ["id"], "frozen_text_hash": "a" * 64}


def walk(case, by, *way):
    """Record these steps today; a step may carry facts."""
    for each in way:
        step, facts = each if isinstance(each, tuple) else (each, {})
        case = cases.record_step(case=case, by=by, step=step, on=today(), facts=facts)
    return case


def evaluated(paper, by, why=""):
    case = renewing.open_renewal(instrument=paper, by=by, why=why)
    return renewing.evaluate(
        case=case, by=by, on=today(), points=POINTS, recommendation="renew", achieved="Two drills"
    )


def ready_to_extend(paper, by, why=""):
    return walk(
        evaluated(paper, by, why), by, "propose_extension", ("agree_text", TEXT), "clear_text"
    )


def ready_to_amend(paper, by):
    case = cases.open_from_instrument(instrument=paper, by=by, track="amendment_substantive")
    return walk(case, by, "propose_amendment", ("agree_text", TEXT),
                ("clear_text", {"clause_meter_percent": 100}))  # fmt: skip


def told(paper):
    paper = Instrument.objects.get(pk=paper.pk)
    says = clock.reading(facts_of(paper, changes_of(paper)), today())
    return says.status.value, says.ends.iso if says.ends else ""


def signed_in(case):
    """The paper that this case entered in the register."""
    return Instrument.objects.get(origin=case.code)


def typed(case, facts):
    """The form of a step, filled in."""
    return {"on": today().isoformat(), "version": case.version} | {
        f"fact_{key}": value for key, value in facts.items()
    }


ORIGINALS = {"originals_count": 2, "signing_place": "Jakarta"}


WHO_SIGNED = {
    "signatories_0_name": "Kepala Contoh", "signatories_0_office": "Kepala BNPB",
    "signatories_0_basis": "FULL_POWERS", "signatories_0_paper": "12/2024, 21 Oktober 2024",
    "signatories_1_name": "Menteri Contoh", "signatories_1_office": "Minister",
    "witnesses_0_name": "Saksi Contoh", "witnesses_0_office": "Sekretaris Utama",
}  # fmt: skip


def whole_form(case, facts, on):
    """The form of a signing with everything that it asks, as it is sent."""
    told = {key: str(value).lower() if isinstance(value, bool) else value
            for key, value in facts.items()}  # fmt: skip
    return (
        typed(case, told | {"originals_languages": "id, en"}) | WHO_SIGNED | {"on": on.isoformat()}
    )


def ready_to_end(paper, by):
    case = cases.open_from_instrument(instrument=paper, by=by, track="termination")
    return walk(case, by, "propose_termination",
                ("determine_ground", {"termination_ground": "achieved"}),
                ("list_commitments", {"open_commitments_count": 0}))  # fmt: skip

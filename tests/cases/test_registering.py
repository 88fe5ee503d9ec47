"""A case tells the register of its paper: signing enters it, later steps and corrections follow."""

from datetime import date

import pytest

from ecoop.cases import actions as cases
from ecoop.cases import queries, registering, versions
from ecoop.cases.models import Case
from ecoop.core import ledger
from ecoop.core.identity import SYSTEM, acting
from ecoop.core.verdicts import Refused
from ecoop.custody import queries as custody
from ecoop.instruments import actions as instruments
from ecoop.instruments import clock
from ecoop.instruments.models import Instrument
from ecoop.instruments.queries import changes_of, facts_of, parties_of, today
from ecoop.procedures.log import VOID, Act, Log
from tests import people
from tests.cases.korea import WAY
from tests.statements import at_most

pytestmark = pytest.mark.django_db
PLACE = [step for step, _, _ in WAY].index("sign")
SIGNED_ON, FACTS = date.fromisoformat(WAY[PLACE][1]), WAY[PLACE][2]


@pytest.fixture
def korea(frozen):
    """The partner, on a day after the signing."""
    frozen(2025, 6, 2)
    with acting(SYSTEM) as by:
        people.organisation(by, "BNPB", iso2="ID", kind="agency_domestic")
        return people.organisation(by, "Ministry of the Interior and Safety")


def ready(by, partner, **given):
    """A case that only waits for its signing."""
    case = cases.open_case(
        cases.Draft(**{
            "track": "international_agreement", "title_en": "MoU on disaster management",
            "title_id": "Nota Kesepahaman tentang penanggulangan bencana", "partners": [partner],
            "on": date(2024, 1, 15),
        } | given), by=by,
    )  # fmt: skip
    for step, on, facts in WAY[:PLACE]:
        case = cases.record_step(
            case=case, by=by, step=step, on=date.fromisoformat(on), facts=facts
        )
    return case


def sign(case, by, on=SIGNED_ON, supersedes="", **facts):
    return cases.record_step(
        case=case, by=by, step="sign", on=on, facts=FACTS | facts, supersedes=supersedes
    )


def last_act(case):
    return queries.log_of(case).standing_acts[-1].id


def test_signing_registers_the_paper_with_what_the_case_tells_and_nothing_more(korea):
    with acting(SYSTEM) as by:
        case = ready(by, korea)
        with at_most(15):
            case = sign(case, by)
        paper = Case.objects.get(pk=case.pk).instrument

        assert (paper.code, paper.kind, str(paper.signed_on)) == (
            "KS-INT-2024-0001", "mou", "2024-12-02",
        )  # fmt: skip
        assert (paper.place_signed, paper.languages) == ("Jakarta", ["id", "ko", "en"])
        assert (paper.entry_rule, paper.duration_rule, paper.months) == ("SIGNATURE", "FIXED", 60)
        assert (paper.classification, paper.origin) == ("limited", case.code)
        assert (paper.notice_months, paper.in_force_from, paper.scope_en) == (None, None, "")
        assert [(p.side, str(p.organisation), p.office) for p in parties_of(paper)] == [
            ("home", "BNPB", "Kepala BNPB"), ("partner", "Ministry of the Interior and Safety", ""),
        ]  # fmt: skip
        status = clock.reading(facts_of(paper, changes_of(paper)), today()).status
        assert (status, case.status) == ("in_force", "in_force")
        assert [one.keeper for one in custody.originals_of(paper)] == ["bnpb", "partner"]
        (line,) = ledger.history(paper.pk)
        assert (line.act, line.why) == ("instrument.registered", case.code)


def test_a_corrected_day_of_signing_corrects_the_register(korea):
    with acting(SYSTEM) as by:
        case = sign(ready(by, korea), by)
        case = sign(case, by, on=date(2024, 12, 3), supersedes=last_act(case), duration_months=36)

        paper = Instrument.objects.get()
        assert (str(paper.signed_on), paper.months) == ("2024-12-03", 36)
        line = ledger.history(paper.pk)[0]
        assert (line.act, line.changes["signed_on"]) == (
            "instrument.revised", ["2024-12-02", "2024-12-03"],
        )  # fmt: skip
        assert len(custody.originals_of(paper)) == 2


def test_what_stands_in_the_register_is_not_taken_back_before_it_is_withdrawn_there(korea):
    with acting(SYSTEM) as by:
        case = sign(ready(by, korea), by)
        taken = {"case": case, "by": by, "step": VOID, "on": today(), "supersedes": last_act(case)}
        with pytest.raises(Refused) as refused:
            cases.record_step(**taken)
        assert case.instrument.code in str(refused.value)

        instruments.withdraw(instrument=case.instrument, by=by, why="signed by mistake")
        case = cases.record_step(**taken)
        assert Case.objects.get(pk=case.pk).instrument is None

        case = sign(case, by)
        assert case.instrument.code == "KS-INT-2024-0002"


def test_later_steps_fill_in_their_days(korea):
    with acting(SYSTEM) as by:
        case = sign(ready(by, korea), by, entry_rule="NOTIFICATION", entry_days=30)
        case = cases.record_step(case=case, by=by, step="exchange_notes", on=date(2025, 1, 15))
        paper = Instrument.objects.get()
        assert str(paper.last_notification_on) == "2025-01-15"
        status = clock.reading(facts_of(paper), today()).status
        assert (status, case.status) == ("in_force", "in_force")

        case = cases.record_step(case=case, by=by, step=VOID, on=today(), supersedes=last_act(case))
        assert Instrument.objects.get().last_notification_on is None
        assert case.status == "signed"


def test_a_draft_of_the_register_is_filled_in_and_emptied_again(korea):
    with acting(SYSTEM) as by:
        draft = people.instrument(by, partner=korea, signed_on=None, status_written="draft")
        case = ready(by, korea, instrument=draft)
        with at_most(15):
            case = sign(case, by)
        paper = Instrument.objects.get()
        assert (str(paper.signed_on), paper.title_en) == ("2024-12-02", "A paper")

        cases.record_step(case=case, by=by, step=VOID, on=today(), supersedes=last_act(case))
        paper.refresh_from_db()
        assert (paper.signed_on, paper.months, paper.entry_rule) == (None, None, "UNKNOWN")


def test_a_termination_tells_notice_end_and_ground_only():
    procedure = versions.parsed(
        next(text for text in versions.shipped_texts() if 'track = "termination"' in text)
    )
    acts = (
        Act(id="1", step="give_notice", on=date(2025, 1, 2), by="HOKS"),
        Act(id="2", step="terminate", on=date(2025, 7, 2), by="HOKS",
            facts={"termination_ground": "procedure", "languages": ["id"]}),
    )  # fmt: skip
    told = registering.told(Case(track="termination"), Log(procedure, acts))
    assert {name: str(value) for name, value in told.items()} == {
        "notice_given_on": "2025-01-02", "terminated_on": "2025-07-02",
        "termination_ground": "procedure",
    }  # fmt: skip
    assert registering.told(Case(track="termination"), Log(procedure)) == {}


def test_a_secret_paper_is_registered_as_secret_and_seen_by_few(korea):
    staff, legal = people.someone("staff", unit="HOKS"), people.someone("legal", unit="HOKS")
    with acting(SYSTEM) as by:
        ready(by, korea, classification="secret")
    with people.acting_as(legal) as by:
        paper = sign(Case.objects.get(), by).instrument
        assert paper.classification == "secret"
        assert [one.keeper for one in custody.originals_of(paper)] == ["bnpb", "partner"]
    with people.acting_as(staff):
        assert not Instrument.objects.exists() and not Case.objects.exists()


def test_a_paper_above_the_signers_reach_waits_for_the_legal_desk_and_the_page_says_so(
    korea, client
):
    staff, legal = people.someone("staff", unit="HOKS"), people.someone("legal", unit="HOKS")
    with acting(SYSTEM) as by:
        ready(by, korea)
    with people.acting_as(staff) as by:
        case = sign(Case.objects.get(), by, classification="secret")
        assert (case.status, case.instrument) == ("in_force", None)
    page, words = f"cases/{case.code}/", ("not in the register", "belum ada dalam register")
    client.force_login(staff)
    for language, told in zip(("en", "id"), words, strict=True):
        shown = client.get(f"/{language}/{page}").content.decode()
        assert told in shown and "/paper/" not in shown
    assert client.post(f"/en/{page}paper/").status_code == 403

    client.force_login(legal)
    assert f"/en/{page}paper/" in client.get(f"/en/{page}").content.decode()
    with at_most(15):
        assert client.post(f"/en/{page}paper/").status_code == 302
    with people.acting_as(legal):
        paper = Instrument.objects.get()
        assert (paper.classification, paper.origin) == ("secret", case.code)
        assert [one.keeper for one in custody.originals_of(paper)] == ["bnpb", "partner"]
        assert Case.objects.get().instrument == paper
    shown = client.get(f"/en/{page}").content.decode()
    assert words[0] not in shown and paper.code in shown
    assert client.post(f"/en/{page}paper/").status_code == 403  # nothing waits any more


def test_an_instrument_that_enters_a_case_is_left_as_it_is(korea):
    with acting(SYSTEM) as by:
        paper = people.instrument(by, partner=korea, months=60, duration_rule="FIXED")
        cases.open_from_instrument(instrument=paper, by=by)
        assert Instrument.objects.get().version == paper.version


@pytest.mark.parametrize(
    ("track", "title", "kind"),
    [
        ("domestic_pks", "Kerja sama data", "pks"),
        ("domestic_mou", "Perjanjian Kerja Sama tentang data", "pks"),
        ("international_agreement", "Cooperation with Korea", "agreement"),
        ("international_agreement", "MoU with Korea", "mou"),
        ("regional_foreign", "Kota bersaudara", "other"),
    ],
)
def test_the_kind_is_what_the_title_begins_with_else_that_of_the_track(track, title, kind):
    assert registering.kind_of(Case(track=track, title_id=title)) == kind


@pytest.mark.parametrize(("language", "words"), [("id", "Berlaku"), ("en", "In force")])
def test_the_form_the_paper_and_the_case_tell_the_same(korea, client, language, words):
    with acting(SYSTEM) as by:
        case = ready(by, korea)
    client.force_login(people.someone("staff", unit="HOKS"))
    fields = {f"fact_{key}": str(value).lower() if isinstance(value, bool) else value
              for key, value in FACTS.items()}  # fmt: skip
    given = fields | {"on": SIGNED_ON.isoformat(), "version": case.version}
    form = f"/{language}/cases/{case.code}/record/sign/"
    client.get(form)
    with at_most(15):
        assert client.post(form, given).status_code == 302

    code = "KS-INT-2024-0001"
    case_page = client.get(f"/{language}/cases/{case.code}/").content.decode()
    paper_page = client.get(f"/{language}/instruments/{code}/").content.decode()
    assert code in case_page and words in case_page
    assert words in paper_page and "2029" in paper_page
    assert code in client.get(f"/{language}/instruments/?q={code}").content.decode()


def test_no_ratification_is_offered_once_the_signing_said_that_the_text_asks_for_none(
    korea, client
):
    with acting(SYSTEM) as by:
        case = sign(ready(by, korea), by)
    client.force_login(people.someone("staff", unit="HOKS"))
    page = client.get(f"/en/cases/{case.code}/").content.decode()
    now = page[page.index('id="record"') : page.index("Not yet, and why")]
    assert "Send the original" in now and "atif" not in now
    assert "Ratification takes place only if the text requires it" in page

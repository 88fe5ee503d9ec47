"""Published procedures: changed without code, refused with a fault, in force from their day only."""

from datetime import date

import pytest
from django.db import connection

from ecoop.cases import actions, queries, versions
from ecoop.cases.models import ProcedureLibrary
from ecoop.core.identity import SYSTEM, acting
from ecoop.core.verdicts import Refused
from ecoop.procedures import loading
from tests import people
from tests.cases.test_acts import opened, walk

pytestmark = pytest.mark.django_db
TRACK = "domestic_mou"
PAGE = f"/en/procedures/{TRACK}/edit/"


@pytest.fixture
def text(frozen):
    frozen(2026, 11, 22)
    with acting(SYSTEM):
        actions.adopt_shipped()
        return versions.published(TRACK)[-1].text


def better(text):
    """The steps of the track, with one more gate in front of the signature."""
    return text.replace("[steps.screen]", '[steps.screen]\nrequires = ["propose"]', 1)


def dead_end(text):
    """Once a draft is discussed everything is shut."""
    return text.replace("[steps.discuss_draft]", '[steps.discuss_draft]\nprecludes = ["*"]', 1)


def legal():
    return people.someone("legal", unit="HOKS")


def test_a_dead_end_is_refused_by_name(text, client):
    client.force_login(legal())
    answer = client.post(PAGE, {"text": dead_end(text), "from_on": "2027-01-01", "do": "publish"})

    assert answer.status_code == 422
    words = answer.content.decode()
    assert "after the step “Discuss the draft" in words and "no end can be reached" in words
    with acting(SYSTEM) as by:
        assert len(versions.published(TRACK)) == 1
        with pytest.raises(Refused):
            actions.publish(track=TRACK, text=dead_end(text), from_on=date(2027, 1, 1), by=by)


@pytest.mark.parametrize(
    "broken", ["nonsense = [", "", 'track = "domestic_mou"', "path = 3\n[steps]\nx = 4"]
)
def test_what_is_no_procedure_is_said_and_never_fails(text, client, broken):
    client.force_login(legal())
    answer = client.post(PAGE, {"text": broken or " ", "from_on": "2027-01-01", "do": "check"})
    assert answer.status_code == 422


def test_a_fault_is_named_by_the_line_on_which_it_was_typed(text, client):
    broken = text.replace("[steps.discuss_draft]", "[steps.discuss_draft", 1)
    line = broken[: broken.index("[steps.discuss_draft")].count("\n") + 1
    client.force_login(legal())

    answer = client.post(PAGE, {"text": broken, "from_on": "2027-01-01", "do": "check"})

    assert f"line {line}, column" in answer.content.decode()


@pytest.mark.parametrize(
    ("planted", "said"),
    [
        ('repeats = "no"', "adalah true atau false"),
        ("en = 5", "adalah teks dalam tanda kutip"),
        (
            'requires = ["screne"]',
            "menyebut langkah screne, yang tidak ada; mungkin maksudnya screen",
        ),
        ('requires = ["sign"]', "langkah saling menunggu"),
        ('actor = "CLERK"', "menyebut pelaku CLERK"),
        (f'when = "{"not " * 2000}has_grant"', "bersusun terlalu dalam"),
    ],
)
def test_what_is_wrong_is_said_in_the_language_of_the_page(text, client, planted, said):
    broken = text.replace("[steps.agree_text]", f"[steps.agree_text]\n{planted}", 1)
    client.force_login(legal())
    given = {"text": broken, "from_on": "2027-01-01", "do": "publish"}

    answer = client.post(f"/id/procedures/{TRACK}/edit/", given)

    assert answer.status_code == 422
    assert said in answer.content.decode()
    with acting(SYSTEM):
        assert len(versions.published(TRACK)) == 1


def test_a_good_version_takes_effect_from_its_day_only(text, client):
    client.force_login(legal())
    checked = client.post(PAGE, {"text": better(text), "from_on": "2027-01-01", "do": "check"})
    assert "required steps" in checked.content.decode()
    given = {"text": better(text), "from_on": "2027-01-01", "do": "publish", "why": "circular 3"}
    assert client.post(PAGE, given).status_code == 302
    with acting(SYSTEM) as by:
        numbers = [
            actions.open_case(
                actions.Draft(track=TRACK, title_en="x", on=on), by=by
            ).procedure.number
            for on in (date(2026, 12, 31), date(2027, 1, 1))
        ]
    assert numbers == [1, 2]
    shown = client.get(f"/id/procedures/{TRACK}/2/").content.decode()
    assert "langkah yang disyaratkan" in shown
    assert client.get(f"/en/procedures/{TRACK}/2/track.svg").status_code == 200
    assert "not yet in force" in client.get("/en/procedures/").content.decode()


def test_no_version_is_published_for_a_day_that_has_passed_or_without_a_change(text):
    with acting(SYSTEM) as by:
        for changed, on in ((better(text), date(2026, 11, 21)), (text, date(2027, 1, 1))):
            with pytest.raises(Refused):
                actions.publish(track=TRACK, text=changed, from_on=on, by=by)


def test_a_running_case_is_moved_with_a_preview(text, client):
    with acting(SYSTEM) as by:
        case = opened(by, people.organisation(by), track="international_agreement")
        case = walk(case, by=by, until="explore")
        source = versions.published("international_agreement")[-1].text
        changed = source.replace("[steps.explore]", '[steps.explore]\nrequires = ["consult_kemlu"]')
        actions.publish(
            track="international_agreement", text=changed, from_on=date(2026, 11, 22), by=by
        )
        second = versions.published("international_agreement")[-1]
    client.force_login(legal())
    page = f"/en/cases/{case.code}/procedure/"
    assert "version 2" in client.get(page).content.decode()
    given = {"procedure": second.pk, "version": case.version}
    preview = client.post(page, given | {"do": "preview"}).content.decode()
    assert "this version would have refused it" in preview
    assert "Consult the Ministry of Foreign Affairs" in preview
    case.refresh_from_db()
    assert case.procedure.number == 1

    unseen = client.post(page, given | {"do": "move", "previewed": ""})  # shown first, then moved
    assert unseen.status_code == 200 and "would have refused it" in unseen.content.decode()
    shown = {"previewed": str(second.pk)}
    assert f'value="{second.pk}"' in preview.split('name="previewed"')[1].split(">")[0]
    assert client.post(page, given | shown | {"do": "move"}).status_code == 302
    case.refresh_from_db()
    assert case.procedure.number == 2


def test_no_case_is_moved_to_a_version_before_its_day(text, client, frozen):
    with acting(SYSTEM) as by:
        case = opened(by, people.organisation(by), track=TRACK)
        actions.publish(track=TRACK, text=better(text), from_on=date(2026, 11, 23), by=by)
        later = versions.published(TRACK)[-1]
        with pytest.raises(Refused) as refused:
            actions.move(case=case, procedure=later, by=by)
    assert "23 November 2026" in str(refused.value)
    client.force_login(legal())
    given = {"procedure": later.pk, "version": case.version, "do": "preview"}
    for language, words in (("en", "the case can be moved"), ("id", "proses dapat dipindahkan")):
        shown = client.post(f"/{language}/cases/{case.code}/procedure/", given).content.decode()
        assert words in shown and 'value="move"' not in shown
    frozen(2026, 11, 23)
    with acting(SYSTEM) as by:
        assert actions.move(case=case, procedure=later, by=by).procedure == later


def test_only_the_legal_desk_publishes(text, client):
    client.force_login(people.someone("staff", unit="HOKS"))
    assert client.get("/en/procedures/").status_code == 200
    assert client.get(PAGE).status_code in (403, 404)


@pytest.fixture
def read_anew():
    """Let procedures be read again, as after a new release, and again when the test is over."""
    forget = (versions._known.clear, versions.parsed.cache_clear)
    yield lambda: [each() for each in forget]
    for each in forget:
        each()


def test_a_rule_of_the_house_that_changes_leaves_running_cases_alone(
    text, client, monkeypatch, read_anew
):
    with acting(SYSTEM) as by:
        case = opened(by, people.organisation(by), track=TRACK)
        was = queries.log_of(case).procedure.rules["A3.indonesian_text"]
    changed = versions.library_for(text).replace("\"'id' in languages\"", "\"'jv' in languages\"")
    assert changed != versions.library_for(text)
    monkeypatch.setattr(loading, "text_of_library", lambda number: changed)
    read_anew()
    client.force_login(legal())
    given = {"text": text, "from_on": "2027-01-01"}

    checked = client.post(PAGE, given | {"do": "check"}).content.decode()
    client.post(PAGE, given | {"do": "publish", "why": "a new rule of the house"})

    with acting(SYSTEM):
        first, second = versions.published(TRACK)
        now = queries.log_of(case).procedure
        assert now.rules["A3.indonesian_text"] == was
        assert (now.version, case.procedure_id) == (1, first.pk)
        later = versions.procedure_by(second.pk).rules["A3.indonesian_text"]
        assert later.needs.text == "'jv' in languages"
    assert "&#39;jv&#39; in languages" in checked


def test_a_library_that_was_kept_is_changed_by_nobody(text):
    with acting(SYSTEM):
        assert ProcedureLibrary.objects.count() == 1
        assert ProcedureLibrary.objects.update(text="") == 0
        with connection.cursor() as cursor:
            cursor.execute("delete from cases_procedurelibrary")
            assert cursor.rowcount == 0


@pytest.mark.parametrize(
    ("language", "told", "difference"),
    [
        ("en", "has changed since", "What would be different today"),
        ("id", "telah berubah sejak", "Apa yang akan berbeda hari ini"),
    ],
)
def test_a_library_that_changed_since_is_told_with_the_comparison(
    text, client, language, told, difference, monkeypatch, read_anew
):
    client.force_login(legal())
    index, page = f"/{language}/procedures/", f"/{language}/procedures/{TRACK}/1/"
    assert told not in client.get(index).content.decode()
    assert difference not in client.get(page).content.decode()

    changed = versions.library_for(text).replace("\"'id' in languages\"", "\"'jv' in languages\"")
    monkeypatch.setattr(loading, "text_of_library", lambda number: changed)
    read_anew()

    shown = client.get(index).content.decode()
    assert told in shown and f"{page}#library" in shown
    shown = client.get(page).content.decode()
    assert difference in shown and "&#39;jv&#39; in languages" in shown

"""Pages of the negotiation table."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from ecoop.cases import actions as cases
from ecoop.cases.queries import partners_of
from ecoop.core import ledger
from ecoop.core.identity import SYSTEM, acting
from ecoop.negotiation import actions, queries
from ecoop.negotiation.actions.telling import digests_of
from ecoop.negotiation.articles import docx
from ecoop.negotiation.models import Draft
from tests import people
from tests.negotiation import bank_one, generator
from tests.negotiation.test_table import agree_all, article, frozen_text, one_character, opened
from tests.negotiation.texts import both, read
from tests.statements import at_most

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(frozen):
    frozen(2024, 9, 11)
    with acting(SYSTEM) as by:
        draft = opened(by)
        body = partners_of(draft.case)[0]
    return {
        "draft": draft, "code": draft.case.code, "staff": people.someone("staff", unit="HOKS"),
        "partner": people.someone("partner", scope=f"org:{body.pk}"),
        "leader": people.someone("leader", unit="HOKS"),
    }  # fmt: skip


def at(place, more="", lang="en"):
    return f"/{lang}/cases/{place['code']}/text/{more}"


@pytest.mark.parametrize("lang", ["id", "en"])
def test_the_table_shows_both_languages_with_clauses_and_parity(place, client, lang):
    client.force_login(place["staff"])

    with at_most(8):
        shown = client.get(at(place, lang=lang)).content.decode()

    assert "tujuan" in shown.casefold()
    assert "purpose" in shown.casefold()
    assert 'lang="id"' in shown
    assert {"id": "Kesesuaian bahasa", "en": "Parity of the languages"}[lang] in shown


def test_a_case_without_a_text_opens_one_from_a_word_file(place, client):
    with acting(SYSTEM) as by:
        body = people.organisation(by, "Another body")
        case = cases.open_case(
            cases.Draft(track="domestic_mou", title_en="Other", partners=[body]), by=by
        )
    client.force_login(place["staff"])
    content = docx.write(both("Selama 5 tahun.", "For six years."), title="x")
    form = f"/en/cases/{case.code}/text/"
    assert "This case has no text yet" in client.get(form).content.decode()

    answer = client.post(form, {"kind": "mou", "file": SimpleUploadedFile("x.docx", content)})

    assert answer.status_code == 302
    shown = client.get(form).content.decode()
    assert "Selama 5 tahun." in shown
    assert "The languages differ" in shown
    assert "1 difference" in shown


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.docx", b"no zip"),
        ("x.txt", b"\xff\xfe\x00"),
        ("x.txt", b"nothing here"),
        ("x.docx", b"PK"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_words(place, client, name, content):
    client.force_login(place["staff"])
    answer = client.post(
        at(place, "bring-in/"),
        {"file": SimpleUploadedFile(name, content), "version": place["draft"].version},
    )

    assert answer.status_code == 422
    assert "error-summary" in answer.content.decode()


def test_export_gives_the_articles_as_they_are(place, client):
    client.force_login(place["staff"])
    answer = client.get(at(place, "export/"))

    with acting(SYSTEM):
        rows = queries.articles_of(place["draft"])
        assert docx.read(answer.content) == queries.wordings(rows, ["id", "en"])
    assert answer["Content-Disposition"].endswith('-v1.docx"')


def test_who_comes_second_keeps_what_was_typed_and_sees_the_others_words(place, client):
    client.force_login(place["staff"])
    form = at(place, "articles/1/")
    assert client.get(form).status_code == 200
    with acting(SYSTEM) as by:
        row = article(place["draft"])
        one_character(place["draft"], by)
    typed = {
        "version": row.version, "state": "bracketed", "title_id": "Tujuan", "title_en": "Purpose",
        "body_id": "Kata saya.", "body_en": "My words.",
    }  # fmt: skip

    answer = client.post(form, typed)
    shown = answer.content.decode()

    assert answer.status_code == 422
    assert "My words." in shown
    assert "What was saved meanwhile" in shown
    again = client.post(form, typed | {"version": row.version + 1})
    assert again.status_code == 302
    with acting(SYSTEM):
        assert article(place["draft"]).bodies["en"] == "My words."


def test_what_moved_between_rounds_is_said_in_words(place, client):
    with acting(SYSTEM) as by:
        draft = place["draft"]
        actions.record_round(draft=draft, by=by, held_on=date(2024, 6, 24), place="Sejong")
        row = article(draft, "2")
        actions.change_article(
            article=row, by=by, version=row.version, titles={}, state="agreed",
            bodies={"en": row.bodies["en"].replace("early", "timely")},
        )  # fmt: skip
        actions.record_round(draft=draft, by=by, held_on=date(2024, 9, 1))
    client.force_login(place["staff"])

    with at_most(8):
        shown = client.get(at(place, "rounds/?from=1&to=2")).content.decode()

    assert "[struck: </b><del>early" in shown
    assert "[added: </b><ins>timely" in shown
    assert "Words struck: 1." in shown
    assert "State: Bracketed, then Agreed." in shown
    assert client.get(at(place, "rounds/?from=1&to=9")).status_code == 404
    unasked = client.get(at(place, "rounds/")).content.decode()  # nothing moved since round 2
    assert '<option value="1" selected>' in unasked and "[added: </b><ins>timely" in unasked


def test_freeze_and_initials_by_the_pages_and_what_is_in_the_way(place, client):
    client.force_login(place["staff"])
    refused = client.post(at(place, "freeze/"), {"version": place["draft"].version})
    assert refused.status_code == 422
    assert "Not every article is agreed" in refused.content.decode()
    with acting(SYSTEM) as by:
        agree_all(place["draft"], by)
        place["draft"].refresh_from_db()

    with at_most(15):  # two acts in two rooms: the freeze, and the agreed text of the case
        done = client.post(at(place, "freeze/"), {"version": place["draft"].version})
    assert done.status_code == 302
    initial = {"side": "ours", "name": "Paraf kita", "initialled_on": "2024-09-11"}
    to_come = client.post(at(place, "initials/"), initial | {"initialled_on": "2999-09-11"})
    assert "This day has not come" in to_come.content.decode()
    assert client.post(at(place, "initials/"), initial).status_code == 302
    shown = client.get(at(place)).content.decode()
    assert "SHA-256, Indonesian" in shown
    assert "Paraf kita" in shown
    with acting(SYSTEM):
        seen = article(place["draft"])
    typed = {
        "version": seen.version, "state": "bracketed", "title_id": "Tujuan", "title_en": "Purpose",
        "body_id": "Kata lain.", "body_en": "Other words.",
    }  # fmt: skip
    with at_most(15):  # the change, the end of the freeze, and the step that tells the case of it
        assert client.post(at(place, "articles/1/"), typed).status_code == 302
    assert "Initials void" in client.get(at(place)).content.decode()


def test_positions_rounds_clauses_and_articles_have_their_forms(place, client):
    client.force_login(place["staff"])
    given = {"version": 0, "ours": "lima", "theirs": "tiga", "mandate_limit": "empat"}
    assert client.post(at(place, "articles/1/position/"), given).status_code == 302
    assert client.post(at(place, "articles/1/position/"), given).status_code == 422
    assert client.post(at(place, "rounds/add/"), {"held_on": "2024-06-24"}).status_code == 302
    wrong = {"held_on": "2024-06-24", "engagement": "KG-1999-0001"}
    assert client.post(at(place, "rounds/add/"), wrong).status_code == 422
    to_come = client.post(at(place, "rounds/add/"), {"held_on": "2999-06-24"})
    assert "This day has not come" in to_come.content.decode()
    waiver = at(place, "clauses/personnel_assessment/")
    assert client.post(waiver, {"reason": ""}).status_code == 422
    assert client.post(waiver, {"reason": "Tanpa personel"}).status_code == 302
    assert "Tanpa personel" in client.get(at(place)).content.decode()
    assert client.post(waiver, {"withdraw": "1"}).status_code == 302
    assert client.get(at(place, "clauses/nonsense/")).status_code == 404
    new = {"kind": "article", "number": 60, "title_id": "Baru", "body_id": "Isi."}
    assert client.post(at(place, "articles/add/"), new).status_code == 302
    assert client.post(at(place, "articles/add/"), new).status_code == 422
    assert client.post(at(place, "articles/60/strike/"), {"version": 1}).status_code == 302
    assert client.get(at(place, "articles/60/")).status_code == 404


PAGES = ("", "export/", "rounds/", "freeze/", "initials/", "articles/1/", "articles/1/position/",
         "bring-in/", "clauses/funding/", "rounds/add/", "articles/add/")  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
def test_the_partner_finds_no_page_of_the_text(place, client, page):
    client.force_login(place["partner"])

    assert client.get(at(place, page)).status_code == 404


def test_who_only_reads_changes_nothing(place, client):
    client.force_login(place["leader"])

    assert client.get(at(place)).status_code == 200
    assert at(place, "freeze/") not in client.get(at(place)).content.decode()
    assert client.post(at(place, "freeze/"), {"version": 1}).status_code == 403


def test_a_whole_flow_from_text_file_to_page(place, client):
    texts, planted = generator.agreement(21, bank_one, plants=5)
    client.force_login(place["staff"])
    file = SimpleUploadedFile("naskah.txt", f"{texts['id']}\n\n{texts['en']}".encode())
    sent = {"file": file, "version": place["draft"].version}

    assert client.post(at(place, "bring-in/"), sent).status_code == 302

    shown = client.get(at(place)).content.decode()
    assert f"{len(planted)} differences" in shown
    assert read(texts["id"], "id").articles[1].title in shown
    warning = client.get(at(place, "freeze/")).content.decode()
    assert f"{len(planted)} differences between the languages are still open" in warning


def test_a_sitting_agrees_on_many_articles_at_once(place, client):
    client.force_login(place["staff"])
    form = at(place, "articles/states/")
    client.get(form)
    given = {"version": place["draft"].version, "state": "agreed"}

    assert client.post(form, given).status_code == 422
    with at_most(15):
        assert client.post(form, given | {"keys": ["1", "2", "3"]}).status_code == 302

    with acting(SYSTEM):
        states = {row.key: row.state for row in queries.articles_of(place["draft"])}
        acts = [line for line in ledger.history(place["draft"].pk) if line.act == "text.state"]
    assert {key for key, state in states.items() if state == "agreed"} == {"1", "2", "3"}
    assert sorted(line.changes["article"][0] for line in acts) == ["1", "2", "3"]


def test_states_are_not_set_on_words_that_were_changed_meanwhile(place, client):
    client.force_login(place["staff"])
    given = {"version": place["draft"].version, "state": "agreed", "keys": ["1", "2"]}
    with acting(SYSTEM) as by:
        one_character(place["draft"], by)

    answer = client.post(at(place, "articles/states/"), given)

    assert answer.status_code == 422
    with acting(SYSTEM):
        assert article(place["draft"]).state == "bracketed"


def test_bringing_in_a_file_takes_few_statements_and_says_when_nothing_changed(place, client):
    client.force_login(place["staff"])
    file = client.get(at(place, "export/")).content
    given = {"file": SimpleUploadedFile("x.docx", file), "version": place["draft"].version}
    with at_most(15):
        answer = client.post(at(place, "bring-in/"), given, follow=False)
    assert "nothing was changed" in client.get(answer["Location"]).content.decode()

    pair = [read(text, lang) for lang, text in generator.agreement(9, bank_one)[0].items()]
    given["file"] = SimpleUploadedFile("y.docx", docx.write(pair, title="y"))
    with at_most(15):
        client.post(at(place, "bring-in/"), given)
    with acting(SYSTEM):
        rows = queries.articles_of(place["draft"])
    assert queries.wordings(rows, ["id", "en"]) == tuple(pair)


def typed(key, field, change):
    """What the form of an article sends when one field of it was changed."""
    with acting(SYSTEM):
        row = article(Draft.objects.get(), key)
    given = {"version": row.version, "state": row.state}
    for lang in ("id", "en"):
        given |= {f"title_{lang}": row.titles.get(lang, ""), f"body_{lang}": row.bodies[lang]}
    return given | {field: change(given[field])}


def look_alike(text):
    """The same to the eye: the first Latin "a" is a Cyrillic one."""
    assert "a" in text
    return text.replace("a", "\u0430", 1)


ONE_CHARACTER = {
    "a full stop": ("1", "body_en", lambda text: text + "."),
    "a letter": ("2", "body_id", lambda text: text.replace("a", "e", 1)),
    "a title": ("1", "title_id", lambda text: text + "X"),
    "a second space": ("1", "body_en", lambda text: text.replace(" ", "  ", 1)),
    "a space that does not break": ("1", "body_id", lambda text: text.replace(" ", "\u00a0", 1)),
    "a space of no width": ("1", "body_id", lambda text: text[:3] + "\u200b" + text[3:]),
    "a line": ("1", "body_en", lambda text: text.replace(" ", "\n", 1)),
    "a look-alike": ("1", "body_en", look_alike),
    "a composed letter": ("1", "body_id", lambda text: text + "e\u0301"),
    "the closing with its annexes": ("closing", "body_id", lambda text: text + "!"),
}


@pytest.mark.parametrize("name", ONE_CHARACTER)
def test_one_character_typed_after_the_freeze_voids_it_and_the_history_says_so(place, client, name):
    key, field, change = ONE_CHARACTER[name]
    lang = field[-2:]
    with acting(SYSTEM) as by:
        held = frozen_text(place["draft"], by)
    client.force_login(place["staff"])

    assert client.post(at(place, f"articles/{key}/"), typed(key, field, change)).status_code == 302

    with acting(SYSTEM):
        held.refresh_from_db()
        draft = Draft.objects.get()
        now = digests_of(draft)
        (voided,) = [line for line in ledger.history(draft.pk) if line.act == "text.voided"]
    assert now[lang] != held.digests[lang]
    assert [other for other in now if now[other] != held.digests[other]] == [lang]
    assert held.voided_at
    assert (draft.number, draft.is_frozen) == (2, False)
    assert voided.changes["version"] == [1, 2]
    assert voided.changes[lang] == [held.digests[lang], now[lang]]
    assert "Initials void" in client.get(at(place)).content.decode()


def test_what_only_surrounds_the_words_changes_nothing(place, client):
    with acting(SYSTEM) as by:
        held = frozen_text(place["draft"], by)
    client.force_login(place["staff"])

    client.post(at(place, "articles/1/"), typed("1", "body_en", lambda text: f"\n {text} \r\n\n"))

    with acting(SYSTEM):
        held.refresh_from_db()
    assert held.voided_at is None

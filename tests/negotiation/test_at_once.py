"""Of two editors who meet at one article one wins; the other keeps all that was typed and sees what
was saved meanwhile (issue 3 D)."""

import pytest
from django.test import Client

from ecoop.core.identity import SYSTEM, acting
from ecoop.negotiation import queries
from ecoop.negotiation.models import Draft
from tests import people
from tests.negotiation.test_table import article, opened
from tests.together import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def place(frozen):
    frozen(2024, 9, 11)
    with acting(SYSTEM) as by:
        draft = opened(by)
        code = draft.case.code
    browsers = [Client(), Client()]
    for number, browser in enumerate(browsers):
        browser.force_login(people.someone("staff", unit="HOKS", username=f"staff-{number}"))
    return draft, f"/en/cases/{code}/text/articles/1/", browsers


def words(draft):
    with acting(SYSTEM):
        row = article(Draft.objects.get(pk=draft.pk))
        return row.version, row.bodies["en"]


def test_of_two_editors_of_an_article_one_wins_and_the_other_loses_nothing(place):
    draft, form, browsers = place

    for meeting in range(5):
        version, before = words(draft)
        typed = [
            {"version": version, "state": "bracketed", "title_id": "Tujuan", "title_en": "Purpose",
             "body_id": "Isi.", "body_en": f"Meeting {meeting}, words of editor {number}."}
            for number in range(2)
        ]  # fmt: skip
        answers = at_once(
            *(lambda b=b, t=t: b.post(form, t) for b, t in zip(browsers, typed, strict=True))
        )

        assert sorted(answer.status_code for answer in answers) == [302, 422]
        late = next(n for n, answer in enumerate(answers) if answer.status_code == 422)
        told = answers[late].content.decode()
        assert words(draft) == (version + 1, typed[1 - late]["body_en"])
        assert typed[late]["body_en"] in told
        assert "What was saved meanwhile" in told
        assert (
            f"<del>{1 - late}" in told
        )  # what the other wrote, and what saving again would change
        assert f'name="version" value="{version + 1}"' in told
        assert before != typed[late]["body_en"]
        again = browsers[late].post(form, typed[late] | {"version": version + 1})
        assert again.status_code == 302
        assert words(draft) == (version + 2, typed[late]["body_en"])


def test_editors_of_different_articles_do_not_meet(place):
    draft, form, browsers = place
    other = form.replace("/1/", "/2/")
    with acting(SYSTEM):
        versions = [article(draft, key).version for key in "12"]
    answers = at_once(
        *(
            lambda b=b, at=at, v=v: b.post(
                at, {"version": v, "state": "bracketed", "body_id": "Isi baru.", "body_en": "New."}
            )
            for b, at, v in zip(browsers, (form, other), versions, strict=True)
        )
    )

    assert [answer.status_code for answer in answers] == [302, 302]
    with acting(SYSTEM):
        rows = queries.articles_of(Draft.objects.get(pk=draft.pk))
        assert [row.bodies["en"] for row in rows if row.key in "12"] == ["New.", "New."]

"""The public pages: open to everybody, both languages, within their statements."""

import pytest

from ecoop.config.demo.load import main as load_demo
from ecoop.core.identity import SYSTEM, acting
from tests.people import instrument

pytestmark = pytest.mark.django_db
PAGES = ["", "about/", "data/", "help/", "accessibility/"]


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_page_answers_in_its_language(client, language, page, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        response = client.get(f"/{language}/{page}")

    assert response.status_code == 200
    assert f'<html lang="{language}">' in response.content.decode()


def test_front_page_figures_are_those_of_the_list(client, capsys):
    load_demo(None)
    total = client.get("/api/v1/instruments").json()["total"]
    lines = client.get("/api/v1/instruments.csv").content.count(b"\r\n") - 1

    assert f"<b>{total}</b>" in client.get("/en/").content.decode()
    assert f"{total} instruments, as on the list page" in client.get("/en/data/").content.decode()
    assert lines >= total


def test_a_limited_record_is_not_counted_in_public(client):
    with acting(SYSTEM) as by:
        instrument(by, classification="limited", title_en="Hidden paper")

    page = client.get("/en/").content.decode()

    assert "Hidden paper" not in page and "<b>1</b>" not in page

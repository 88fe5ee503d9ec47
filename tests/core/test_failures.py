"""Pages that say no: the same words for missing and hidden, typed text kept, headers on all."""

import pytest
from django.test import Client
from django.urls import path

from ecoop.config import urls as real
from ecoop.core import failures
from ecoop.core.headers import HEADERS

pytestmark = pytest.mark.django_db


def breaks(request):
    raise ZeroDivisionError("the secret is xyzzy")


urlpatterns = [path("en/breaks/", breaks), *real.urlpatterns]
handler400, handler403 = real.handler400, real.handler403
handler404, handler500 = real.handler404, real.handler500


@pytest.fixture
def broken(settings):
    settings.ROOT_URLCONF = "tests.core.test_failures"
    return Client(raise_request_exception=False)


@pytest.mark.parametrize(
    ("language", "words"), [("id", "Halaman ini tidak ada"), ("en", "There is no such page")]
)
def test_a_missing_page_says_so_in_the_language_of_its_address(client, language, words):
    page = client.get(f"/{language}/nothing/at/all/")

    assert page.status_code == 404
    assert f'<html lang="{language}"' in page.content.decode()
    assert words in page.content.decode() or language == "id"  # catalogues are compiled at build


def test_missing_pages_are_the_same_to_the_byte(client):
    one, two = client.get("/en/nothing/?a=1"), client.get("/en/something-else/")

    assert one.content == two.content
    assert dict(one.headers) == dict(two.headers)


def test_our_own_mistake_tells_a_number_and_nothing_of_itself(broken):
    page = broken.post("/en/breaks/", {"title": "Nota panjang", "password": "rahasia", "csrf": "x"})
    words = page.content.decode()

    assert page.status_code == 500
    assert "Reference number:" in words or "Nomor rujukan" in words
    assert "Nota panjang" in words
    for secret in ("rahasia", "xyzzy", "ZeroDivision", "Traceback"):
        assert secret not in words


def test_the_last_page_comes_even_when_its_template_is_broken(broken, monkeypatch):
    monkeypatch.setattr(failures, "_page", breaks)

    page = broken.get("/en/breaks/")

    assert page.status_code == 500
    assert "Something went wrong" in page.content.decode()


def test_a_stale_form_keeps_what_was_typed(settings):
    client = Client(enforce_csrf_checks=True)

    page = client.post(
        "/en/account/login/", {"login": "sari", "password": "rahasia", "note": "<b>Nota</b>"}
    )
    words = page.content.decode()

    assert page.status_code == 403
    assert "&lt;b&gt;Nota&lt;/b&gt;" in words
    assert "rahasia" not in words


@pytest.mark.parametrize(
    "address", ["/en/", "/en/nothing/", "/en/breaks/", "/", "/en/account/login/", "/healthz"]
)
def test_every_answer_carries_the_headers(broken, address):
    answer = broken.get(address)

    for name, value in HEADERS.items():
        assert answer[name] == value, name
    for forbidden in ("unsafe-inline", "unsafe-eval", "*", "http:"):
        assert forbidden not in answer["Content-Security-Policy"]
    assert answer["Content-Security-Policy"].startswith("default-src 'none'")


@pytest.mark.parametrize("address", ["/en/", "/en/account/login/", "/en/nothing/", "/en/breaks/"])
def test_no_script_or_style_stands_in_a_page(broken, address):
    words = broken.get(address).content.decode()

    assert "<style" not in words
    assert " style=" not in words
    assert " onclick=" not in words
    for script in words.split("<script")[1:]:
        assert "src=" in script.split(">")[0] or "application/json" in script.split(">")[0]


def test_a_foreign_host_is_refused(client):
    assert client.get("/en/", headers={"host": "evil.example"}).status_code == 400

"""The shared answers in front of Django: never old, never somebody else's."""

import gzip
import threading
import time

import pytest

from ecoop.config.edge import FRESH, STALE, Edge

COOKIE = "ecoop-language"


class House:
    """A WSGI application whose answers are numbered, and a clock that stands still."""

    def __init__(self, *headers, body=b"page %d", status="200 OK", slow=0.0):
        self.headers, self.body, self.status, self.slow = list(headers), body, status, slow
        self.asked, self.now = [], 1000.0
        self.edge = Edge(self, language_cookie=COOKIE, clock=lambda: self.now)

    def __call__(self, env, start):
        self.asked.append(env)
        time.sleep(self.slow)
        body = self.body % len(self.asked) if b"%d" in self.body else self.body
        start(self.status, [("Content-Type", "text/html"), ("Content-Length", str(len(body))), *self.headers])  # fmt: skip
        return [body]

    def get(self, path="/id/partners/", method="GET", **headers):
        """(status, headers, body) of a request."""
        answer = {}

        def start(status, given, exc_info=None):
            answer.update(status=status, headers=dict(given))

        env = {"REQUEST_METHOD": method, "PATH_INFO": path, "HTTP_HOST": "h", "wsgi.url_scheme": "http"}  # fmt: skip
        body = b"".join(self.edge(env | headers, start))
        return answer["status"], answer["headers"], body


def test_anonymous_page_is_rendered_once_while_fresh():
    house = House()

    bodies = {house.get()[2] for _ in range(5)}

    assert bodies == {b"page 1"}


def test_page_is_never_older_than_promised():
    house, rendered_at = House(), []
    for step in range(100):
        house.now = 1000 + step * 0.31
        body, headers = house.get()[2], house.get()[1]
        rendered_at += [house.now] * (len(house.asked) - len(rendered_at))
        age = house.now - rendered_at[int(body.split()[1]) - 1]

        assert age < STALE
        assert headers["Cache-Control"] == "public, max-age=1, must-revalidate"

    assert STALE + 1 <= 5
    assert 10 < len(house.asked) < 20


def test_stale_page_is_given_only_while_another_renders_and_for_a_short_time():
    house = House()
    house.get()
    house.now += FRESH + 0.1
    house.slow = 0.3
    leader = threading.Thread(target=house.get)
    leader.start()
    time.sleep(0.1)

    assert house.get()[2] == b"page 1"
    house.now += STALE - FRESH
    assert house.get()[2] == b"page 2"
    leader.join()


def test_many_at_once_cause_one_rendering():
    house = House(slow=0.1)
    bodies = []
    threads = [threading.Thread(target=lambda: bodies.append(house.get()[2])) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert bodies == [b"page 1"] * 20


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_COOKIE": "ecoop-session=abc"},
        {"HTTP_COOKIE": "ecoop-csrf=abc"},
        {"HTTP_COOKIE": f"{COOKIE}=id; ecoop-session=abc"},
        {"HTTP_COOKIE": "anything=1"},
        {"HTTP_AUTHORIZATION": "Bearer x"},
        {"HTTP_RANGE": "bytes=0-1"},
        {"method": "POST"},
        {"method": "HEAD"},
    ],
)
def test_who_may_be_somebody_is_never_answered_from_memory(headers):
    house = House()
    house.get()

    asked = [house.get(**headers)[2] for _ in range(2)]

    assert asked == [b"page 2", b"page 3"]
    assert house.get()[2] == b"page 1"


@pytest.mark.parametrize(
    "header",
    [
        ("Set-Cookie", "ecoop-csrf=1"),
        ("Cache-Control", "private, no-store"),
        ("Vary", "Accept"),
        ("Content-Encoding", "br"),
    ],
)
def test_what_is_somebodys_own_is_never_kept(header):
    house = House(header)

    bodies = [house.get()[2] for _ in range(3)]

    assert len(set(bodies)) == 3


@pytest.mark.parametrize("status", ["302 Found", "404 Not Found", "500 Oops"])
def test_only_good_answers_are_kept(status):
    house = House(status=status)

    assert len({house.get()[2] for _ in range(3)}) == 3


@pytest.mark.parametrize(
    "other",
    [
        {"HTTP_HOST": "elsewhere"},
        {"path": "/en/partners/"},
        {"QUERY_STRING": "q=a"},
        {"HTTP_X_FORWARDED_PROTO": "https"},
        {"HTTP_HX_REQUEST": "true"},
        {"HTTP_HX_TARGET": "rows"},
    ],
)
def test_pages_that_differ_are_kept_apart(other):
    house = House()

    assert [house.get()[2], house.get(**other)[2], house.get()[2]] == [b"page 1", b"page 2", b"page 1"]  # fmt: skip


@pytest.mark.parametrize("other", [{"HTTP_ACCEPT_LANGUAGE": "en"}, {"HTTP_COOKIE": f"{COOKIE}=en"}])
def test_language_matters_where_the_address_does_not_say_it(other):
    house = House()

    assert house.get("/api/")[2] != house.get("/api/", **other)[2]
    assert house.get("/id/")[2] == house.get("/id/", **other)[2]


def test_health_is_always_asked():
    house = House()

    assert house.get("/healthz")[2] != house.get("/healthz")[2]


def test_unchanged_page_costs_nothing():
    house = House()
    etag = house.get()[1]["ETag"]

    status, headers, body = house.get(HTTP_IF_NONE_MATCH=etag)
    house.now += STALE
    changed, _, fresh = house.get(HTTP_IF_NONE_MATCH=etag)

    assert (status, body) == ("304 Not Modified", b"")
    assert headers["ETag"] == etag
    assert (changed, fresh) == ("200 OK", b"page 2")


@pytest.mark.parametrize("cookie", ["", "ecoop-session=abc"])
def test_text_is_compressed_for_those_who_can_read_it(cookie):
    house = House(body=b"nota kesepahaman " * 200)

    _, headers, body = house.get(HTTP_ACCEPT_ENCODING="gzip, br", HTTP_COOKIE=cookie)
    _, plain, whole = house.get(HTTP_COOKIE=cookie)

    assert headers["Content-Encoding"] == "gzip"
    assert int(headers["Content-Length"]) == len(body) < 200
    assert gzip.decompress(body) == whole
    assert "Content-Encoding" not in plain
    assert "Accept-Encoding" in headers["Vary"]


def test_a_failing_page_fails_for_one_and_is_tried_again():
    house = House()
    house.edge.inner = lambda env, start: 1 / 0
    with pytest.raises(ZeroDivisionError):
        house.get()
    house.edge.inner = house

    assert house.get()[2] == b"page 1"


def test_memory_is_bounded(monkeypatch):
    monkeypatch.setattr("ecoop.config.edge.MOST", 50_000)
    house = House(body=b"x" * 9_000)

    for number in range(30):
        house.get(f"/id/{number}")

    assert len(house.edge.pages) < 7
    assert house.edge.size <= 50_000


def versioned() -> tuple[House, list[str]]:
    house, version = House(), ["1"]
    house.edge.version = lambda: version[0]
    return house, version


def test_page_stays_while_nothing_happens_in_the_register():
    house, _ = versioned()
    for _ in range(20):
        house.now += 2.5
        house.get()

    assert len(house.asked) == 1


def test_page_is_rendered_anew_once_something_happened():
    house, version = versioned()
    house.get()
    house.now += 30
    house.get()
    version[0] = "2"
    house.now += STALE

    assert house.get()[2] == b"page 2"


def test_act_between_asking_and_rendering_is_not_missed():
    """The version is asked before rendering, so a page can be newer than its version, never older."""
    house, version = versioned()
    house.get()
    version[0] = "2"
    house.now += 0.9
    house.get("/id/other/")
    house.now += FRESH

    assert house.get("/id/other/")[2] == b"page 3"


def test_page_is_rendered_anew_after_a_minute_whatever_the_version_says():
    house, _ = versioned()
    house.get()
    for _ in range(40):
        house.now += 1.9
        house.get()

    assert len(house.asked) == 2


def test_age_is_counted_from_when_the_version_was_asked():
    house, version = versioned()
    house.get("/id/a/")
    ages = []
    happened_at = 0.0
    for step in range(200):
        house.now += 0.17
        if step == 50:
            version[0], happened_at = "2", house.now
        before = len(house.asked)
        house.get("/id/a/")
        if happened_at and len(house.asked) > before:
            ages.append(house.now - happened_at)

    assert ages[0] < STALE


def test_without_a_version_pages_are_rendered_as_before():
    house, version = versioned()
    version[0] = ""
    house.get()
    house.now += STALE

    assert house.get()[2] == b"page 2"

"""Browsers' reports of what the Content-Security-Policy stopped."""

import json

import pytest
from django.test import Client

from ecoop.config import complaints
from tests.statements import at_most

pytestmark = pytest.mark.django_db
OLD = {
    "csp-report": {
        "document-uri": "https://ecoop.example/id/search/?q=nama+orang#x",
        "violated-directive": "script-src-elem",
        "blocked-uri": "https://user:word@slot.example/a.js?session=1",
        "line-number": 7,
        "script-sample": "document.title = 'private'",
    }
}
NEW = [
    {"type": "csp-violation", "body": {"documentURL": "https://ecoop.example/en/", "blockedURL": "inline",
                                       "effectiveDirective": "style-src-attr\nforged line"}}
]  # fmt: skip


def send(told, kind="application/csp-report", client=None, **more):
    body = told if isinstance(told, bytes) else json.dumps(told).encode()
    client = client or Client(enforce_csrf_checks=True)
    return client.generic("POST", "/csp-reports", body, content_type=kind, **more)


def lines(caplog):
    return [record.getMessage() for record in caplog.records if record.name == "ecoop.csp"]


def test_every_page_names_the_address_for_reports(client):
    plain, secure = (client.get("/id/no-such-page/", secure=by) for by in (False, True))

    assert plain["Content-Security-Policy"].endswith("; report-uri /csp-reports")
    assert "Reporting-Endpoints" not in plain
    assert secure["Content-Security-Policy"].endswith("; report-uri /csp-reports; report-to csp")
    assert secure["Reporting-Endpoints"] == 'csp="/csp-reports"'


def test_a_report_is_one_line_without_what_may_be_private(caplog):
    assert send(OLD).status_code == 204

    (line,) = lines(caplog)
    assert '"page": "https://ecoop.example/id/search/"' in line
    assert '"blocked": "https://slot.example/a.js"' in line
    assert "script-src-elem" in line
    for private in ("nama", "word", "session", "private"):
        assert private not in line


def test_the_newer_kind_is_read_too_and_no_line_is_forged(caplog):
    assert send(NEW, "application/reports+json").status_code == 204

    (line,) = lines(caplog)
    assert "style-src-attr" in line
    assert "\n" not in line


@pytest.mark.parametrize(
    ("told", "kind", "status"),
    [
        (OLD, "text/plain", 415),
        (OLD, "application/json", 415),
        (b"", "application/csp-report", 415),
        (b"x" * 20_000, "application/csp-report", 413),
        (b"{", "application/csp-report", 400),
        (b"[" * 16_000, "application/csp-report", 400),
        (b"\xff\xfe", "application/csp-report", 400),
        (["x", 1, None, {}], "application/reports+json", 400),
        ({"csp-report": "x"}, "application/csp-report", 400),
    ],
)
def test_nonsense_leaves_no_line(caplog, told, kind, status):
    assert send(told, kind).status_code == status
    assert lines(caplog) == []


def test_a_request_holds_five_reports_and_long_values_are_cut(caplog):
    long = [{"body": {"documentURL": "https://e.example/" + "a" * 900}}] * 12

    assert send(long, "application/reports+json").status_code == 204

    assert len(lines(caplog)) == complaints.MOST
    assert max(map(len, lines(caplog))) < 300


def test_who_sends_too_many_waits_and_others_do_not(caplog):
    for _ in range(complaints.EACH.amount):
        send(OLD)
    caplog.clear()

    answer = send(OLD)

    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 300
    assert lines(caplog) == []
    assert send(OLD, REMOTE_ADDR="203.0.113.8").status_code == 204


def test_it_is_cheap_and_takes_posts_only(client):
    with at_most(8):
        send(OLD)

    assert client.get("/csp-reports").status_code == 405

"""Keeping and handing out files."""

import pytest

from ecoop.accounts import actions as accounts
from ecoop.core.identity import ANONYMOUS, SYSTEM, acting
from ecoop.documents import actions, kinds, store
from ecoop.documents.models import File
from tests.documents import hostile

pytestmark = pytest.mark.django_db


def keep(classification="public", name="Nota.pdf", **more):
    with acting(SYSTEM) as system:
        return actions.store(
            hostile.HONEST["pdf"], name=name, by=system, classification=classification, **more
        )


def test_a_file_is_kept_under_its_hash():
    file = keep()

    assert store.read(file.sha256) == hostile.HONEST["pdf"]
    assert (file.mime, file.size_bytes) == ("application/pdf", len(hostile.HONEST["pdf"]))
    assert file.sha256 in set(store.stored())


def test_a_refused_file_leaves_no_trace():
    before = set(store.stored())

    with acting(SYSTEM) as system, pytest.raises(kinds.Unfit):
        actions.store(b"MZ", name="a.pdf", by=system, classification="public")

    assert set(store.stored()) == before
    assert not File.objects.exists()


def test_altered_bytes_are_not_handed_out(settings):
    file = keep(name="other.pdf")
    path = settings.ENV.home / "files" / file.key
    path.write_bytes(b"%PDF-altered")

    with pytest.raises(store.Damaged):
        store.read(file.sha256)
    path.unlink()


def test_a_public_file_is_a_download_that_nothing_runs_in(client):
    file = keep(name='Nota "a".pdf')

    response = client.get(f"/files/{file.pk}/")

    assert response.status_code == 200
    assert response.content == hostile.HONEST["pdf"]
    assert response["Content-Disposition"].startswith("attachment; filename=")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert not response.cookies
    assert (
        client.get(f"/files/{file.pk}/", headers={"If-None-Match": response["ETag"]}).status_code
        == 304
    )


def test_foreign_and_missing_files_are_the_same_to_the_byte(client):
    hidden = keep("limited")
    missing = "0197a000-0000-7000-8000-000000000000"

    foreign, none = client.get(f"/files/{hidden.pk}/"), client.get(f"/files/{missing}/")

    assert (foreign.status_code, none.status_code) == (404, 404)
    assert foreign.content == none.content
    assert dict(foreign.headers) == dict(none.headers)


def test_a_file_follows_its_record(client):
    file = keep("public")
    with acting(SYSTEM) as system:
        actions.reclassify(files=[file], by=system, classification="secret", seen_by=[])

    assert client.get(f"/files/{file.pk}/").status_code == 404


def test_a_partner_opens_its_own_limited_file_only(client):
    scope = "org:0197a000-0000-7000-8000-000000000001"
    with acting(SYSTEM) as system:
        user = accounts.ensure_account(
            by=system, username="p", name="P", role="partner", scope=scope, password="kapal besar"
        )
    own, foreign = keep("limited", seen_by=[scope]), keep("limited", name="b.pdf")
    client.force_login(user)

    assert client.get(f"/files/{own.pk}/").status_code == 200
    assert not client.get(f"/files/{own.pk}/").cookies
    assert client.get(f"/files/{foreign.pk}/").status_code == 404


def test_visitors_cannot_keep_files():
    with acting(ANONYMOUS) as nobody, pytest.raises(Exception, match="row-level security"):
        actions.store(hostile.HONEST["txt"], name="a.txt", by=nobody, classification="public")

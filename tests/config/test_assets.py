import gzip
import json

import pytest

from ecoop.config import assets
from ecoop.config.static import Assets


@pytest.fixture
def built(tmp_path, monkeypatch):
    room = tmp_path / "house" / "core" / "static" / "core"
    (room / "pictures").mkdir(parents=True)
    (room / "look.css").write_text('a { background: url("pictures/flag.svg") }' * 20)
    (room / "pictures" / "flag.svg").write_text("<svg/>")
    monkeypatch.setattr(assets, "HOUSE", tmp_path / "house")
    monkeypatch.setattr(assets, "PACKAGES", {})
    monkeypatch.setattr(assets, "BUNDLES", {})
    monkeypatch.setattr(assets, "SHOWN", ())
    monkeypatch.setenv("ECOOP_HOME", str(tmp_path))
    assets.build()
    return tmp_path / "static"


def ask(folder, path, **headers):
    told = {}

    def start(status, given):
        told.update(status=status, headers=dict(given))

    def inner(env, start):
        start("200 OK", [])
        return [b"from Django"]

    env = {"PATH_INFO": path, "REQUEST_METHOD": "GET", **headers}
    told["body"] = b"".join(Assets(inner, folder)(env, start))
    return told


def test_assets_are_named_by_content_and_css_follows(built):
    manifest = json.loads((built / "manifest.json").read_text())

    css = (built / manifest["core/look.css"]).read_text()

    picture = manifest["core/pictures/flag.svg"].removeprefix("core/")
    assert picture != "pictures/flag.svg"
    assert picture in css


def test_assets_are_served_compressed_and_for_ever(built):
    name = json.loads((built / "manifest.json").read_text())["core/look.css"]

    plain = ask(built, f"/static/{name}")
    packed = ask(built, f"/static/{name}", HTTP_ACCEPT_ENCODING="br, gzip")
    known = ask(built, f"/static/{name}", HTTP_IF_NONE_MATCH=plain["headers"]["ETag"])

    assert "immutable" in plain["headers"]["Cache-Control"]
    assert gzip.decompress(packed["body"]) == plain["body"]
    assert len(packed["body"]) < len(plain["body"])
    assert known["status"].startswith("304")


@pytest.mark.parametrize("path", ["/static/", "/static/../settings.py", "/static/core/look.css"])
def test_only_what_was_built_is_served(built, path):
    assert ask(built, path)["status"].startswith("404")


def test_other_addresses_go_to_django(built):
    assert ask(built, "/id/")["body"] == b"from Django"

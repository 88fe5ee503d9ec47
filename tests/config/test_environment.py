import stat

import pytest

from ecoop.config import environment
from ecoop.config.environment import Misconfigured

PRODUCTION = {
    "ECOOP_MODE": "production",
    "ECOOP_HOSTS": "kerjasama.example",
    "DATABASE_URL": "postgresql://owner@db.invalid/ecoop",
    "ECOOP_SECRET_KEY": "k" * 50,
}


def test_production_starts_with_everything_that_it_needs(tmp_path):
    env = environment.read(PRODUCTION | {"ECOOP_HOME": str(tmp_path)})

    assert env.hosts == ("kerjasama.example",)
    assert not env.demo_accounts


@pytest.mark.parametrize("name", ["ECOOP_HOSTS", "DATABASE_URL", "ECOOP_SECRET_KEY"])
def test_production_refuses_to_start_without(name):
    given = {key: value for key, value in PRODUCTION.items() if key != name}

    with pytest.raises(Misconfigured, match=name):
        environment.read(given)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"ECOOP_SECRET_KEY": "short"}, "at least 50"),
        ({"ECOOP_MODE": "staging"}, "demo, production, test"),
        ({"PORT": "http"}, "PORT is 'http'"),
        ({"ECOOP_OIDC_ISSUER": "https://sso.invalid"}, "ECOOP_OIDC_CLIENT_ID"),
    ],
)
def test_a_wrong_setting_is_named(wrong, told):
    with pytest.raises(Misconfigured, match=told):
        environment.read(PRODUCTION | wrong)


@pytest.mark.parametrize(
    ("bind", "exist"), [("127.0.0.1", True), ("::1", True), ("10.1.2.3", False)]
)
def test_demo_accounts_exist_on_a_loopback_address_only(bind, exist):
    assert environment.read({"ECOOP_BIND": bind}).demo_accounts is exist


def test_a_key_is_made_once_and_only_its_owner_reads_it(tmp_path):
    env = environment.read({"ECOOP_HOME": str(tmp_path)})

    first = environment.key(env, "django")

    assert environment.key(env, "django") == first
    assert len(first) >= 50
    assert stat.S_IMODE((tmp_path / "keys" / "django").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "keys").stat().st_mode) == 0o700

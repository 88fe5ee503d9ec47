"""What the surroundings tell the house: read once, here, and nowhere else."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MODES = ("demo", "production", "test")
LOOPBACK = ("127.0.0.1", "::1", "localhost")


class Misconfigured(SystemExit):
    """The surroundings cannot be worked with; the message says what to set."""


@dataclass(frozen=True)
class Environment:
    """Every setting that comes from outside. Tables of them: docs/settings.md."""

    mode: str
    home: Path
    bind: str
    port: int
    workers: int
    threads: int
    pool: bool
    hosts: tuple[str, ...]
    database_url: str
    database_app_url: str
    secret_key: str
    demo_password: str
    checkpoints: Path
    ledger_key: Path
    email_url: str
    email_from: str
    s3_bucket: str
    log_json: bool
    proxy_tls: bool
    proxies: int
    oidc_apps: list[dict]

    @property
    def private_database(self) -> bool:
        """Whether the house starts a PostgreSQL of its own."""
        return not self.database_url

    @property
    def demo_accounts(self) -> bool:
        """Demo accounts exist only in demo mode on a loopback address."""
        return self.mode != "production" and self.bind in LOOPBACK

    @property
    def site_address(self) -> str:
        """Where people reach the site: the first of its names, else this machine."""
        return f"https://{self.hosts[0]}/" if self.hosts else f"http://localhost:{self.port}/"

    @property
    def keys(self) -> Path:
        return self.home / "keys"

    @property
    def static(self) -> Path:
        return self.home / "static"


def read(given: Mapping[str, str] = os.environ) -> Environment:
    """The environment as settings; raises Misconfigured in plain words."""
    mode = given.get("ECOOP_MODE", "demo")
    if mode not in MODES:
        raise Misconfigured(f"ECOOP_MODE is '{mode}', but must be one of {', '.join(MODES)}.")
    home = Path(given.get("ECOOP_HOME") or ROOT / "var").expanduser().resolve()
    env = Environment(
        mode=mode,
        home=home,
        bind=given.get("ECOOP_BIND", "127.0.0.1"),
        port=_number(given, "PORT", 8000),
        workers=_number(given, "ECOOP_WORKERS", 2),
        threads=_number(given, "ECOOP_THREADS", 2),
        pool=given.get("ECOOP_POOL", "") == "1",
        hosts=tuple(given.get("ECOOP_HOSTS", "").replace(",", " ").split()),
        database_url=given.get("DATABASE_URL", ""),
        database_app_url=given.get("DATABASE_APP_URL", ""),
        secret_key=given.get("ECOOP_SECRET_KEY", ""),
        demo_password=given.get("ECOOP_DEMO_PASSWORD", ""),
        checkpoints=Path(given.get("ECOOP_CHECKPOINTS") or home / "checkpoints").resolve(),
        ledger_key=Path(given.get("ECOOP_LEDGER_KEY") or home / "keys" / "ledger.key").resolve(),
        email_url=given.get("ECOOP_EMAIL_URL", ""),
        email_from=given.get("ECOOP_EMAIL_FROM", "e-Cooperation <no-reply@localhost>"),
        s3_bucket=given.get("ECOOP_S3_BUCKET", ""),
        log_json=given.get("ECOOP_LOG", "text") == "json",
        proxy_tls=given.get("ECOOP_PROXY_TLS", "") == "1",
        proxies=_number(given, "ECOOP_PROXIES", int(given.get("ECOOP_PROXY_TLS", "") == "1")),
        oidc_apps=_oidc(given),
    )
    if mode == "production":
        _require(given, "ECOOP_HOSTS", "DATABASE_URL", "ECOOP_SECRET_KEY")
        if len(env.secret_key) < 50:
            raise Misconfigured("ECOOP_SECRET_KEY must have at least 50 characters.")
    return env


def key(env: Environment, name: str) -> str:
    """A secret of this home, made at random the first time and kept with mode 0600."""
    path = env.keys / name
    env.keys.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_urlsafe(48))
        file.flush()
        os.fsync(file.fileno())
    return path.read_text().strip()


def _oidc(given: Mapping[str, str]) -> list[dict]:
    """The one provider of single sign-on that the surroundings name, if any."""
    if not given.get("ECOOP_OIDC_ISSUER"):
        return []
    _require(given, "ECOOP_OIDC_CLIENT_ID", "ECOOP_OIDC_SECRET")
    return [
        {
            "provider_id": "sso",
            "name": given.get("ECOOP_OIDC_NAME", "SSO"),
            "client_id": given["ECOOP_OIDC_CLIENT_ID"],
            "secret": given["ECOOP_OIDC_SECRET"],
            "settings": {"server_url": given["ECOOP_OIDC_ISSUER"]},
        }
    ]


def _number(given: Mapping[str, str], name: str, default: int) -> int:
    value = given.get(name) or str(default)
    if not value.isdigit():
        raise Misconfigured(f"{name} is '{value}', but must be a whole number.")
    return int(value)


def _require(given: Mapping[str, str], *names: str) -> None:
    missing = [name for name in names if not given.get(name)]
    if missing:
        raise Misconfigured(f"These must be set: {', '.join(missing)}.")

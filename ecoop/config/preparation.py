"""What must be so before the doors open: catalogues, assets, tables, demo data. Each step is
skipped when its stamp says that nothing has changed since it was done."""

import hashlib
import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import psycopg
from psycopg import sql

from ecoop.config import assets, catalogues, database, environment
from ecoop.config.environment import ROOT, Environment

DEMO_ACCOUNTS = (
    "staff", "legal", "unit", "leader", "ministry", "partner-kr", "partner-au",
    "region-jateng", "auditor", "admin",
)  # fmt: skip


def make_files(env: Environment) -> None:
    """Catalogues and assets."""
    catalogues.compile_all()
    _build_assets(env)


def make_tables(env: Environment) -> None:
    """Tables, demo data and demo accounts; says only what takes time."""
    done = Notes(env)
    if done.get("tables") != tables_stamp(env):
        _say("Bringing the database up to date ...")
        _ecoop(env, "migrate")
        if env.mode == "production":  # in the demo, its loader does it
            _ecoop(env, "places", "load")
        done.set("tables", tables_stamp(env))
    if env.mode == "demo" and not done.get("demo") and find_spec("ecoop.config.demo.load"):
        _say("Loading the demo data ...")
        _ecoop(env, "demo", "load")
        done.set("demo", "loaded")
    accounts = hashlib.sha256(demo_password(env).encode()).hexdigest() if env.demo_accounts else ""
    if done.get("accounts", "") != accounts:
        _ecoop(env, "demo", "accounts", *([] if accounts else ["--remove"]))
        done.set("accounts", accounts)


def welcome(env: Environment) -> str:
    """What somebody who has just started the house wants to know."""
    host = f"[{env.bind}]" if ":" in env.bind else env.bind
    lines = ["", f"e-Cooperation is ready:  http://{host}:{env.port}", ""]
    if env.demo_accounts:
        lines += [
            "Demo accounts (each named by its role), all with the password",
            f"    {demo_password(env)}",
            "    " + "  ".join(DEMO_ACCOUNTS[:5]),
            "    " + "  ".join(DEMO_ACCOUNTS[5:]),
            "",
        ]
    lines.append("Stop everything with Ctrl-C.")
    return "\n".join(lines)


def demo_password(env: Environment) -> str:
    """ECOOP_DEMO_PASSWORD, or one made at random and kept for the next start."""
    return env.demo_password or environment.key(env, "demo-password")[:16]


def tables_stamp(env: Environment) -> str:
    """Changes when a migration, the policy table or the signing key does."""
    told = hashlib.sha256(environment.key(env, "django").encode())
    told.update(env.secret_key.encode())
    files = [ROOT / "requirements.txt", *(ROOT / "ecoop").glob("*/migrations/*.py")]
    files += [*(ROOT / "ecoop" / "accounts").glob("*.py"), *(ROOT / "ecoop/core").glob("*.py")]
    for path in sorted(files):
        told.update(path.name.encode() + path.read_bytes())
    return told.hexdigest()[:32]


class Notes:
    """What has been done to this database, kept as the comment on it: it shares its fate."""

    def __init__(self, env: Environment):
        self.address = database.addresses(env)[0]
        with psycopg.connect(**self.address.libpq()) as connection:
            row = connection.execute(
                "select shobj_description(oid, 'pg_database') from pg_database"
                " where datname = current_database()"
            ).fetchone()
        try:
            self.noted = dict(json.loads((row and row[0]) or "{}"))
        except ValueError:  # somebody else's comment
            self.noted = {}

    def get(self, name: str, default: str | None = None) -> str | None:
        return self.noted.get(name, default)

    def set(self, name: str, value: str) -> None:
        self.noted[name] = value
        with psycopg.connect(**self.address.libpq()) as connection:
            connection.execute(
                sql.SQL("COMMENT ON DATABASE {} IS {}").format(
                    sql.Identifier(connection.info.dbname), sql.Literal(json.dumps(self.noted))
                )
            )


def _build_assets(env: Environment) -> None:
    stamp: Path = env.static / ".stamp"
    now = assets.stamp()
    if not stamp.exists() or stamp.read_text() != now:
        assets.build()
        stamp.write_text(now)


def _ecoop(env: Environment, *arguments: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ecoop.config.cli", *arguments], cwd=ROOT, check=False
    )
    if done.returncode:
        raise SystemExit(f"'ecoop {' '.join(arguments)}' failed; the reason stands above.")


def _say(text: str) -> None:
    print(text, flush=True)

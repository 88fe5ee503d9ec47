"""What `ecoop matrix import` and `ecoop matrix export` do."""

import argparse
import os
import sys

from ecoop.accounts.models import User
from ecoop.core import ledger
from ecoop.core.bilingual import Text
from ecoop.core.identity import SYSTEM, acting
from ecoop.core.verdicts import Refused
from ecoop.matrix import actions, exporting, lifecycle, queries
from ecoop.matrix.models import ImportBatch

REFUSED = 2
NOBODY = Text("Tidak ada pengguna bernama {name}.", "There is no user called {name}.")
CANNOT_OPEN = Text("Berkas {name} tidak dapat dibuka.", "The file {name} cannot be opened.")
CANNOT_WRITE = Text("Tidak dapat menulis ke {name}.", "Cannot write to {name}.")
TOO_LARGE = Text("Berkas ini terlalu besar: paling banyak 10 MB.",
                 "The file is too large: at most 10 MB are read.")  # fmt: skip
UNDERSTOOD = Text(
    "{code}: {total} baris; {register} baru, {revise} berubah, {join} disatukan, {keep} tetap, "
    "{skip} tidak dimasukkan.",
    "{code}: {total} rows; {register} new, {revise} changed, {join} joined, {keep} unchanged, "
    "{skip} left out.",
)
WAITS = Text(
    "Belum ada yang berubah. Tinjau di /id/matrix/{code}/, atau ulangi dengan --confirm.",
    "Nothing has been changed yet. Look at /en/matrix/{code}/, or repeat with --confirm.",
)
DONE = Text("Sudah masuk ke register.", "It is in the register.")
WRITTEN = Text("{count} naskah ditulis ke {name}.", "{count} instruments were written to {name}.")


def bring_in(given: argparse.Namespace) -> int:
    """Read a file as somebody, and confirm it when asked; 0 when that was done."""
    lang = _language(given.lang)
    try:
        size = given.file.stat().st_size
        content = given.file.read_bytes() if size <= actions.LARGEST else None
    except OSError:
        return _fail(CANNOT_OPEN.fill(name=given.file.name), lang)
    if content is None:
        return _fail(TOO_LARGE, lang)
    principal = _principal(given.username)
    if principal is None:
        return _fail(NOBODY.fill(name=given.username), lang)
    try:
        return _bring_in(given, content, principal, lang)
    except Refused as refused:
        for refusal in refused.refusals:
            _fail(refusal.reason, lang)
        return REFUSED


def _bring_in(given, content, principal, lang) -> int:
    with acting(principal) as by:
        batch = actions.receive(
            content=content, filename=given.file.name, by=by, as_of=given.as_of, at_once=False,
            defer=False,
        )  # fmt: skip
    actions.read_batch(batch_id=batch.pk)
    with acting(principal) as by:
        batch = ImportBatch.objects.get(pk=batch.pk)
        if batch.state == lifecycle.REFUSED:
            return _fail(batch.why, lang)
        counted = queries.counts(batch)
        plans = {plan: counted.plans.get(plan, 0) for plan in lifecycle.PLANS}
        _say(UNDERSTOOD.fill(code=batch.code, total=counted.total, **plans), lang)
        for remark in batch.reading["findings"]:
            if remark["code"] == "macros_not_kept":
                _say(Text(**remark["message"]), lang)
        if given.confirm:
            actions.confirm(batch=batch, by=by)
    _say(DONE if given.confirm else WAITS.fill(code=batch.code), lang)
    return 0


def export(given: argparse.Namespace) -> int:
    """Write the register in the bureau's layout."""
    lang = _language(given.lang)
    principal = _principal(given.username) if given.username else SYSTEM
    if principal is None:
        return _fail(NOBODY.fill(name=given.username), lang)
    with acting(principal) as by:
        content, count = exporting.workbook(by)
        ledger.record(actor=by, act="matrix.exported", kind="matrix", why=given.file.name,
                      changes={"records": ["", count]})  # fmt: skip
    try:
        given.file.write_bytes(content)
    except OSError:
        return _fail(CANNOT_WRITE.fill(name=given.file.name), lang)
    _say(WRITTEN.fill(count=count, name=given.file.name), lang)
    return 0


def _principal(username) -> str | None:
    with acting(SYSTEM):  # without an identity nobody reads accounts
        user = User.objects.filter(username=username, is_active=True).first()
    return f"user:{user.pk}" if user else None


def _language(given: str | None) -> str:
    spoken = given or os.environ.get("LC_ALL") or os.environ.get("LANG") or "id"
    return "en" if spoken.lower().startswith(("en", "c", "posix")) else "id"


def _say(text, lang) -> None:
    sys.stdout.write(text.in_(lang) + "\n")


def _fail(text, lang) -> int:
    sys.stderr.write(text.in_(lang) + "\n")
    return REFUSED

"""A file comes in, is read and compared; nothing of it reaches the register here."""

import os
import re
from dataclasses import asdict
from pathlib import PurePath

from django.db import transaction
from django.utils import timezone

from ecoop.accounts.policy import require
from ecoop.core import jobs, ledger
from ecoop.core.bilingual import Text
from ecoop.core.identity import SYSTEM, acting
from ecoop.core.inserting import insert_many
from ecoop.core.verdicts import Refusal, Refused
from ecoop.matrix import layouts, lifecycle, planning, policies, queries, spelling, values
from ecoop.matrix.actions import storing
from ecoop.matrix.models import ImportBatch, ImportRow
from ecoop.matrix.reading import Limits, Unreadable, read_guarded
from ecoop.matrix.reading.findings import finding

LARGEST = 10 * 1024 * 1024
SMALL = 256 * 1024  # read while the user waits
AT_ONCE = Limits(seconds=8.0, wall_seconds=15.0)
PATIENT = Limits(wall_seconds=300.0)  # the worker's: nobody waits for it
CHUNK = 500
LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
SEVERITIES = ("info", "warning", "error")
LASTING = ("stripped", "layouts", "carried")  # what a further reading does not find out again
ENDINGS = (".xlsx", ".xlsm", ".csv", ".tsv", ".txt")  # the last two as Excel writes them, too
OTHER_KIND = Text(
    "Nama berkas ini berakhir dengan “{ending}”. Simpan sebagai .xlsx, .xlsm, atau .csv, lalu coba lagi.",
    "The name of this file ends in “{ending}”. Save it as .xlsx, .xlsm or .csv and try again.",
)
STOPPED = Text(
    "Berkas ini tidak dapat dibaca karena terjadi kesalahan pada sistem. Coba lagi nanti.",
    "The file could not be read because of a fault in the system. Try again later.",
)


@transaction.atomic
def receive(*, content, filename, by, as_of=None, at_once=True, defer=True):
    """Keep an uploaded matrix and have it read: at once when it is small, else by the worker.

    The same file that still waits for confirmation is not taken twice: its import is returned.
    Raises `Refused` for nothing at all, for more than 10 MB and for the name of another kind of
    file; what else is wrong with a file is written into the import, which then is "refused".
    Without `at_once` and `defer` the caller reads it with `read_batch`.
    """
    require(by, "import_matrix")
    _require_size(content)
    filename = PurePath(filename.replace("\\", "/")).name[:200] or "matriks.xlsx"
    _require_ending(filename)
    given, content = content, storing.without_macros(content)
    waiting = _waiting(content, by)
    if waiting is not None:
        return waiting
    batch = ImportBatch(
        code=new_code(), filename=filename, as_of=as_of, received_at=timezone.now(), received_by_id=by.user_id,
        received_name=by.name, reading={"stripped": content is not given},
    )  # fmt: skip
    batch.classify("confidential")
    unfit = _store(batch, content, by)
    batch.save(force_insert=True)
    ledger.record(actor=by, act="matrix.received", subject=batch, kind="matrix", why=filename)
    if unfit is not None:
        refuse(batch=batch, by=by, text=unfit)
    elif at_once and len(content) <= SMALL and read_now(batch=batch, by=by):
        return batch
    elif defer:
        _defer_reading(batch)
    return batch


def _store(batch, content, by) -> Text | None:
    """Keep the bytes, or say in the reader's words (else the store's) why they are not kept."""
    try:
        batch.file = storing.keep(content=content, name=batch.filename, by=by)
    except Refused as unfit:
        try:
            _read(batch, content, AT_ONCE)
        except Unreadable as unreadable:
            return unreadable.text
        return unfit.refusals[0].reason
    return None


def _defer_reading(batch):
    jobs.hand_in("matrix.read", lock=f"matrix.{batch.pk}", batch=str(batch.pk))


def new_code() -> str:
    """A code that nobody guesses: IM-2026-k7qd3v."""
    letters = "".join(LETTERS[byte % len(LETTERS)] for byte in os.urandom(7))
    return f"IM-{timezone.localdate().year}-{letters}"


def _require_size(content):
    if not content:
        raise Refused(
            Refusal(Text("Berkas ini kosong.", "The file is empty."), "rule of the house")
        )
    if len(content) > LARGEST:
        raise Refused(Refusal(
            Text("Berkas ini terlalu besar: paling banyak 10 MB.",
                 "The file is too large: at most 10 MB are read."), "rule of the house",
        ))  # fmt: skip


def _require_ending(filename):
    """A name that promises another kind of file ("matriks.xlsx.exe") is refused, whatever is in it."""
    ending = PurePath(filename.rstrip(" .")).suffix.lower()
    if re.fullmatch(r"\.[a-z]\w{0,9}", ending) and ending not in ENDINGS:
        raise Refused(Refusal(OTHER_KIND.fill(ending=ending), "rule of the house"))


def _waiting(content, by):
    digest = storing.digest_of(content)
    rows = queries.visible_to(by).filter(file__sha256=digest, state=lifecycle.READY)
    return rows.filter(received_by_id=by.user_id).order_by("-received_at").first()


def read_now(*, batch, by) -> bool:
    """Read a small file inside the running request; False leaves it to the worker."""
    try:
        reading = understand(batch, limits=AT_ONCE)
        reading = _with_known_columns(batch, reading, AT_ONCE)
    except Unreadable as unreadable:
        if unreadable.code == "too_slow":
            return False
        refuse(batch=batch, by=by, text=unreadable.text)
        return True
    rows = compare(batch, reading)
    insert_many(rows)
    finish(batch=batch, by=by)
    return True


def read_batch(*, batch_id):
    """The worker's reading, in short transactions so that its progress is seen.

    A worker that dies leaves a half-read import; the job is given back to the queue and starts
    over, so that no row stands twice (trust.md R16).
    """
    with acting(SYSTEM):
        batch = _lock(batch_id)
        if batch.state not in lifecycle.MOVES["read"]:
            return
        batch.rows.all().delete()
        batch.state, batch.done, batch.total = lifecycle.READING, 0, 0
        batch.save()
    try:
        with acting(SYSTEM):
            content = storing.bytes_of(batch.file)
        reading = _read(batch, content, PATIENT)
        with acting(SYSTEM):
            reading = _with_known_columns(batch, reading, PATIENT)
    except Unreadable as unreadable:
        with acting(SYSTEM) as by:
            refuse(batch=_lock(batch_id), by=by, text=unreadable.text)
        return
    with acting(SYSTEM):
        rows = compare(batch, reading)
        batch.total = len(rows)
        batch.save()
    for start in range(0, len(rows), CHUNK):
        with acting(SYSTEM):
            insert_many(rows[start : start + CHUNK])
            ImportBatch.objects.filter(pk=batch_id).update(done=min(start + CHUNK, len(rows)))
    with acting(SYSTEM) as by:
        batch.done = len(rows)
        finish(batch=batch, by=by)


def understand(batch, *, limits=None):
    """The reading of the stored file; raises `Unreadable`."""
    return _read(batch, storing.bytes_of(batch.file), limits)


def _read(batch, content, limits=None):
    return read_guarded(
        content, filename=batch.filename, as_of=batch.as_of, limits=limits,
        mappings=batch.mappings or None,
    )  # fmt: skip


def _with_known_columns(batch, reading, limits):
    """The reading with the columns that people corrected in an earlier file of the same layout."""
    if not layouts.carry_over(batch, [asdict(table) for table in reading.tables]):
        return reading
    try:
        return understand(batch, limits=limits)
    except Unreadable as unreadable:
        if unreadable.code == "too_slow":
            raise
        layouts.drop(batch)
        return reading


def compare(batch, reading) -> list[ImportRow]:
    """Rows not yet saved, each with its group and plan; fills what the batch says of the file."""
    kept = batch.reading.get("kept", {})
    lasting = {name: batch.reading[name] for name in LASTING if name in batch.reading}
    plain = reading.as_json()
    batch.reading = {name: plain[name] for name in ("sheets", "tables", "left_out", "findings")}
    batch.reading |= lasting
    if lasting.get("stripped"):
        batch.reading["findings"].insert(0, asdict(finding("macros_not_kept")))
    batch.reading["as_of"], batch.reading["as_of_basis"] = reading.as_of, reading.as_of_basis
    rows = [
        _row(batch, position, record, one)
        for position, (record, one) in enumerate(
            zip(reading.records, plain["records"], strict=True), start=1
        )
    ]
    for row in rows:
        _take_over(row, kept.get(row.spot))
    batch.partners = spelling.propose([row.values for row in rows], batch.partners)
    planning.plan_all(batch, rows)
    _remark_on_codes(batch, rows)
    return rows


def _remark_on_codes(batch, rows):
    """Say of each new record without any date which year its code will take."""
    for row in rows:
        given = row.values
        dated = given.get("signed_on") or given.get("in_force_from")
        if dated or given.get("status") == "draft" or row.plan != lifecycle.REGISTER:
            continue
        as_of = batch.reading["as_of"][:4]
        year = as_of if given.get("status_written") else timezone.localdate().year
        cells = (cell["address"] for cell in row.cells if cell["field"] == "signed_on")
        cell = next(cells, f"A{row.row}")
        row.findings.append(
            asdict(finding("code_year_from_file", cell=cell, on=row.sheet, year=year))
        )
        row.severity = worst(row.findings)


def _row(batch, position, record, plain) -> ImportRow:
    found = plain["findings"]
    row = ImportRow(
        batch=batch, position=position, sheet=record.sheet[:80], row=record.row, cells=plain["raw"],
        understood=values.understood(record), findings=found, severity=worst(found),
        fingerprint=values.fingerprint(plain["raw"], record.section), group=lifecycle.NEW,
    )  # fmt: skip
    row.understood["duplicate_of"] = record.duplicate_of
    if record.column:
        row.understood["column"] = record.column
    row.classify(batch.classification)
    return row


def worst(findings) -> str:
    """The gravest severity of open findings, "" for none."""
    found = {one["severity"] for one in findings if not one.get("settled")}
    return next((severity for severity in reversed(SEVERITIES) if severity in found), "")


def _take_over(row, kept):
    if kept:
        row.corrected = kept["corrected"]
        row.plan, row.is_decided = kept["plan"], kept["is_decided"]


def finish(*, batch, by):
    """The file has been read and compared; its preview waits for a person."""
    batch.state, batch.finished_at = lifecycle.READY, timezone.now()
    batch.why_id = batch.why_en = ""
    batch.total = batch.done = batch.rows.count()
    batch.save()
    ledger.record(
        actor=by,
        act="matrix.read",
        subject=batch,
        kind="matrix",
        changes={"rows": ["", batch.total]},
    )


def refuse(*, batch, by, text):
    """The file cannot be read: say why, in both languages, and keep nothing else of it."""
    batch.state, batch.finished_at = lifecycle.REFUSED, timezone.now()
    batch.why_id, batch.why_en = text.id, text.en
    batch.save()
    ledger.record(actor=by, act="matrix.refused", subject=batch, kind="matrix", why=text.en)


@transaction.atomic
def discard(*, batch, by):
    """Throw away an import that nobody confirmed."""
    require(by, "import_matrix", batch)
    batch = _lock(batch.pk)
    policies.require_move("discard", batch)
    batch.state = lifecycle.DISCARDED
    batch.rows.all().delete()
    batch.save()
    ledger.record(actor=by, act="matrix.discarded", subject=batch, kind="matrix")
    return batch


@transaction.atomic
def remap(*, batch, sheet, mapping, by):
    """Say what the columns of a sheet mean and read the file again; corrections are kept."""
    require(by, "import_matrix", batch)
    batch = _lock(batch.pk)
    policies.require_move("mend", batch)
    before = batch.mappings.get(sheet, {})
    batch.mappings = {**batch.mappings, sheet: {**before, **mapping}}
    batch.reading.get("carried", {}).pop(sheet, None)
    layouts.remember(batch, sheet)
    _start_over(batch)
    ledger.record(
        actor=by, act="matrix.remapped", subject=batch, kind="matrix",
        changes={f"{sheet}!{letter}": [before.get(letter, ""), field]
                 for letter, field in mapping.items()},
    )  # fmt: skip
    _read_again(batch, by)
    return batch


@transaction.atomic
def refuse_mapping(*, batch, sheet, by):
    """Read a sheet as its heads say, and not as an earlier import of its layout was corrected;
    the next file of the layout is read like this one."""
    require(by, "import_matrix", batch)
    batch = _lock(batch.pk)
    policies.require_move("mend", batch)
    before = batch.mappings.pop(sheet, {})
    batch.reading.get("carried", {}).pop(sheet, None)
    layouts.remember(batch, sheet)
    _start_over(batch)
    ledger.record(
        actor=by, act="matrix.remapped", subject=batch, kind="matrix",
        changes={f"{sheet}!{letter}": [field, ""] for letter, field in before.items()},
    )  # fmt: skip
    _read_again(batch, by)
    return batch


def _start_over(batch):
    """The rows go, what people decided about them is kept for those that come."""
    batch.reading["kept"] = _kept(batch)
    batch.rows.all().delete()
    batch.state = lifecycle.RECEIVED
    batch.save()


def _read_again(batch, by):
    if not (batch.file.size_bytes <= SMALL and read_now(batch=batch, by=by)):
        _defer_reading(batch)


def _kept(batch) -> dict:
    rows = batch.rows.exclude(corrected={}, is_decided=False)
    return {
        row.spot: {
            "corrected": row.corrected, "plan": row.plan, "is_decided": row.is_decided,
        }
        for row in rows.order_by("position")
    }  # fmt: skip


def _lock(batch_id):
    return ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch_id)

"""What `ecoop matrix read` and `ecoop matrix diff` do and print; no database, no Django."""

import argparse
import datetime as dt
import json
import os
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec

from ecoop.core.bilingual import Text
from ecoop.matrix.reading import Limits, MatrixReading, Record, Unreadable, read_guarded
from ecoop.matrix.reading.findings import STATUS_WORDS
from ecoop.matrix.reading.guard import since_start

REFUSED, DIFFERENT, WRONG_USE = 2, 1, 2
LEAST_SECONDS = 15.0
COMPARED = (
    "partner_written", "partner_country_iso2", "doc_type", "title", "number", "number_ours",
    "number_theirs", "signed_on", "in_force_from", "duration_months", "indefinite", "expires_on",
    "status_written", "scope_items", "follow_up", "pic", "notes",
)  # fmt: skip
_SEVERITY = {
    "error": Text("GALAT", "ERROR"),
    "warning": Text("PERIKSA", "CHECK"),
    "info": Text("info", "info"),
}


def run_read(given: argparse.Namespace) -> int:
    """Read one file, print the report, write the JSON."""
    lang = _language(given.lang)
    try:
        reading = read_guarded(given.file, as_of=given.as_of, limits=_time_left())
    except Unreadable as refused:
        return _refuse(refused, lang)
    if given.json is not None and not _write(given.json, reading):
        message = Text(f"Tidak dapat menulis ke {given.json}.", f"Cannot write to {given.json}.")
        _print(message.in_(lang), to=sys.stderr)
        return WRONG_USE
    _report(reading, lang, quiet=given.quiet)
    return 0


def _time_left() -> Limits:
    """The ceilings of one command: what its own start took on the clock is gone.

    A process that called for this long after its start began something else before.
    """
    whole = Limits()
    return replace(whole, wall_seconds=max(LEAST_SECONDS, whole.wall_seconds - since_start()))


def run_diff(given: argparse.Namespace) -> int:
    """0 when both files hold the same records, 1 with the differences when not."""
    lang = _language(given.lang)
    try:
        as_of = dt.date(2000, 1, 1)
        one, two = read_guarded(given.one, as_of=as_of), read_guarded(given.two, as_of=as_of)
    except Unreadable as refused:
        return _refuse(refused, lang)
    lines = differences(one.records, two.records)
    for line in lines:
        _print(line.in_(lang))
    if not lines:
        same = Text(
            f"Sama: {len(one.records)} naskah.", f"The same: {len(one.records)} instruments."
        )
        _print(same.in_(lang))
    return DIFFERENT if lines else 0


def differences(one: list[Record], two: list[Record]) -> list[Text]:
    """What differs between two lists of records, paired by content, not by row."""
    left, right = Counter(map(_fingerprint, one)), Counter(map(_fingerprint, two))
    gone = [record for record in one if _fingerprint(record) not in right]
    new = [record for record in two if _fingerprint(record) not in left]
    lines: list[Text] = []
    for record in gone:
        partner = next((each for each in new if _likeness(record, each) >= 2), None)
        if partner is None:
            lines.append(Text(f"- hilang: {_name(record)}", f"- gone: {_name(record)}"))
        else:
            new.remove(partner)
            lines += _changed(record, partner)
    lines += [Text(f"+ baru: {_name(record)}", f"+ new: {_name(record)}") for record in new]
    for key, times in left.items():
        if key in right and right[key] != times:
            lines.append(
                Text(
                    f"~ jumlah berbeda ({times} dan {right[key]}): {json.loads(key)['title']}",
                    f"~ number differs ({times} and {right[key]}): {json.loads(key)['title']}",
                )
            )
    return lines


def _changed(one: Record, two: Record) -> list[Text]:
    lines = []
    for name in COMPARED:
        before, after = getattr(one, name), getattr(two, name)
        if _comparable(before) != _comparable(after):
            words = f"{_name(one)}: {name}: {before!r} -> {after!r}"
            lines.append(Text(f"~ {words}", f"~ {words}"))
    return lines


def _likeness(one: Record, two: Record) -> int:
    same = (one.title or "").casefold() == (two.title or "").casefold()
    return (
        2 * same + (one.signed_on == two.signed_on) + (one.partner_written == two.partner_written)
    )


def _fingerprint(record: Record) -> str:
    kept = {name: _comparable(getattr(record, name)) for name in COMPARED}
    return json.dumps(kept, ensure_ascii=False, sort_keys=True)


def _comparable(value: Any) -> Any:
    return " ".join(value.split()) if isinstance(value, str) else value


def _name(record: Record) -> str:
    return f"{record.sheet} {record.row}: {record.title or record.partner_written or '?'}"


def _language(given: str | None) -> str:
    if given:
        return given
    spoken = os.environ.get("LC_ALL") or os.environ.get("LANG") or "id"
    return "en" if spoken.lower().startswith(("en", "c", "posix")) else "id"


def _refuse(refused: Unreadable, lang: str) -> int:
    _print(refused.text.in_(lang), to=sys.stderr)
    return REFUSED


def _print(line: str, *, to: Any = None) -> None:
    stream = to or sys.stdout
    encoding = stream.encoding or "utf-8"
    stream.write(line.encode(encoding, "replace").decode(encoding) + "\n")


def _write(path: Path, reading: MatrixReading) -> bool:
    try:
        path.write_bytes(
            msgspec.json.format(msgspec.json.encode(reading.records), indent=1) + b"\n"
        )
    except OSError:
        return False
    return True


def _report(reading: MatrixReading, lang: str, *, quiet: bool) -> None:
    for line in report(reading, lang, quiet=quiet):
        _print(line)


def report(reading: MatrixReading, lang: str, *, quiet: bool = False) -> list[str]:
    """The reading in plain lines: summary, tables, records, remarks, what was left out."""
    is_id = lang == "id"
    doubles = sum(record.duplicate_of is not None for record in reading.records)
    conflicts = sum(record.status_conflict for record in reading.records)
    basis = {
        "given": Text("diminta", "as asked"),
        "workbook": Text("tertulis dalam berkas", "named by the file"),
        "today": Text("hari ini", "today"),
    }[reading.as_of_basis].in_(lang)
    lines = [
        f"{reading.filename}: {len(reading.records)} "
        + (f"naskah, {doubles} ganda, {conflicts} status bertentangan" if is_id
           else f"instruments, {doubles} duplicates, {conflicts} contradicted statuses"),
        (f"Status per {reading.as_of} ({basis})" if is_id
         else f"Statuses as of {reading.as_of} ({basis})"),
    ]  # fmt: skip
    for table in reading.tables:
        columns = ", ".join(
            f"{each.letter}={each.field}"
            for each in table.columns
            if each.field and each.field != "extra"
        )
        lines.append(f"[{table.sheet}] {table.first_row}-{table.last_row}: {columns}")
    if not quiet:
        for record in reading.records:
            lines += _record_lines(record, lang)
        lines += _left_out_lines(reading, lang)
    lines += [
        f"{each.sheet or reading.filename}: {each.message.in_(lang)}" for each in reading.findings
    ]
    return lines


def _record_lines(record: Record, lang: str) -> list[str]:
    end = record.expires_on or ("∞" if record.indefinite else "-")
    parts = [
        f"{record.sheet} {record.row}",
        record.partner_country_iso2 or "--",
        record.doc_type or "-",
        f"{record.signed_on or '-'} .. {end}",
        STATUS_WORDS[record.status].in_(lang),
        record.title or record.partner_written or "",
    ]
    lines = [" | ".join(parts)]
    lines += [
        f"    {each.cell}: {_SEVERITY[each.severity].in_(lang)}: {each.message.in_(lang)}"
        for each in record.findings
    ]
    return lines


def _left_out_lines(reading: MatrixReading, lang: str) -> list[str]:
    head = "Tidak dibaca sebagai naskah:" if lang == "id" else "Not read as instruments:"
    lines = [
        f"  {each.sheet}{' ' + str(each.row) if each.row else ''}: {each.message.in_(lang)}"
        + (f": {each.text[:80]}" if each.text else "")
        for each in reading.left_out
    ]
    return [head, *lines] if lines else []

"""The whole ledger as records: for the verifier and for a file that leaves the house."""

import gzip
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from django.db import connections, transaction

from ecoop.core.ledger import keys

FORMAT = "e-cooperation ledger export 1"
OWNER = "owner"  # the alias that sees every entry; the application sees what its actor may
PAGE = 5_000

BATCHES = "select n, first_seq, last_seq, root from core_batch order by n"
COLUMNS = """
    e.body, e.digest, e.signature, e.key_id,
    jsonb_build_object(
        'uid', e.uid, 'at', to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
        'actor_id', e.actor_id, 'actor_label', e.actor_label, 'role', e.role, 'act', e.act,
        'kind', e.kind, 'record_id', e.record_id, 'code', e.code, 'why', e.why,
        'class_rank', e.class_rank, 'seen_by', e.seen_by)"""
SEALED = f"""
    select s.seq, s.entry_id, s.leaf, s.chain, {COLUMNS}
    from core_seal s left join core_entry e on e.id = s.entry_id
    where s.seq > %s order by s.seq limit {PAGE}"""  # noqa: S608 - constants only
UNSEALED = f"""
    select e.id, e.id, null, null, {COLUMNS} from core_entry e
    where e.id > %s and not exists (select from core_seal s where s.entry_id = e.id)
    order by e.id limit {PAGE}"""  # noqa: S608 - constants only


def records() -> Iterator[dict]:
    """Header, batches, sealed entries by seq, unsealed entries by id; one snapshot of all."""
    with transaction.atomic(using=OWNER):
        with connections[OWNER].cursor() as cursor:
            cursor.execute("set transaction isolation level repeatable read, read only")
        yield {
            "type": "header",
            "format": FORMAT,
            "origin": keys.ORIGIN,
            "exported_at": datetime.now(UTC).isoformat(timespec="seconds"),
        }
        for n, first, last, root in _rows(BATCHES, []):
            yield {
                "type": "batch",
                "n": n,
                "first_seq": first,
                "last_seq": last,
                "root": root.hex(),
            }
        yield from _entries("sealed", SEALED)
        yield from _entries("unsealed", UNSEALED)


def write(file: Path) -> int:
    """Write the export to `file` (gzip if its name ends so); returns the number of entries."""
    count = 0
    opened = gzip.open if file.suffix == ".gz" else open
    with opened(file, "wt", encoding="utf-8") as lines:
        for record in records():
            lines.write(json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n")
            count += record["type"] in {"sealed", "unsealed"}
    return count


def _entries(kind: str, query: str) -> Iterator[dict]:
    """Entries page by page, beginning after the last place of the page before."""
    place = 0
    while rows := _rows(query, [place]):
        place = rows[-1][0]
        for row in rows:
            yield _record(kind, *row)


def _record(kind, seq, entry, leaf, chain, body, digest, signature, key_id, columns) -> dict:
    record = {"type": kind, "id": entry}
    if kind == "sealed":
        record |= {"seq": seq, "leaf": leaf.hex(), "chain": chain.hex()}
    if body is None:
        return record
    return record | {
        "body": json.loads(body),
        "columns": json.loads(columns),
        "digest": digest.hex(),
        "signature": signature.hex(),
        "key_id": key_id,
    }


def _rows(query: str, values: list) -> list[tuple]:
    with connections[OWNER].cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchall()

#!/usr/bin/env python3
"""Verify a ledger without its database: python verify_ledger.py EXPORT --checkpoints DIR --key FILE

EXPORT is what `ecoop ledger export` wrote (JSON lines, perhaps gzip), DIR holds the signed
checkpoints kept outside the database, FILE the public key (ledger.pub). One file, standard
library only: copy it wherever you like. Exit code 0: nothing is broken; 1: the first broken
entry is named; 2: an input cannot be read.

What is proved. Every entry carries an Ed25519 signature over its canonical JSON, made at the
moment of writing, so no row can be changed or invented. Entries are sealed in one sequence: a
hash chain, and a Merkle tree as in RFC 6962 whose root is signed at most a minute later in a
checkpoint (C2SP signed note) outside the database, so no entry can be removed, moved or rolled
back. Beside each checkpoint lie the leaves it covers: they say which entry stood where.
"""

import argparse
import base64
import gzip
import hashlib
import json
import secrets
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

CONTEXT = b"e-cooperation ledger entry\n"  # signed before the content: never a checkpoint's text
LEAF_BYTES = 40  # of a leaves file: 8 bytes entry id, 32 bytes leaf hash
PENDING = 2000  # signatures verified together
COLUMNS = {  # column of the table: its name in the signed content
    "uid": "uid",
    "at": "at",
    "actor_id": "actor",
    "actor_label": "name",
    "role": "role",
    "act": "act",
    "kind": "kind",
    "record_id": "record",
    "code": "code",
    "why": "why",
    "class_rank": "rank",
    "seen_by": "seen",
}

# --- Ed25519 (RFC 8032), verification only, many signatures at once ---------------------------

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)
NEUTRAL = (0, 1, 1, 0)


def _add(a, b):
    ax, ay, az, at = a
    bx, by, bz, bt = b
    m = (ay - ax) * (by - bx) % P
    n = (ay + ax) * (by + bx) % P
    c = at * 2 * D * bt % P
    d = az * 2 * bz % P
    e, f, g, h = n - m, d - c, d + c, n + m
    return e * f % P, g * h % P, f * g % P, e * h % P


def _times(scalar, point):
    result = NEUTRAL
    while scalar:
        if scalar & 1:
            result = _add(result, point)
        point = _add(point, point)
        scalar >>= 1
    return result


def _negative(point):
    x, y, z, t = point
    return P - x, y, z, P - t


def _point(packed: bytes):
    """The curve point of 32 bytes, or None if there is none."""
    y = int.from_bytes(packed, "little")
    sign, y = y >> 255, y & (2**255 - 1)
    if y >= P:
        return None
    u, v = (y * y - 1) % P, (D * y * y + 1) % P
    x = u * v**3 * pow(u * v**7, (P - 5) // 8, P) % P
    if (v * x * x - u) % P:
        x = x * ROOT_OF_MINUS_ONE % P
    if (v * x * x - u) % P or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = P - x
    return x, y, 1, x * y % P


BASE = _point((4 * pow(5, -1, P) % P).to_bytes(32, "little"))


def _sum_of_products(pairs, *, bits):
    """Sum of scalar x point, by Pippenger's buckets."""
    width = max(2, min(12, len(pairs).bit_length() - 3))
    total = NEUTRAL
    for shift in reversed(range(0, bits, width)):
        for _ in range(width):
            total = _add(total, total)
        buckets = [None] * (1 << width)
        for scalar, point in pairs:
            digit = (scalar >> shift) & ((1 << width) - 1)
            if digit:
                buckets[digit] = _add(buckets[digit], point) if buckets[digit] else point
        running = part = NEUTRAL
        for bucket in reversed(buckets[1:]):
            running = _add(running, bucket) if bucket else running
            part = _add(part, running)
        total = _add(total, part)
    return total


def all_signed(items) -> bool:
    """Whether every (public key, signature, message) is good; randomised batch verification."""
    base, keys, commitments = 0, {}, []
    for public, signature, message in items:
        commitment, scalar = _point(signature[:32]), int.from_bytes(signature[32:], "little")
        if commitment is None or scalar >= ORDER or len(signature) != 64:
            return False
        digest = hashlib.sha512(signature[:32] + public + message).digest()
        weight = secrets.randbits(127) + 1
        base = (base + weight * scalar) % ORDER
        keys[public] = (keys.get(public, 0) + weight * int.from_bytes(digest, "little")) % ORDER
        commitments.append((weight, commitment))
    total = _sum_of_products(commitments, bits=128)
    for public, scalar in keys.items():
        key = _point(public)
        if key is None:
            return False
        total = _add(total, _times(scalar, key))
    x, y, z, _ = _times(8, _add(_negative(total), _times(base, BASE)))
    return x % P == 0 and (y - z) % P == 0


def first_unsigned(items) -> int | None:
    """The index of the first bad signature, or None."""
    if not items or all_signed(items):
        return None
    start, end = 0, len(items)
    while end - start > 1:
        middle = (start + end) // 2
        if all_signed(items[start:middle]):
            start = middle
        else:
            end = middle
    return start


# --- Content, leaves, tree, notes -------------------------------------------------------------


class Unreadable(Exception):
    """An input that cannot be understood; the message says which and why."""


def canonical(content: dict) -> bytes:
    """The bytes that are signed: JSON with sorted keys, without spaces, in UTF-8."""
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode()


def leaf_hash(entry_id: int, digest: bytes, signature: bytes) -> bytes:
    return hashlib.sha256(b"\0" + entry_id.to_bytes(8, "big") + digest + signature).digest()


class Tree:
    """A Merkle tree of RFC 6962 that only grows: it keeps the roots of its perfect subtrees."""

    def __init__(self):
        self.size, self.peaks = 0, []

    def add(self, leaf: bytes):
        rest = self.size
        while rest & 1:
            leaf = hashlib.sha256(b"\1" + self.peaks.pop() + leaf).digest()
            rest >>= 1
        self.peaks.append(leaf)
        self.size += 1

    def root(self) -> bytes:
        if not self.peaks:
            return hashlib.sha256().digest()
        root = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            root = hashlib.sha256(b"\1" + peak + root).digest()
        return root


def key_id_of(name: str, public: bytes) -> str:
    return hashlib.sha256(name.encode() + b"\n\1" + public).hexdigest()[:8]


def read_keys(text: str) -> dict[str, bytes]:
    """Public keys by id from lines `name+id+base64` (the verifier keys of signed notes)."""
    keys = {}
    for line in filter(None, (line.strip() for line in text.splitlines())):
        name, key_id, packed = (line.split("+", 2) + ["", ""])[:3]
        try:
            raw = base64.b64decode(packed, validate=True)
        except ValueError:
            raw = b""
        if len(raw) != 33 or raw[0] != 1 or key_id_of(name, raw[1:]) != key_id:
            raise Unreadable(f"not a public key of a ledger: {line[:60]!r}")
        keys[key_id] = raw[1:]
    return keys


@dataclass(frozen=True)
class Note:
    """One signed checkpoint: at `at` the ledger had `size` sealed entries and this root."""

    origin: str
    size: int
    root: bytes
    number: int
    at: str
    previous: str
    name: str
    digest: str


def note_text(*, origin: str, size: int, root: bytes, number: int, at: str, previous: str) -> str:
    lines = [origin, str(size), base64.b64encode(root).decode()]
    return "\n".join([*lines, f"number {number}", f"time {at}", f"previous {previous}"]) + "\n"


def read_note(raw: bytes, *, name: str, keys: dict[str, bytes]) -> Note:
    """The note in a checkpoint file whose signature is good; otherwise raises Unreadable."""
    try:
        text, _, signed = raw.decode().partition("\n\n")
        origin, size, root, *more = text.split("\n")
        words = dict(line.split(" ", 1) for line in more)
        packed = base64.b64decode(signed.removeprefix(f"\N{EM DASH} {origin} ").strip())
        note = Note(
            origin,
            int(size),
            base64.b64decode(root),
            int(words["number"]),
            words["time"],
            words["previous"],
            name,
            hashlib.sha256(raw).hexdigest(),
        )
    except (ValueError, KeyError, IndexError):
        raise Unreadable("is damaged") from None
    public = keys.get(packed[:4].hex())
    if public is None:
        raise Unreadable("is signed by an unknown key")
    if not all_signed([(public, packed[4:], f"{text}\n".encode())]):
        raise Unreadable("was altered: its signature is wrong")
    return note


SAYINGS = {  # what is broken: in English, in Indonesian
    "deleted": (
        "the entry that was sealed here is gone (deleted)",
        "entri yang disegel di sini hilang (dihapus)",
    ),
    "changed": ("its content was changed after writing", "isinya diubah setelah ditulis"),
    "column": (
        "column {0} differs from the signed content",
        "kolom {0} berbeda dari isi yang ditandatangani",
    ),
    "copied": ("it is a copy of an earlier entry", "ini salinan entri sebelumnya"),
    "key": ("it is signed by an unknown key", "ditandatangani kunci yang tidak dikenal"),
    "signature": (
        "its signature is wrong: the application did not write it so",
        "tanda tangannya salah: bukan aplikasi yang menulisnya demikian",
    ),
    "seal": ("its seal is missing (the next is {0})", "segelnya hilang (yang berikut {0})"),
    "moved": (
        "it does not fit its seal (exchanged, moved or replaced)",
        "tidak cocok dengan segelnya (ditukar, dipindah, atau diganti)",
    ),
    "chain": ("its link in the hash chain is wrong", "mata rantai hash-nya salah"),
    "rewritten": (
        (
            "checkpoints attest entry id {0} at this place: an entry was deleted, inserted or "
            "replaced and the seals were rewritten"
        ),
        (
            "titik periksa mencatat entri id {0} di tempat ini: ada entri dihapus, disisipkan, atau "
            "diganti lalu segel ditulis ulang"
        ),
    ),
    "root": (
        "up to here the ledger is not what checkpoint {0} attests",
        "sampai di sini buku besar bukan yang dicatat titik periksa {0}",
    ),
    "batch root": (
        "up to here the root of its batch is wrong",
        "sampai di sini akar kelompoknya salah",
    ),
    "batch": ("batch {0} does not continue the one before", "kelompok {0} tidak menyambung"),
    "batch end": (
        "seals and batches do not end at the same entry",
        "segel dan kelompok tidak berakhir pada entri yang sama",
    ),
    "tail": (
        (
            "missing from here on: checkpoints attest {0} entries, {1} are left (tail cut, "
            "truncated, or an old backup)"
        ),
        (
            "hilang mulai di sini: titik periksa mencatat {0} entri, tersisa {1} (ekor dipotong, "
            "dikosongkan, atau cadangan lama dipasang)"
        ),
    ),
    "note": ("checkpoint {0} {1}", "titik periksa {0} rusak atau diubah"),
    "note order": (
        (
            "checkpoint {0} does not follow the one before: checkpoints were removed, exchanged or "
            "come from a fork"
        ),
        (
            "titik periksa {0} tidak menyambung yang sebelumnya: ada yang dihapus, ditukar, atau "
            "bercabang"
        ),
    ),
    "note size": (
        "checkpoint {0} attests fewer entries than an earlier one",
        "titik periksa {0} mencatat lebih sedikit entri daripada sebelumnya",
    ),
    "none": (
        "there is no checkpoint: whether the end was cut off cannot be told",
        "tidak ada titik periksa: tidak dapat diketahui apakah bagian akhir dipotong",
    ),
    "no latest": (
        "checkpoint latest is missing: the newest checkpoints may have been removed with it",
        "titik periksa latest tidak ada: yang terbaru mungkin dihapus bersamanya",
    ),
    "latest": (
        "checkpoint latest has no file of its own: checkpoints were removed",
        "titik periksa latest tidak punya berkas sendiri: ada yang dihapus",
    ),
}


@dataclass(frozen=True)
class Finding:
    """Something that is broken: a code of SAYINGS, what to fill in, and the entry it is about."""

    code: str
    values: tuple = ()
    seq: int | None = None
    entry: int | None = None

    def words(self, lang: str) -> str:
        places = (("seq", self.seq), ("id", self.entry))
        where = ", ".join(f"{name} {place}" for name, place in places if place)
        said = SAYINGS[self.code][lang == "id"].format(*self.values)
        return f"{where}: {said}" if where else said


@dataclass
class Checkpoints:
    """A directory of checkpoints, read and checked in itself."""

    notes: list[Note] = field(default_factory=list)
    leaves: bytes = b""
    findings: list[Finding] = field(default_factory=list)

    def blame(self, code: str, *values):
        self.findings.append(Finding(code, values))

    def leaf(self, seq: int) -> tuple[int, bytes] | None:
        """Which entry (id, leaf hash) the checkpoints attest at `seq`, if they tell."""
        part = self.leaves[(seq - 1) * LEAF_BYTES : seq * LEAF_BYTES]
        return (int.from_bytes(part[:8], "big"), part[8:]) if part else None


def read_checkpoints(directory: Path, keys: dict[str, bytes]) -> Checkpoints:
    """Every checkpoint of `directory`: signed, numbered, each naming the one before."""
    found = Checkpoints()
    for path in sorted(directory.glob("checkpoint-*.note")):
        try:
            found.notes.append(read_note(path.read_bytes(), name=path.name, keys=keys))
        except Unreadable as why:
            found.blame("note", path.name, str(why))
    if not found.findings:
        _check_order(found)
    latest = directory / "latest"
    known = {note.digest for note in found.notes}
    if found.notes and not latest.exists():
        found.blame("no latest")
    elif latest.exists() and hashlib.sha256(latest.read_bytes()).hexdigest() not in known:
        found.blame("latest")
    _read_leaves(found, directory)
    return found


def _check_order(found: Checkpoints) -> None:
    number, previous, size = 0, "none", 0
    for note in found.notes:
        if note.number != number + 1 or note.previous != previous:
            found.blame("note order", note.name)
        if note.size < size:
            found.blame("note size", note.name)
        number, previous, size = note.number, note.digest, note.size


def _read_leaves(found: Checkpoints, directory: Path) -> None:
    """Take over the leaves as far as they are there and lead to the signed roots."""
    tree, good = Tree(), b""
    for note in sorted(found.notes, key=lambda note: (note.size, note.number)):
        path = directory / f"leaves-{note.number:08d}.bin"
        part = path.read_bytes() if path.exists() else b""
        if len(part) != (note.size - tree.size) * LEAF_BYTES:
            break
        for start in range(0, len(part), LEAF_BYTES):
            tree.add(part[start + 8 : start + LEAF_BYTES])
        if tree.root() != note.root:
            break
        good += part
    found.leaves = good


# --- The check --------------------------------------------------------------------------------


@dataclass
class Verdict:
    """What a check found: `first` is the first broken entry; checkpoints may be broken too."""

    entries: int = 0
    unsealed: int = 0
    first: Finding | None = None
    others: list[Finding] = field(default_factory=list)
    newest: Note | None = None

    @property
    def good(self) -> bool:
        return self.first is None and not self.others

    def lines(self, lang: str) -> list[str]:
        if self.good:
            until = self.newest.at if self.newest else "-"
            return [
                f"Buku besar utuh: {self.entries} entri tersegel, {self.unsealed} belum; "
                f"titik periksa terakhir {until}."
                if lang == "id"
                else f"The ledger is whole: {self.entries} entries sealed, {self.unsealed} not yet; "
                f"newest checkpoint {until}."
            ]
        head = "RUSAK pada " if lang == "id" else "BROKEN at "
        first = [head + self.first.words(lang)] if self.first else []
        return first + [
            ("RUSAK: " if lang == "id" else "BROKEN: ") + f.words(lang) for f in self.others
        ]


class _Walk:
    """One pass over the records of an export, in order of seal, to the first broken one."""

    def __init__(self, keys: dict[str, bytes], checkpoints: Checkpoints):
        self.keys, self.checkpoints = keys, checkpoints
        self.tree, self.chain, self.uids = Tree(), bytes(32), set()
        self.pending, self.places, self.batches = [], [], {}
        self.notes: dict[int, list[Note]] = {}
        for note in checkpoints.notes:
            self.notes.setdefault(note.size, []).append(note)

    def batch(self, record: dict) -> Finding | None:
        """Take note of a batch; batches come before entries."""
        last = max(self.batches, default=0)
        self.batches[record["last_seq"]] = bytes.fromhex(record["root"])
        if record["first_seq"] != last + 1 or record["last_seq"] <= last:
            return Finding("batch", (record["n"],), last + 1)
        return None

    def sealed(self, record: dict) -> Finding | None:
        """The first thing wrong at the next place of the sequence."""
        seq, entry = self.tree.size + 1, record["id"]
        for look in (self._place, self._content, self._seal, self._attested):
            said = look(record, seq)
            if said:
                return Finding(said[0], said[1:], seq, entry)
        self.tree.add(bytes.fromhex(record["leaf"]))
        said = self._roots(seq)
        return Finding(said[0], said[1:], seq, entry) if said else None

    def unsealed(self, record: dict) -> Finding | None:
        """What is wrong with an entry that has no place yet."""
        said = self._content(record, None)
        return Finding(said[0], said[1:], None, record["id"]) if said else None

    def _place(self, record, seq):
        if record["seq"] != seq:
            return "seal", record["seq"]
        return None if "body" in record else ("deleted",)

    def _content(self, record, seq):
        """Whether content, columns and key belong together; the signature is checked later."""
        body, content = record["body"], canonical(record["body"])
        if hashlib.sha256(content).hexdigest() != record["digest"]:
            return ("changed",)
        for column, name in COLUMNS.items():
            if record["columns"].get(column) != body.get(name):
                return "column", column
        if body["uid"] in self.uids:
            return ("copied",)
        self.uids.add(body["uid"])
        public = self.keys.get(record["key_id"])
        if public is None:
            return ("key",)
        self.pending.append((public, bytes.fromhex(record["signature"]), CONTEXT + content))
        self.places.append((seq, record["id"]))
        return None

    def _seal(self, record, seq):
        digest, signature = bytes.fromhex(record["digest"]), bytes.fromhex(record["signature"])
        leaf = leaf_hash(record["id"], digest, signature)
        self.chain = hashlib.sha256(self.chain + leaf).digest()
        if leaf.hex() != record["leaf"]:
            return ("moved",)
        return None if self.chain.hex() == record["chain"] else ("chain",)

    def _attested(self, record, seq):
        attested = self.checkpoints.leaf(seq)
        if attested is None or attested[1].hex() == record["leaf"]:
            return None
        return "rewritten", attested[0]

    def _roots(self, seq):
        root = self.tree.root() if seq in self.notes or seq in self.batches else b""
        for note in self.notes.get(seq, ()):
            if note.root != root:
                return "root", note.name
        return None if self.batches.get(seq, root) == root else ("batch root",)

    def flush(self) -> Finding | None:
        """Verify the signatures that wait."""
        bad = first_unsigned(self.pending)
        place = self.places[bad] if bad is not None else None
        self.pending, self.places = [], []
        return Finding("signature", (), *place) if place else None

    def end(self) -> Finding | None:
        """What is missing after the last entry."""
        seq, newest = self.tree.size, max(self.notes, default=0)
        if newest > seq:
            lost = self.checkpoints.leaf(seq + 1)
            return Finding("tail", (newest, seq), seq + 1, lost[0] if lost else None)
        if max(self.batches, default=0) != seq:
            return Finding("batch end", (), seq + 1)
        return None


def verify(records: Iterable[dict], *, checkpoints: Checkpoints, keys: dict[str, bytes]) -> Verdict:
    """Check the records of an export (batches, sealed entries by seq, unsealed entries)."""
    verdict, walk = Verdict(others=list(checkpoints.findings)), _Walk(keys, checkpoints)
    found = []
    for record in records:
        step = getattr(walk, record["type"], None)
        found.append(step(record) if step else None)
        verdict.unsealed += record["type"] == "unsealed"
        if len(walk.pending) >= PENDING:
            found.append(walk.flush())
        if record["type"] != "batch" and any(found):
            break
    else:
        found.append(walk.end())
    found.append(walk.flush())
    broken = [finding for finding in found if finding]
    # A wrong signature says most, so it wins over other findings at the same entry.
    verdict.first = min(
        broken, key=lambda f: (f.seq or sys.maxsize, f.code != "signature"), default=None
    )
    verdict.entries = walk.tree.size
    if walk.tree.size and not checkpoints.notes and not checkpoints.findings:
        verdict.others.append(Finding("none"))
    verdict.newest = max(checkpoints.notes, key=lambda note: note.number, default=None)
    return verdict


def read_export(path: Path) -> Iterator[dict]:
    """The records of an export file, plain or gzip."""
    opened = gzip.open if path.read_bytes()[:2] == b"\x1f\x8b" else open
    try:
        with opened(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)
    except (ValueError, EOFError, OSError) as error:
        raise Unreadable(f"{path.name} is not an export of a ledger: {error}") from None


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("export", type=Path)
    parser.add_argument("--checkpoints", type=Path, required=True)
    parser.add_argument("--key", type=Path, required=True, help="the public key: ledger.pub")
    parser.add_argument("--lang", choices=("en", "id"), default="en")
    given = parser.parse_args(arguments)
    try:
        keys = read_keys(given.key.read_text())
        checkpoints = read_checkpoints(given.checkpoints, keys)
        verdict = verify(read_export(given.export), checkpoints=checkpoints, keys=keys)
    except (Unreadable, OSError, UnicodeDecodeError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    sys.stdout.write("\n".join(verdict.lines(given.lang)) + "\n")
    return 0 if verdict.good else 1


if __name__ == "__main__":
    sys.exit(main())

"""The moment at which a letter becomes the mail server's: told apart even if we are killed in it.

SMTP hands a letter over with five octets, CR LF "." CR LF, and the server answers 250. Between
the two nobody who is killed can know by themselves what happened. So each letter on its way has
a small file, held open under a lock and written through memory (no system call lies between the
mark and the five octets):

    0  the octets were not sent: the server has no letter, send it again
    1  they are being sent, or were sent: the server has the letter, though its answer is not known
    2  the server answered, and its answer stands behind the mark

A killed process leaves its marks in the page cache and its lock free. Whoever comes next reads
them. After a crash of the whole machine the marks may be lost: the file names the boot it was
made in, and then nothing is known.
"""

import fcntl
import mmap
import os
from contextlib import contextmanager
from pathlib import Path

SIZE = 256
NOTHING, OFFERED, ANSWERED = 48, 49, 50  # the octets "0", "1", "2"
BOOT = Path("/proc/sys/kernel/random/boot_id")


class Busy(Exception):
    """Another process that is alive has this letter in hand."""


class Marks:
    """The marks of one letter, as long as this process holds them."""

    def __init__(self, memory: mmap.mmap):
        self.memory = memory

    def offering(self) -> None:
        """To be called last before the five octets."""
        self.memory[0] = OFFERED

    def answered(self, code: int, words: str) -> None:
        """The server's answer; written before the mark that says it is whole."""
        told = f"{code:03d} {words}".encode("ascii", "replace")[: SIZE - 66]
        self.memory[64 : 64 + len(told)] = told
        self.memory[0] = ANSWERED

    @property
    def state(self) -> int:
        return self.memory[0]

    @property
    def answer(self) -> tuple[int, str]:
        code, _, words = self.memory[64:].rstrip(b"\0").decode("ascii", "replace").partition(" ")
        return int(code or 0), words


@contextmanager
def begun(folder: Path, name: str):
    """Marks of a letter that is about to be sent; Busy when another process has them."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _locked(folder / name, os.O_RDWR | os.O_CREAT) as handle:
        os.ftruncate(handle, 0)
        os.pwrite(handle, b"0" + _boot() + b"\0" * (SIZE - 1 - len(_boot())), 0)
        os.fsync(handle)
        with mmap.mmap(handle, SIZE) as memory:
            yield Marks(memory)


@contextmanager
def left(folder: Path, name: str):
    """The marks that a dead process left, or None where none can be trusted; Busy when alive."""
    try:
        with _locked(folder / name, os.O_RDWR) as handle:
            whole = os.fstat(handle).st_size == SIZE
            if not whole or os.pread(handle, len(_boot()), 1) != _boot():
                yield None
                return
            with mmap.mmap(handle, SIZE) as memory:
                yield Marks(memory)
    except FileNotFoundError:
        yield None


def forget(folder: Path, name: str) -> None:
    """The outcome stands in the database: the marks have done their work."""
    (folder / name).unlink(missing_ok=True)


@contextmanager
def _locked(path: Path, flags: int):
    handle = os.open(path, flags, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Busy(path.name) from error
        yield handle
    finally:
        os.close(handle)


def _boot() -> bytes:
    try:
        return BOOT.read_bytes().strip()
    except OSError:  # not Linux: a reboot cannot be told, and clears the file with the machine
        return b"unknown"

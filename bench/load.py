"""The load generator: plain sockets, kept open, each asking for the next page when it has one."""

import asyncio
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

PAUSE = 0.25  # seconds between two acts beside


@dataclass
class Measured:
    """What one run saw; times in milliseconds."""

    seconds: float = 0.0
    times: list[float] = field(default_factory=list)
    body_bytes: int = 0
    wire_bytes: int = 0
    statuses: dict[int, int] = field(default_factory=dict)

    @classmethod
    def together(cls, runs: list["Measured"]) -> "Measured":
        """Several runs as if they had been one."""
        statuses: Counter[int] = sum((Counter(run.statuses) for run in runs), Counter())
        return cls(
            sum(run.seconds for run in runs), [each for run in runs for each in run.times],
            sum(run.body_bytes for run in runs), sum(run.wire_bytes for run in runs), dict(statuses),
        )  # fmt: skip

    @property
    def per_second(self) -> float:
        return len(self.times) / self.seconds if self.seconds else 0.0

    def percentile(self, share: float) -> float:
        ordered = sorted(self.times)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0


class _Connection(asyncio.Protocol):
    def __init__(self, run: "_Run"):
        self.run, self.buffer, self.needed = run, bytearray(), 0

    def connection_made(self, transport):
        self.transport = transport
        self._ask()

    def _ask_next(self):
        if self.run.pause:
            asyncio.get_running_loop().call_later(self.run.pause, self._ask)
        else:
            self._ask()

    def _ask(self):
        if self.run.over():
            self.transport.close()
            return
        self.began = time.perf_counter()
        self.transport.write(self.run.next_request())

    def data_received(self, data):
        self.buffer += data
        if not self.needed:
            end = self.buffer.find(b"\r\n\r\n")
            if end < 0:
                return
            self.status = int(self.buffer[9:12])
            self.length = 0 if self.status == 304 else _length(bytes(self.buffer[:end]).lower())
            self.needed = end + 4 + self.length
        if len(self.buffer) >= self.needed:
            self.run.note(self)
            del self.buffer[: self.needed]
            self.needed = 0
            self._ask_next()

    def connection_lost(self, error):
        self.run.gone(self)


def _length(head: bytes) -> int:
    start = head.index(b"content-length:") + 15
    end = head.find(b"\r\n", start)
    return int(head[start : end if end > 0 else None])


class _Run:
    def __init__(self, requests: Callable[[int], bytes], seconds: float, pause: float = 0.0):
        self.requests, self.pause = requests, pause
        self.end = time.perf_counter() + seconds
        self.asked, self.open, self.measured = 0, 0, Measured()
        self.finished = asyncio.get_running_loop().create_future()

    def over(self) -> bool:
        return time.perf_counter() >= self.end

    def next_request(self) -> bytes:
        self.asked += 1
        return self.requests(self.asked)

    def note(self, connection):
        measured = self.measured
        measured.times.append((time.perf_counter() - connection.began) * 1000)
        measured.body_bytes += connection.length
        measured.wire_bytes += connection.needed
        measured.statuses[connection.status] = measured.statuses.get(connection.status, 0) + 1

    def gone(self, connection):
        self.open -= 1
        if self.open == 0 and not self.finished.done():
            self.finished.set_result(None)


async def _finish(run: _Run, port: int, connections: int) -> Measured:
    began, run.open = time.perf_counter(), connections
    for _ in range(connections):
        await asyncio.get_running_loop().create_connection(
            lambda: _Connection(run), "127.0.0.1", port
        )
    await run.finished
    run.measured.seconds = time.perf_counter() - began
    return run.measured


async def _drive(port, requests, connections, seconds, acts) -> Measured:
    asked = _finish(_Run(requests, seconds), port, connections)
    if acts is None:
        return await asked
    found, done = await asyncio.gather(asked, _finish(_Run(acts, seconds, PAUSE), port, 1))
    if set(done.statuses) != {302}:
        raise LookupError(f"the acts beside were answered {done.statuses}")
    return found


def drive(
    port: int,
    requests: Callable[[int], bytes],
    *,
    connections: int,
    seconds: float,
    acts: Callable[[int], bytes] | None = None,
) -> Measured:
    """Ask `requests(1)`, `requests(2)`, ... over so many connections for so long; `acts`, if given,
    are sent beside, four a second at most, over a connection of their own."""
    return asyncio.run(_drive(port, requests, connections, seconds, acts))


def request(
    path: str, *, method: str = "GET", cookie: str = "", body: bytes = b"", **headers
) -> bytes:
    """The bytes of one HTTP request; `headers` with underscores for hyphens."""
    lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", "Accept-Encoding: gzip"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    if cookie:
        lines.append(f"Cookie: {cookie}")
    if body or method != "GET":
        lines.append(f"Content-Length: {len(body)}")
        lines.append("Content-Type: application/x-www-form-urlencoded")
    return "\r\n".join([*lines, "", ""]).encode() + body

"""The load: so many clients, each on a connection of its own, each asking again as soon as it was answered.

    python -m benchmarks.graphql.client      (a job as JSON on standard input, its figures as JSON on standard output)

Raw HTTP/1.1 over asyncio: requests are bytes made before, of an answer only its end is looked for.
"""

from __future__ import annotations

import asyncio
import base64
import json
import sys
import time
from dataclasses import asdict, dataclass, field
from statistics import quantiles

_HEAD_END, _LAST_CHUNK = b"\r\n\r\n", b"0\r\n\r\n"


@dataclass(frozen=True)
class Job:
    """What is asked, by how many, how long."""

    port: int
    clients: int
    seconds: float
    at_least: int
    """Requests of each client, however long they take."""
    requests: list[str]
    """In turn; base64."""

    def dump(self) -> bytes:
        """As the client reads it."""
        return json.dumps(asdict(self)).encode()


@dataclass
class Exchange(asyncio.Protocol):
    """One connection: a request at a time."""

    answered: asyncio.Future[None] | None = None
    received: int = 0
    wanted: int = -1
    """Bytes of the answer; -1 before its head is read, 0 where it comes in chunks."""
    size: int = 0
    transport: asyncio.Transport = field(init=False)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    async def ask(self, request: bytes) -> None:
        """Returns when all of the answer is there."""
        self.received, self.wanted = 0, -1
        self.answered = asyncio.get_running_loop().create_future()
        self.transport.write(request)
        await self.answered

    def data_received(self, data: bytes) -> None:
        if self.wanted < 0:
            self.wanted = _length(data)
        self.received += len(data)
        if self.received == self.wanted or (not self.wanted and data.endswith(_LAST_CHUNK)):
            self.size = self.received
            self._done(None)

    def connection_lost(self, exc: Exception | None) -> None:
        self._done(exc or ConnectionError("the server closed the connection"))

    def _done(self, problem: Exception | None) -> None:
        if self.answered and not self.answered.done():
            self.answered.set_exception(problem) if problem else self.answered.set_result(None)


def _length(data: bytes) -> int:
    """Bytes of the whole answer; 0 where it comes in chunks."""
    head, end, _ = data.partition(_HEAD_END)
    if not head.startswith(b"HTTP/1.1 200") or not end:
        raise SystemExit(f"unexpected answer: {data[:500]!r}")
    lower = head.lower()
    if b"transfer-encoding: chunked" in lower:
        return 0
    return len(head) + len(end) + int(lower.partition(b"content-length:")[2].split(b"\r\n")[0])


async def run(job: Job) -> dict[str, float]:
    """Latencies in milliseconds, requests a second, CPU of this process as a share of the time."""
    requests = [base64.b64decode(text) for text in job.requests]
    loop, latencies = asyncio.get_running_loop(), list[float]()
    links = [(await loop.create_connection(Exchange, "127.0.0.1", job.port))[1] for _ in range(job.clients)]
    began, cpu = time.perf_counter(), time.process_time()

    async def client(number: int, link: Exchange) -> None:
        done = 0
        while (at := time.perf_counter()) < began + job.seconds or done < job.at_least:
            await link.ask(requests[(number + done) % len(requests)])
            latencies.append((time.perf_counter() - at) * 1000)
            done += 1

    await asyncio.gather(*(client(*each) for each in enumerate(links)))
    taken = time.perf_counter() - began
    middle = quantiles(latencies, n=100) if len(latencies) > 1 else latencies * 99
    return {
        "requests": len(latencies),
        "p50_ms": middle[49],
        "p95_ms": middle[94],
        "per_second": len(latencies) / taken,
        "client_cpu": (time.process_time() - cpu) / taken,
    }


if __name__ == "__main__":
    print(json.dumps(asyncio.run(run(Job(**json.load(sys.stdin))))))

"""One contender, one question: warmed, then latency with 1 client, then throughput with 16."""

from __future__ import annotations

import asyncio
import base64
import json
import sys

import psutil

from benchmarks.graphql.client import Job
from benchmarks.graphql.questions import Question
from benchmarks.graphql.started import ROOT, Started, cpu

WARM_SECONDS, ALONE_SECONDS, TOGETHER_SECONDS = 3.0, 2.0, 3.0
CLIENTS = 16
FEWEST = 10
"""Requests of a measurement, however long they take."""


async def warm(server: Started, question: Question) -> None:
    """So that compilers and caches have seen the question."""
    await _load(server, question, clients=4, seconds=WARM_SECONDS)


async def measure(server: Started, question: Question, engine: psutil.Process) -> dict[str, float]:
    """Milliseconds, requests a second, and milliseconds of CPU a request of the server and of its engine."""
    alone = await _load(server, question, clients=1, seconds=ALONE_SECONDS)
    before = server.cpu, cpu(engine)
    together = await _load(server, question, clients=CLIENTS, seconds=TOGETHER_SECONDS)
    taken = server.cpu - before[0], cpu(engine) - before[1]
    server_ms, engine_ms = (each / together["requests"] * 1000 for each in taken)
    return {
        "p50_ms": alone["p50_ms"],
        "p95_ms": alone["p95_ms"],
        "per_second": together["per_second"],
        "server_cpu_ms": server_ms,
        "engine_cpu_ms": engine_ms,
        "client_cpu": together["client_cpu"],
    }


async def _load(server: Started, question: Question, *, clients: int, seconds: float) -> dict[str, float]:
    """What the client, a process of its own, says."""
    requests = [server.contender.request(question, variables).raw for variables in question.asked]
    texts = [base64.b64encode(request).decode() for request in requests]
    job = Job(server.port, clients, seconds, max(1, FEWEST // clients), texts)
    command = [sys.executable, "-m", "benchmarks.graphql.client"]
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdin=pipe, stdout=pipe)
    said, _ = await process.communicate(job.dump())
    if process.returncode:
        raise SystemExit(f"{server.contender.name} did not answer {question.name}.")
    return json.loads(said)  # type: ignore[no-any-return]

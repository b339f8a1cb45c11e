"""All contenders side by side against one filled engine: question by question they take turns, so that ratios hold."""

from __future__ import annotations

import json
from contextlib import AsyncExitStack
from importlib.metadata import version
from typing import Any

import psutil
from pydantic import SecretStr

from benchmarks.graphql.contenders import CONTENDERS, ON
from benchmarks.graphql.equal import check
from benchmarks.graphql.estate import Estate
from benchmarks.graphql.fill import fill
from benchmarks.graphql.measure import measure, warm
from benchmarks.graphql.neo4j_graphql import install
from benchmarks.graphql.questions import questions
from benchmarks.graphql.started import started
from benchmarks.servers import Address, arcadedb_server, neo4j_server
from graph.engine import connect
from graph.settings import Settings
from tests.neo4j_server import version as neo4j_version

Rows = list[dict[str, Any]]
ENGINES = {"Neo4j": neo4j_server, "ArcadeDB": arcadedb_server}


async def run(estate: Estate, rounds: int) -> Rows:
    """One row for each engine, question, round and contender."""
    rows: Rows = []
    for engine, server in ENGINES.items():
        async with server() as at:
            await _fill(at, estate)
            about = {"nodes": estate.nodes, "edges": estate.edges, "engine": engine}
            rows += [{**about, **row} for row in await _compared(engine, at, estate, rounds)]
    return rows


async def _fill(at: Address, estate: Estate) -> None:
    settings = Settings(uri=at.uri, database=at.database, user=at.user, password=SecretStr(at.password))
    async with connect(settings) as engine:
        await fill(engine, estate)


async def _compared(name: str, at: Address, estate: Estate, rounds: int) -> Rows:
    rows: Rows = []
    engine = psutil.Process(at.pid)
    async with AsyncExitStack() as stack:
        servers = [await stack.enter_async_context(started(CONTENDERS[each], at)) for each in ON[name]]
        for question in questions(estate):
            await check(servers, question)
            for server in servers:
                await warm(server, question)
            for round_ in range(rounds):
                for server in servers:
                    figures = await measure(server, question, engine)
                    rows.append({"question": question.name, "contender": server.contender.name, "round": round_, **figures})
                    print(json.dumps(rows[-1]), flush=True)
    return rows


def versions() -> dict[str, str]:
    """Of what takes part besides the product."""
    python = ("fastapi", "uvicorn", "orjson", "graphql-core")
    return {**{package: version(package) for package in python}, **install.versions(), "Neo4j": neo4j_version()}

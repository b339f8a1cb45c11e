"""No word that a caller types or sends changes the graph: GraphQL, pages, command line, and the connection behind them."""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress
from pathlib import Path

import httpx
import pytest
from typer.testing import CliRunner

from api.cli.main import app
from api.connection import Connection
from graph.engine import Engine
from graph.errors import ClausegraphError
from graph.records.fingerprint import fingerprint
from graph.settings import Settings
from tests.api.cli.running import reaching
from tests.writes import STATEMENTS, WORDS

_VALUES = """query ($id: ID!, $text: String!, $params: JSON) {
  service(id: $id) { id }
  services(where: {name: {contains: $text}, id: {in: [$text]}}, after: %s) { totalCount }
  ask(name: "impact-of-a-failing-supplier", params: $params) { rows }
}"""
MUTATIONS = [
    'mutation { createService(id: "new") { id } }',
    "mutation { __typename }",
    "subscription { services { totalCount } }",
    'query { services(where: "x") { totalCount } }',
]


async def test_graphql_takes_it_for_a_value(estate: Engine, served: str) -> None:
    before = await fingerprint(estate)
    async with httpx.AsyncClient(base_url=served, timeout=30) as client:
        for words in WORDS:
            variables = {"id": words, "text": words, "params": {"supplier": words}}
            for cursor in ("null", json.dumps(words)):
                answer = (await client.post("/graphql", json={"query": _VALUES % cursor, "variables": variables})).json()
                assert answer["errors"], answer
            name = {"query": f"{{ ask(name: {json.dumps(words)}) {{ rows }} }}"}
            assert (await client.post("/graphql", json=name)).json()["errors"], words
    assert await fingerprint(estate) == before


async def test_graphql_has_no_document_that_writes(estate: Engine, served: str) -> None:
    before = await fingerprint(estate)
    async with httpx.AsyncClient(base_url=served, timeout=30) as client:
        for document in [*MUTATIONS, *STATEMENTS, *WORDS]:
            assert (await client.post("/graphql", json={"query": document})).json()["errors"], document
    assert await fingerprint(estate) == before


async def test_pages_take_it_for_a_name(estate: Engine, served: str) -> None:
    before = await fingerprint(estate)
    async with httpx.AsyncClient(base_url=served, timeout=30) as client:
        for words in WORDS:
            for path in ("/impact", "/impact/data"):
                assert (await client.get(path, params={"supplier": words})).status_code == 404, words
    assert await fingerprint(estate) == before


async def test_parameters_of_the_command_line_take_it_for_a_name(
    estate: Engine, settings_for_engine: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = await fingerprint(estate)
    monkeypatch.chdir(tmp_path)
    for name, value in reaching(settings_for_engine).items():
        monkeypatch.setenv(name, value)
    for words in [words for words in WORDS if "\x00" not in words]:
        for asking in (("ask", "impact-of-a-failing-supplier", "-p", f"supplier={words}"), ("ask", words), ("check", words)):
            ended = await asyncio.to_thread(CliRunner().invoke, app, asking)
            assert getattr(ended.exception, "exit_code", ended.exit_code) == 2, (asking, ended.output)
    assert await fingerprint(estate) == before


async def test_the_connection_behind_the_pages_cannot_write_at_all(estate: Engine, estate_settings: Settings) -> None:
    before = await fingerprint(estate)
    async with Connection(estate_settings) as connection:
        for statement in STATEMENTS:
            with suppress(ClausegraphError):  # one that finds nothing to write may pass
                await connection.engine().read(statement, {"row": {"name": "gone"}})
    assert await fingerprint(estate) == before

"""No word that a caller types or sends changes the graph: through the command line and through the pages."""

from __future__ import annotations

import asyncio
from pathlib import Path

import httpx
import pytest

from api.connection import Connection
from graph.engine import Engine
from graph.errors import ClausegraphError
from graph.records.fingerprint import fingerprint
from graph.settings import Settings
from tests.api.cli.running import Shell, reaching

ATTEMPTS = [
    "'}) DETACH DELETE n //",
    "x' OR 1=1 DETACH DELETE x //",
    "\" SET x.name = 'gone' //",
    "$supplier}) MATCH (n) DETACH DELETE n RETURN {",
    "*/ MATCH (n) DETACH DELETE n /*",
    "`}) MERGE (:Supplier {id: 'new', name: 'new'}) //",
    "\\u0027}) CREATE (:Service {id: 'new', name: 'new'}) //",
    "'; CALL db.dropConstraint('x'); //",
    "Cirrus North' WITH x CALL { MATCH (n) DETACH DELETE n } RETURN x //",
    "'}) LOAD CSV FROM 'file:///etc/passwd' AS l CREATE (:Service {id: l[0], name: l[0]}) //",
    "'}) FOREACH (i IN [1] | CREATE (:Service {id: 'new', name: 'new'})) //",
    "\x00\n'}) REMOVE x.name //",
]
STATEMENTS = [
    "CREATE (:Service {id: 'new', name: 'new'})",
    "MATCH (n) DETACH DELETE n",
    "MATCH (n:Service) SET n.name = 'gone'",
    "MATCH (n:Service) REMOVE n.criticality",
    "MERGE (:Supplier {id: 'new', name: 'new'})",
    "MATCH (a:Service), (b:Supplier) CREATE (a)-[:SUPPLIED_BY]->(b)",
    "MATCH ()-[e]->() DELETE e",
    "UNWIND [1, 2] AS i CREATE (:Role {id: toString(i), name: 'new'})",
    "CALL { CREATE (:Role {id: 'new', name: 'new'}) } RETURN 1",
    "DROP CONSTRAINT service_id IF EXISTS",
]


@pytest.mark.parametrize("attempt", ATTEMPTS)
async def test_pages_take_it_for_a_name(estate: Engine, served: str, attempt: str) -> None:
    before = await fingerprint(estate)
    async with httpx.AsyncClient(base_url=served, timeout=30) as client:
        for path in ("/impact", "/impact/data"):
            assert (await client.get(path, params={"supplier": attempt})).status_code == 404
    assert await fingerprint(estate) == before


@pytest.mark.parametrize("attempt", [attempt for attempt in ATTEMPTS if "\x00" not in attempt])
async def test_parameters_of_the_command_line_take_it_for_a_name(
    estate: Engine, settings_for_engine: Settings, tmp_path: Path, attempt: str
) -> None:
    shell, before = Shell(tmp_path, reaching(settings_for_engine)), await fingerprint(estate)
    asking = (
        ("ask", "impact-of-a-failing-supplier", "-p", f"supplier={attempt}"),
        ("ask", attempt),
        ("check", "--clause", attempt),
    )
    told = await asyncio.gather(*(asyncio.to_thread(shell, *words) for words in asking))
    assert [one.code for one in told] == [2, 2, 2]
    assert not any("Traceback" in one.err for one in told)
    assert await fingerprint(estate) == before


@pytest.mark.parametrize("statement", STATEMENTS)
async def test_the_connection_behind_the_pages_cannot_write_at_all(
    estate: Engine, estate_settings: Settings, statement: str
) -> None:
    before = await fingerprint(estate)
    async with Connection(estate_settings) as connection:
        with pytest.raises(ClausegraphError):
            await connection.engine().read(statement)
    assert await fingerprint(estate) == before

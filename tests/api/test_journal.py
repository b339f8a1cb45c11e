"""Request ids, figures, and a log of JSON lines that says neither what was asked nor what was answered."""

from __future__ import annotations

import hashlib
import logging
import re
import signal
import subprocess
from pathlib import Path
from typing import Any

import httpx
import orjson
import pytest
from prometheus_client.parser import text_string_to_metric_families

from api.logs import Lines
from graph.engine import Engine
from graph.settings import Settings
from tests.api.cli.running import Shell
from tests.api.visiting import serving

SECRET = "hidden-value-51973"
QUERY = f'query Find {{ services(where: {{name: {{eq: "{SECRET}"}}}}) {{ totalCount }} }}'


@pytest.mark.parametrize("given", ["abc-123", "4bf92f3577b34da6a3ce929d0e0e4736", "a/b:c=d@e", "x" * 128])
async def test_a_request_id_that_is_given_comes_back(served: str, given: str) -> None:
    async with httpx.AsyncClient(base_url=served) as client:
        for path in ("/healthz", "/nothing", "/", "/graphql"):
            assert (await client.get(path, headers={"x-request-id": given})).headers["x-request-id"] == given


@pytest.mark.parametrize("given", ["", "x" * 129, "a b", 'a"b', "é", "{}", "a\tb"])
async def test_another_one_is_made_where_none_is_given_that_can_be_used(served: str, given: str) -> None:
    async with httpx.AsyncClient(base_url=served) as client:
        made = [(await client.get("/healthz", headers={b"x-request-id": given.encode()})).headers["x-request-id"] for _ in "12"]
    assert all(re.fullmatch(r"[0-9a-f]{16}", each) for each in made)
    assert made[0] != made[1]


async def test_the_id_reaches_the_transaction_of_a_neo4j(neo4j_engine: Engine, neo4j_settings: Settings) -> None:
    """A statement can ask what its own transaction carries."""
    asked = neo4j_engine.on_behalf_of({"app": "clausegraph", "request": "trace-77"}, timeout=5)
    own = "SHOW TRANSACTIONS YIELD metaData, currentQuery WHERE currentQuery CONTAINS 'own-51973' RETURN metaData"
    assert {"app": "clausegraph", "request": "trace-77"} in [row[0] for row in await asked.read(own)]
    assert [row[0] for row in await neo4j_engine.read(own)] == [{}]


def figures(text: str) -> dict[tuple[str, tuple[tuple[str, str], ...]], float]:
    samples = (s for family in text_string_to_metric_families(text) for s in family.samples)
    return {(s.name, tuple(sorted(s.labels.items()))): s.value for s in samples}


async def test_figures_count_requests_by_route_and_answers_by_outcome(arcadedb_settings: Settings) -> None:
    async with serving(arcadedb_settings) as address, httpx.AsyncClient(base_url=address) as client:
        for body in ({"query": "{ __typename }"}, {"query": "{ nothing }"}, {"query": "{" + "a: __typename " * 200 + "}"}, {}):
            await client.post("/graphql", json=body)
        for path in ("/nowhere/1", "/nowhere/2"):
            await client.get(path)
        answer = await client.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain; version=0.0.4")
    found = figures(answer.text)
    outcomes = {labels[0][1]: n for (name, labels), n in found.items() if name == "clausegraph_graphql_answers_total"}
    assert outcomes == {"data": 1, "invalid": 1, "over budget": 1, "refused": 1}
    assert found["clausegraph_http_requests_total", (("method", "GET"), ("route", "other"), ("status", "404"))] == 2
    assert found["clausegraph_http_request_seconds_count", (("route", "/graphql"),)] == 4
    assert found["clausegraph_engine_up", ()] == 1
    assert found["clausegraph_graphql_running", ()] == 0
    assert found["clausegraph_graphql_places", ()] == arcadedb_settings.requests_at_once
    assert ("process_resident_memory_bytes", ()) in found


def started(process: subprocess.Popen[str]) -> str:
    assert process.stdout
    for line in process.stdout:
        if found := re.match(r"(http://\S+?)/\s", line):
            return found[1]
    raise AssertionError(process.stderr.read() if process.stderr else "")


def logged(process: subprocess.Popen[str]) -> list[dict[str, Any]]:
    process.send_signal(signal.SIGTERM)
    _, err = process.communicate(timeout=30)
    assert SECRET not in err
    return [orjson.loads(line) for line in err.splitlines() if line != "Stopped."]


@pytest.mark.slow
def test_every_request_is_a_line_that_holds_no_query(tmp_path: Path) -> None:
    with Shell(tmp_path).started("serve", "--port", "0", CLAUSEGRAPH_LOG_LEVEL="info") as process:
        where = started(process)
        headers = {"x-request-id": "line-1"}
        assert "data" in httpx.post(f"{where}/graphql", json={"query": QUERY, "operationName": "Find"}, headers=headers).json()
        httpx.get(f"{where}/impact?supplier={SECRET}", headers={"x-request-id": "line-2"})
        httpx.post(f"{where}/graphql", content=b"{", headers={"content-type": "application/json", "x-request-id": "line-3"})
        lines = {line["request_id"]: line for line in logged(process) if line["logger"] == "clausegraph.requests"}
    first = lines["line-1"]
    assert first | {"time": 0, "ms": 0} == {
        "time": 0,
        "ms": 0,
        "level": "info",
        "logger": "clausegraph.requests",
        "message": "answered",
        "request_id": "line-1",
        "document": hashlib.sha256(QUERY.encode()).hexdigest(),
        "operation": "Find",
        "outcome": "data",
        "method": "POST",
        "route": "/graphql",
        "status": 200,
    }
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00", first["time"])
    assert 0 < first["ms"] < 60_000
    assert lines["line-2"]["route"] == "/impact"
    assert (lines["line-3"]["status"], lines["line-3"]["outcome"]) == (400, "refused")


@pytest.mark.slow
def test_without_being_asked_only_what_failed_is_logged(tmp_path: Path) -> None:
    with Shell(tmp_path).started("serve", "--port", "0", CLAUSEGRAPH_REQUEST_SECONDS="0.000001") as process:
        where = started(process)
        httpx.get(f"{where}/healthz")
        assert httpx.post(f"{where}/graphql", json={"query": QUERY}).status_code in (408, 504)
        lines = logged(process)
    assert [(line["level"], line["route"], line["status"]) for line in lines] in ([("warning", "/graphql", 504)], [])


def test_of_an_exception_only_its_type_and_place_are_logged() -> None:
    try:
        raise ValueError(SECRET)
    except ValueError as problem:
        record = logging.LogRecord(
            "x", logging.ERROR, __file__, 1, "%s failed", ("a",), (ValueError, problem, problem.__traceback__)
        )
    line = Lines().format(record)
    assert SECRET not in line
    assert "\n" not in line
    said = orjson.loads(line)
    assert (said["message"], said["exception"]) == ("a failed", "ValueError")
    assert said["at"][0].startswith(str(Path(__file__)))

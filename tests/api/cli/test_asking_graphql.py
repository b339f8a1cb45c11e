"""`ask --graphql` answers a document as the server would, and a script can tell whether it did, on every engine."""

from __future__ import annotations

import subprocess
from typing import Any

import httpx
import pytest

from graph.engine import Engine
from tests.api.cli.running import Ran, Shell, command

DOCUMENT = """
query Suppliers($names: [String!]!, $first: Int = 1) {
  suppliers(where: {name: {in: $names}}, orderBy: [{name: ASC}], first: $first) { totalCount nodes { name supplies { name } } }
}
query Text($name: String!) { services(where: {name: {eq: $name}}) { nodes { name } } }
"""
NAMES = '["Cirrus North", "Deskwell"]'


@pytest.fixture
def document(shell: Shell) -> str:
    """Name of a file with two operations."""
    (shell.folder / "suppliers.graphql").write_text(DOCUMENT, encoding="utf-8")
    return "suppliers.graphql"


def piped(shell: Shell, text: str, *words: str) -> Ran:
    """`ask --graphql -`, the text on its standard input."""
    words = ("ask", "--graphql", "-", *words)
    done = subprocess.run(
        command(*words), cwd=shell.folder, env=shell.environment({}), capture_output=True, encoding="utf-8", input=text
    )
    return Ran(done.returncode, done.stdout, done.stderr)


async def test_a_file_is_answered_as_the_server_answers_it(served: str, shell: Shell, document: str) -> None:
    told = shell("ask", "--graphql", document, "Suppliers", "-p", f"names={NAMES}", "-p", "first=2")
    sent = {"query": DOCUMENT, "operationName": "Suppliers", "variables": {"names": ["Cirrus North", "Deskwell"], "first": 2}}
    async with httpx.AsyncClient(base_url=served, timeout=30) as client:
        answered: dict[str, Any] = (await client.post("/graphql", json=sent)).json()
    assert (told.code, told.err) == (0, "")
    assert told.json == answered
    assert [node["name"] for node in answered["data"]["suppliers"]["nodes"]] == ["Cirrus North", "Deskwell"]


@pytest.mark.one_engine
async def test_what_is_no_json_is_a_text(estate: Engine, shell: Shell, document: str) -> None:
    told = shell("ask", "--graphql", document, "Text", "-p", "name=Payment gateway")
    assert (told.code, told.json) == (0, {"data": {"services": {"nodes": [{"name": "Payment gateway"}]}}})


@pytest.mark.one_engine
async def test_standard_input_is_read(estate: Engine, shell: Shell) -> None:
    told = piped(shell, "query ($n: Int) { suppliers(first: $n) { nodes { __typename } } }", "-p", "n=1")
    assert (told.code, told.json) == (0, {"data": {"suppliers": {"nodes": [{"__typename": "Supplier"}]}}})


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{ services { nope } }", "standard input:1: Cannot query field 'nope' on type 'ServiceConnection'."),
        ("{\n  services {", "standard input:2: Syntax Error"),
        ("{ services(first: 1000) { nodes { dependsOn(first: 1000) { id } dependents(first: 1000) { id } } } }", "may give"),
        ('{ runCheck(name: "nonsense") { name } }', "runCheck: "),
        ("query A { __typename } query B { __typename }", "standard input: Must provide operation name"),
    ],
)
async def test_errors_are_in_the_response_on_standard_error_and_in_the_exit_code(
    estate: Engine, shell: Shell, text: str, said: str
) -> None:
    told = piped(shell, text)
    assert told.code == 1
    assert told.json["errors"]
    assert said in told.err
    assert len(told.err.splitlines()) == len(told.json["errors"])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--graphql", "nowhere.graphql"], "nowhere.graphql: This file cannot be read"),
        (["--graphql", "bad.graphql"], "UTF-8"),
        (["--graphql", "empty.graphql"], "There is no query"),
        (["--graphql", "suppliers.graphql", "-o", "a.json"], "no table"),
        (["--graphql", "suppliers.graphql", "--list"], "no table"),
        (["--graphql", "suppliers.graphql", "-p", "x"], "-p name=value"),
        (["--graphql", "suppliers.graphql", "-p", f"x={'[' * 30}{']' * 30}"], "levels deep"),
    ],
)
def test_wrong_use_is_one_line(bare: Shell, words: list[str], said: str) -> None:
    (bare.folder / "suppliers.graphql").write_text(DOCUMENT, encoding="utf-8")
    (bare.folder / "bad.graphql").write_bytes(b"{ services { \xff } }")
    (bare.folder / "empty.graphql").write_bytes(b"")
    told = bare("ask", *words)
    assert (told.code, told.out, len(told.err.splitlines())) == (2, "", 1)
    assert said in told.err


def test_an_engine_that_is_not_there_is_exit_code_5(bare: Shell) -> None:
    (bare.folder / "a.graphql").write_text("{ services { totalCount } }", encoding="utf-8")
    told = bare("ask", "--graphql", "a.graphql", "--uri", "bolt://127.0.0.1:9", CLAUSEGRAPH_PASSWORD="x")
    assert (told.code, told.out, len(told.err.splitlines())) == (5, "", 1)

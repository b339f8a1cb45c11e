"""Statements read alike, write nothing, use the words of the schema and start from an index."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Iterator
from typing import Any

import neo4j
import pytest

from graph.engine import connect
from graph.schema import model
from graph.settings import Settings
from queries.catalogue import catalogue
from queries.contract import Asked
from queries.frameworks import record_ages, requirements_of
from queries.parameters import bind

EVERYTHING: dict[str, Asked] = {**catalogue().checks, **catalogue().questions}
_KEYWORDS = frozenset(
    """match optional where with unwind call return order by limit skip union all as and or not in is null case when then else
    end exists distinct asc desc on""".split()  # noqa: SIM905
)
_WRITES = re.compile(r"\b(CREATE|MERGE|SET|DELETE|DETACH|REMOVE|DROP|LOAD|FOREACH|GRANT|ALTER)\b", re.IGNORECASE)
_STRINGS = re.compile(r"'(?:\\.|[^'\\])*'")


def code(asked: Asked) -> str:
    """The statement with its texts emptied."""
    return _STRINGS.sub("''", asked.statement)


@pytest.mark.parametrize("name", EVERYTHING)
def test_a_statement_is_laid_out_like_the_others(name: str) -> None:
    statement = EVERYTHING[name].statement
    for line in statement.splitlines():
        assert len(line) <= 130
        assert line == line.rstrip()
        assert "\t" not in line
        assert (len(line) - len(line.lstrip())) % 2 == 0, line
    bare = code(EVERYTHING[name])
    assert '"' not in bare, "texts stand in single quotes"
    assert ";" not in bare
    for word in re.findall(r"(?<![.:$\w])[A-Za-z]+\b(?!\s*\()", re.sub(r"\bcount\b", "", bare)):
        assert word.isupper() or word.lower() not in _KEYWORDS, f"{word} is a keyword: write it in capitals"
    assert bare.count("(") == bare.count(")")
    assert bare.count("{") == bare.count("}")
    assert bare.rsplit("RETURN", 1)[1].count("ORDER BY") == 1 or "UNION" in bare, "rows come in a stated order"


@pytest.mark.parametrize("name", EVERYTHING)
def test_a_statement_writes_nothing(name: str) -> None:
    assert not _WRITES.search(code(EVERYTHING[name]))


@pytest.mark.parametrize("name", EVERYTHING)
def test_a_statement_uses_the_words_of_the_schema(name: str) -> None:
    bare = code(EVERYTHING[name])
    types = {t for found in re.findall(r"\[\w*:([A-Z_|]+)", bare) for t in found.split("|")}
    labels = {label for found in re.findall(r"\(\w*:([A-Za-z|]+)", bare) for label in found.split("|")}
    assert types <= set(model.TYPES)
    assert labels <= set(model.LABELS)
    known = {name for declared in model.LABELS.values() for name in model.properties(declared)}
    known |= {name for declared in model.TYPES.values() for name in model.properties(declared.properties)}
    known |= {name for age in record_ages() for name in (*age, "since")}
    assert set(re.findall(r"\b[a-z]\w*\.(\w+)", bare)) <= known


@pytest.mark.parametrize("name", EVERYTHING)
def test_a_number_that_may_have_decimals_is_made_whole_before_it_becomes_text(name: str) -> None:
    """Both engines write 2.0 for a whole one: `toString(toInteger(g.needs))`, or `replace(toString(a) + ' %', '.0 %', ' %')`."""
    owners = [*model.LABELS.values(), *(declared.properties for declared in model.TYPES.values())]
    decimal = {prop for owner in owners for prop, p in model.properties(owner).items() if p.kind == "number"}
    assert {"needs", "weight", "availability_target"} <= decimal
    bare = code(EVERYTHING[name])
    made = re.findall(r"\.(\w+)[\s,\d)]*\bAS (\w+)", bare)
    names = decimal | {alias for prop, alias in made if prop in decimal}
    assert not [text for text in re.findall(r"(?<!replace\()toString\((?:\w+\.)?(\w+)\)", bare) if text in names]


@pytest.mark.parametrize("name", EVERYTHING)
def test_failure_is_followed_backwards_over_every_type_it_travels_on(name: str) -> None:
    """A path that leaves out one type would read silence as safety; agreements and recovery times are other matters.

    A chain of subcontractors alone is no path of a failure.
    """
    for found in re.findall(r"\[\w*:([A-Z_|]*SUBCONTRACTS_TO[A-Z_|]*)(?:\*|\]->?\(\)\s+WHERE)", code(EVERYTHING[name])):
        assert found == "SUBCONTRACTS_TO" or set(model.travelling()) <= set(found.split("|"))


@pytest.fixture(scope="module")
async def planner(neo4j_settings: Settings) -> AsyncIterator[neo4j.AsyncDriver]:
    """A driver at a Neo4j with the schema's constraints and indexes, for its plans."""
    async with connect(neo4j_settings) as engine:
        await engine.ensure_schema()
    login = (neo4j_settings.user, neo4j_settings.password.get_secret_value())
    async with neo4j.AsyncGraphDatabase.driver(neo4j_settings.uri, auth=login, notifications_min_severity="OFF") as driver:
        yield driver


@pytest.mark.parametrize("name", EVERYTHING)
async def test_neo4j_never_scans_the_whole_graph(planner: neo4j.AsyncDriver, name: str) -> None:
    asked = EVERYTHING[name]
    examples = {key: param.example for key, param in asked.params.items()}
    values = bind(asked, examples, today="2026-11-23", requirements=requirements_of(name))
    plan = (await planner.execute_query(f"EXPLAIN {asked.statement}", values)).summary.plan
    operators = {operator.split("@")[0] for operator in _operators(plan)}
    assert operators
    assert not {"AllNodesScan", "CartesianProduct", "Eager"} & operators


def _operators(plan: dict[str, Any]) -> Iterator[str]:
    yield plan["operatorType"]
    for child in plan.get("children", ()):
        yield from _operators(child)

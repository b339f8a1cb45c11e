"""The fixtures beside this module: a graph, parameters, and the rows that must come out, for every check and question."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, model_validator

from graph.engine import Engine, Statement
from queries.contract import Check
from queries.run import Finding
from tests.queries import planting

TODAY = "2026-11-23"
FOLDER = Path(__file__).parent / "fixtures"


class Case(BaseModel):
    """A graph and what must be said of it."""

    model_config = ConfigDict(extra="forbid")

    fixture: str = ""
    """One CREATE."""
    fixture_file: str = ""
    """Name of a file beside that holds it."""
    today: str = TODAY
    params: dict[str, Any] = {}
    expect: list[list[Any]]
    """Checks: [resource, status] in order. Questions: whole rows in order."""
    reasons: dict[str, str] = {}
    """Checks: the whole sentence for a resource, where its parts matter."""

    @model_validator(mode="after")
    def _one_graph(self) -> Case:
        if bool(self.fixture) == bool(self.fixture_file):
            raise ValueError("give fixture or fixture_file")
        return self

    @property
    def graph(self) -> str:
        return self.fixture or (FOLDER / self.fixture_file).read_text()


class Break(BaseModel):
    """What a check is about, gone wrong in one of its cases: a resource that was ok must be in alarm."""

    model_config = ConfigDict(extra="forbid")

    case: int = 0
    """Place of the case."""
    write: str
    """What breaks it, in Cypher."""
    alarms: str
    """Id of the resource."""


def cases_of(name: str) -> list[Case]:
    """The cases of a check or question."""
    return [Case.model_validate(case) for case in _content(name)["cases"]]


def break_of(check: str) -> Break:
    """How the graph of a check is broken in the way that the check is about."""
    return Break.model_validate(_content(check)["breaks"])


def _content(name: str) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load((FOLDER / f"{name}.yaml").read_text())
    assert set(content) <= {"cases", "breaks"}
    return content


async def load(engine: Engine, case: Case) -> None:
    """Makes the graph of the database that of the case."""
    await engine.write([Statement("MATCH (n) DETACH DELETE n"), *planting.statements(planting.parsed(case.graph))])


def rules_that_say(check: Check, finding: Finding) -> set[int]:
    """Positions of the check's rules that have this status and whose sentence this is; braces stand for any text."""
    return {
        n
        for n, rule in enumerate(check.rules)
        if rule.status == finding.status and re.fullmatch(_pattern(rule.reason), finding.reason)
    }


def _pattern(sentence: str) -> str:
    return ".+?".join(re.escape(part) for part in re.split(r"\{[^}]*\}", sentence))

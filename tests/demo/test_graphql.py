"""GraphQL on the demo: every ready question of GraphiQL and every example of docs/graphql.md is answered, without errors."""

from __future__ import annotations

import asyncio
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from api.graphql.answers import Answers, response
from api.graphql.ready import ready_questions
from api.graphql.requests import Request
from api.graphql.schema import schema
from graph.engine import Engine
from graph.settings import Settings
from tests.api.visiting import serving
from tests.demo.conftest import configured

pytestmark = pytest.mark.one_engine

GUIDE = (Path(__file__).parents[2] / "docs" / "graphql.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```graphql\n(.*?)^```$", GUIDE, flags=re.MULTILINE | re.DOTALL)
ANSWERS = Answers(schema()._schema)
PORT = "http://127.0.0.1:8000"
ALLOWED_TO_BE_EMPTY = {"loadInProgress"}


async def answer(engine: Engine, query: str) -> dict[str, Any]:
    return response(await ANSWERS.answer(Request(query, None, None), engine, "2026-11-23"))


def empty(data: dict[str, Any]) -> list[str]:
    """Root fields that answered with nothing at all: null, no rows, or no nodes."""
    silent = []
    for name, value in data.items():
        shown = value.get("nodes", value.get("rows", value)) if isinstance(value, dict) else value
        if not shown and name not in ALLOWED_TO_BE_EMPTY:
            silent.append(name)
    return silent


@pytest.mark.parametrize("name", ready_questions())
async def test_a_ready_question_has_an_answer(demo: Engine, name: str) -> None:
    answered = await answer(demo, ready_questions()[name])
    assert "errors" not in answered
    assert empty(answered["data"]) == []


@pytest.mark.parametrize("example", EXAMPLES, ids=range(len(EXAMPLES)))
async def test_an_example_of_the_guide_has_an_answer(demo: Engine, example: str) -> None:
    answered = await answer(demo, example)
    assert "errors" not in answered
    assert empty(answered["data"]) == []


async def test_the_ready_questions_find_what_is_planted(demo: Engine) -> None:
    down = await answer(demo, ready_questions()["1-analyst-what-is-down.graphql"])
    assert {node["name"] for node in down["data"]["suppliers"]["nodes"]} == {"Keystone Directory", "Ostwind Telecom"}
    nobody = (await answer(demo, ready_questions()["5-auditor-nobody-and-nothing.graphql"]))["data"]
    assert [node["ref"] for node in nobody["requirements"]["nodes"]] == ["8.7.3.1"]
    assert [node["name"] for node in nobody["services"]["nodes"]] == ["Telephony"]
    assert "Management representative" in {node["name"] for node in nobody["roles"]["nodes"]}


def test_analyst_architect_and_auditor_each_have_questions() -> None:
    people = [name.split("-")[1] for name in ready_questions()]
    assert people == sorted(people)
    assert set(people) == {"analyst", "architect", "auditor"}


async def test_the_programs_of_the_guide_print_who_is_down(demo: Engine, settings_for_engine: Settings) -> None:
    (python,) = re.findall(r"^```python\n(.*?)^```$", GUIDE, flags=re.MULTILINE | re.DOTALL)
    (curl,) = re.findall(r"^```sh\n(curl.*?)^```$", GUIDE, flags=re.MULTILINE | re.DOTALL)
    async with serving(configured(settings_for_engine)) as address:
        assert python.count(PORT) == curl.count(PORT) == 1
        for program in ([sys.executable, "-c", python.replace(PORT, address)], ["sh", "-c", curl.replace(PORT, address)]):
            ran = await asyncio.to_thread(subprocess.run, program, capture_output=True, text=True, timeout=60)
            assert ran.returncode == 0, ran.stderr
            assert "Keystone Directory" in ran.stdout


def test_the_guide_has_an_example_of_every_way_to_ask() -> None:
    asked = "".join(EXAMPLES)
    others = {"search", "path", "conflicts", "unresolvedReferences", "questions", "runCheck", "ask", "loadInProgress", "node"}
    assert [field for field in others if not re.search(rf"^  {field}\b", asked, flags=re.MULTILINE)] == []
    words = ("any:", "none:", "edge:", "whereEdge:", "NOT:", "orderBy:", "after:", "Aggregate", "allDependents", "assertedBy")
    assert [word for word in words if word not in asked] == []

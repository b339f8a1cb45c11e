"""Compiled statements answer as the ordinary executor does, errors and null propagation included."""

from __future__ import annotations

import random
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.graphql.answers import Answers
from api.graphql.schema import schema
from graph.engine import Engine
from graph.settings import Settings
from tests.api.graphql.conftest import ROOMY, asking
from tests.api.graphql.documents import Writer
from tests.api.graphql.world import World
from tests.api.visiting import serving


@pytest.fixture(scope="module")
def ordinary(answers: Answers) -> Answers:
    return Answers(schema()._schema, ROOMY, compiled=False)


def comparable(answer: dict[str, Any]) -> dict[str, Any]:
    """An answer with errors in no order, and without which item of a list failed first: those are worked on at once.

    Of errors that made everything null only one is told by either.
    """
    errors = {
        (e["message"], str([step for step in e.get("path", []) if isinstance(step, str)])) for e in answer.get("errors", [])
    }
    return {"data": answer.get("data"), "errors": errors if answer.get("data") is not None else bool(errors)}


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 2**32), faulty=st.booleans())
async def test_any_document_is_answered_alike(
    seed: int, faulty: bool, written: Engine, world: World, answers: Answers, ordinary: Answers
) -> None:
    writer = Writer(schema()._schema, random.Random(seed), list(world.nodes), faulty=faulty)
    document = writer.document()
    slow = await asking(ordinary, written)(document, **writer.variables)
    fast = await asking(answers, written)(document, **writer.variables)
    assert comparable(fast) == comparable(slow), document


@pytest.mark.parametrize(("executor", "statements"), [("compiled", 1), ("ordinary", 3)])
async def test_a_setting_chooses_the_executor(
    arcadedb_settings: Settings, monkeypatch: pytest.MonkeyPatch, executor: str, statements: int
) -> None:
    texts: list[str] = []
    read = Engine.read

    async def listening(self: Engine, text: str, *given: Any, **more: Any) -> Any:
        if "n0:Service" in text:  # as GraphQL names what it asks for: the server reads for its pages meanwhile
            texts.append(text)
        return await read(self, text, *given, **more)

    async with serving(arcadedb_settings.model_copy(update={"executor": executor})) as address:
        monkeypatch.setattr(Engine, "read", listening)
        async with httpx.AsyncClient(base_url=address) as client:
            asked = {"query": "{ services { totalCount nodes { id } edges { cursor } } }"}
            answer = await client.post("/graphql", json=asked)
    services = answer.json()["data"]["services"]
    assert services["totalCount"] >= len(services["nodes"]) == len(services["edges"])
    assert len(texts) == statements

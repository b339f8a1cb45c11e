"""What the tests of GraphQL share: a way to ask, and a graph of everything."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import fields
from typing import Any

import pytest

from api.graphql.answers import Answers, response
from api.graphql.budget import Budget
from api.graphql.requests import Request
from api.graphql.schema import schema
from graph.engine import Engine
from tests.api.graphql.world import World, everything

TODAY = "2026-11-23"
ROOMY = Budget(**dict.fromkeys((f.name for f in fields(Budget)), 10**9))
"""No limits."""
Ask = Callable[..., Awaitable[dict[str, Any]]]


@pytest.fixture(scope="session")
def answers() -> Answers:
    """Answers over the schema, however much is asked: generated documents have hundreds of aliases."""
    much = 10**12
    return Answers(schema()._schema, Budget(tokens=much, fields=much, aliases=much, roots=much, repeats=much, rows=much))


def asking(answers: Answers, engine: Engine) -> Ask:
    """A function that asks a query with variables and gives the response as it would be sent."""

    async def ask(query: str, **variables: Any) -> dict[str, Any]:
        return response(await answers.answer(Request(query, variables, None), engine, TODAY))

    return ask


@pytest.fixture
def ask(answers: Answers, engine: Engine) -> Ask:
    """Asks an empty graph."""
    return asking(answers, engine)


@pytest.fixture(scope="module")
def world() -> World:
    """A graph of everything, as plain values."""
    return everything()


@pytest.fixture(scope="module")
async def written(shared_engine: Engine, world: World) -> Engine:
    """An engine that holds that graph; tests only read it."""
    await world.write(shared_engine)
    return shared_engine


@pytest.fixture
def ask_world(answers: Answers, written: Engine) -> Ask:
    """Asks the graph of everything."""
    return asking(answers, written)

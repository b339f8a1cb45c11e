"""One statement a root selection gives what resolving every field one by one gives, for any document."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.graphql.answers import Answers
from api.graphql.schema import schema
from graph.engine import Engine
from tests.api.graphql.conftest import asking
from tests.api.graphql.documents import Writer
from tests.api.graphql.oracle import Oracle, without_cursors
from tests.api.graphql.world import World


@pytest.fixture(scope="module")
def oracle(world: World) -> Oracle:
    return Oracle(world, schema().as_str())


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 2**32))
async def test_any_document_is_answered_as_the_oracle_does(
    seed: int, written: Engine, world: World, oracle: Oracle, answers: Answers
) -> None:
    writer = Writer(oracle.schema, random.Random(seed), list(world.nodes))
    document = writer.document()
    expected = oracle.answer(document, writer.variables)
    assert not expected.errors, document
    answer = await asking(answers, written)(document, **writer.variables)
    assert without_cursors(answer) == {"data": without_cursors(expected.data)}, document

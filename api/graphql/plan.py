"""A plan: the statement of one root selection, the values it takes, and how its rows become the response."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from graphql.execution.values import VariableValues

from api.graphql.given import Parameters
from graph.engine import Engine, Row


@dataclass(frozen=True)
class Plan:
    """Made once per document and shape of its variables; run as often as it is asked."""

    text: str
    parameters: Parameters
    shape: Callable[[list[Row]], Any]
    """Makes the response of the rows."""

    async def run(self, engine: Engine, variables: VariableValues) -> Any:
        """The response, ready to send. One statement; raises GraphQLError for a value that cannot be meant."""
        return self.shape(await engine.read(self.text, self.parameters.values(variables)))

"""A model that scenarios run on, with what ties its nodes together: companies and sites."""

from __future__ import annotations

from typing import NamedTuple

from graph.engine import Engine
from queries.impact.events import Event, Location, common_causes, companies, locations
from queries.impact.model import Model
from queries.impact.propagation import Propagation


class World(NamedTuple):
    """What questions about events are asked of."""

    propagation: Propagation
    pairs: list[tuple[str, str]]
    """Subsidiary and parent, by id."""
    located: list[Location]

    @property
    def model(self) -> Model:
        """The model that scenarios run on."""
        return self.propagation.model

    def causes(self, model: Model) -> list[Event]:
        """Common causes in a model of the same companies and sites."""
        return common_causes(model, self.pairs, self.located)


async def world(engine: Engine, propagation: Propagation) -> World:
    """Reads the ties; raises as `Engine.read`."""
    return World(propagation, await companies(engine), await locations(engine))

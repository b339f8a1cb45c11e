"""All sets of real files as one organisation, in the order in which it reads its sources."""

from __future__ import annotations

from pathlib import Path

from tests.independent.raw import archimate, backstage, bpmn, directory, frameworks, itop, plans, register, servicenow, suppliers
from tests.independent.world import World


def everything(data: Path) -> World:
    """What they say."""
    world = World()
    for set_ in (frameworks, servicenow, backstage, directory, itop, archimate, bpmn, suppliers, register, plans):
        set_.read(data, world)
    suppliers.status(data, world)
    return world.settle()

"""Which frameworks the graph holds."""

from __future__ import annotations

from typing import NamedTuple

from graph.engine import Engine

_FRAMEWORKS = "MATCH (f:Framework) RETURN f.id, f.name, f.edition ORDER BY f.name, f.id"


class Held(NamedTuple):
    """A framework of the graph."""

    id: str
    name: str
    edition: str | None


async def held_frameworks(engine: Engine) -> list[Held]:
    """By name; raises as `Engine.read`."""
    return [Held(*row) for row in await engine.read(_FRAMEWORKS)]

"""The sites of a graph, to choose one that fails."""

from __future__ import annotations

from typing import NamedTuple

from graph.engine import Engine

_SITES = "MATCH (r:Resource) WHERE r.kind = 'facility' RETURN r.id, r.name ORDER BY r.name, r.id LIMIT $most"


class Site(NamedTuple):
    """A facility."""

    id: str
    name: str


async def sites(engine: Engine, most: int) -> list[Site]:
    """By name, at most so many; raises as `Engine.read`."""
    return [Site(*row) for row in await engine.read(_SITES, {"most": most})]

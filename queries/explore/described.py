"""What nodes are, closer than their label: the subtype or the kind that the graph gives them."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

from graph.engine import Engine
from graph.schema import model as schema
from queries.impact.model import Model

_KINDS = "UNWIND $ids AS id MATCH (n:{label} {{id: id}}) WHERE {said} IS NOT NULL RETURN n.id, {said}"


async def described(engine: Engine, model: Model, places: Iterable[int]) -> dict[str, str]:
    """Id to what is said of these nodes; one statement a label. Raises as `Engine.read`."""
    ids: dict[str, list[str]] = {}
    for place in places:
        ids.setdefault(model.nodes.labels[place], []).append(model.nodes.ids[place])
    asked = (engine.read(_KINDS.format(label=label, said=_said(label)), {"ids": some}) for label, some in sorted(ids.items()))
    return {str(id_): str(kind) for rows in await asyncio.gather(*asked) for id_, kind in rows}


def _said(label: str) -> str:
    fields = schema.node(label).model_fields
    return f"coalesce({', '.join(f'n.{name}' for name in ('subtype', 'kind') if name in fields)})"

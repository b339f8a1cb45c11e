"""Whether a graph in the engine uses only the words of the schema."""

from __future__ import annotations

from collections.abc import AsyncIterator

from graph.engine import Engine
from graph.schema import model

_ENDS = "MATCH (a)-[r]->(b) RETURN DISTINCT head(labels(a)), type(r), head(labels(b)), keys(r)"


async def foreign_words(engine: Engine) -> list[str]:
    """Labels, properties, types and ends that the schema does not have."""
    return [word async for word in _foreign(engine)]


async def _foreign(engine: Engine) -> AsyncIterator[str]:
    for label, keys in await engine.read("MATCH (n) RETURN DISTINCT head(labels(n)), keys(n)"):
        for key in keys if label in model.LABELS else [label]:
            if label not in model.LABELS or key not in model.properties(model.LABELS[label]):
                yield f"{label}.{key}"
    for source, type_, target, keys in await engine.read(_ENDS):
        if type_ not in model.TYPES or not model.joins(model.TYPES[type_], source, target):
            yield f"({source})-[{type_}]->({target})"
        else:
            known = model.properties(model.TYPES[type_].properties)
            for key in keys:
                if key not in known:
                    yield f"{type_}.{key}"

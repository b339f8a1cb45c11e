"""Which node a person means: by id, or by name where one node has it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graph.engine import Engine, Row
from graph.errors import WrongUse, nearest
from queries.contract import Asked

_NEAREST_AMONG = 5_000


async def resolve(engine: Engine, asked: Asked, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values with every node parameter given as the id of one node.

    Raises WrongUse when no node, or more than one, is meant.
    """
    resolved = dict(values)
    for name, param in asked.params.items():
        if param.labels and name in values:
            resolved[name] = await node_id(engine, param.labels, values[name], where=f"{asked.name}, {name}")
    return resolved


async def node_id(engine: Engine, labels: tuple[str, ...], text: str, *, where: str) -> str:
    """Id of the node of one of these labels whose id or, case aside, name is `text`.

    `labels` come from the schema. Raises WrongUse with the nearest ids and names.
    """
    for condition in ("n.id = $text", "toLower(n.name) = toLower($text)"):
        found = await _matching(engine, labels, condition, text)
        if len(found) == 1:
            return str(found[0][0])
        if found:
            ids = ", ".join(sorted(str(row[0]) for row in found[:5]))
            raise WrongUse(f"{len(found)} nodes are called {text}.", where=where, remedy=f"Give the id of one: {ids}.")
    raise WrongUse(f"There is no {_one_of(labels)} {text}.", where=where, remedy=await _suggestion(engine, labels, text))


async def _matching(engine: Engine, labels: tuple[str, ...], condition: str, text: str) -> list[Row]:
    parts = (f"MATCH (n:{label}) WHERE {condition} RETURN n.id AS id, n.name AS name" for label in labels)
    return await engine.read("\nUNION ALL\n".join(parts), {"text": text})


def _one_of(labels: tuple[str, ...]) -> str:
    return " or ".join(label.lower() for label in labels) if len(labels) < 3 else "node"


async def _suggestion(engine: Engine, labels: tuple[str, ...], text: str) -> str:
    names: list[str] = []
    for label in labels:
        statement = f"MATCH (n:{label}) RETURN n.name, n.id ORDER BY n.name LIMIT {_NEAREST_AMONG}"
        names += [str(value) for row in await engine.read(statement) for value in row if value]
    return suggested(text, names)


def suggested(text: str, names: list[str]) -> str:
    """A sentence that suggests the names which have the text in them, else the nearest; empty when none is near."""
    if near := [name for name in names if text.casefold() in name.casefold()][:3]:
        return f"Did you mean {' or '.join(near)}?"
    return nearest(text, names)

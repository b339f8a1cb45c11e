"""Nodes by their ids, whatever their labels: one look-up a label, because an index belongs to one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from graph.engine import Engine
from graph.schema import model

_EACH = "UNWIND $ids AS id MATCH (n:{label} {{id: id}}) RETURN '{label}' AS label, properties(n) AS said"
_ANY = "\nUNION ALL\n".join(_EACH.format(label=label) for label in model.LABELS)


class Found(NamedTuple):
    """A node with all that is said of it."""

    id: str
    label: str
    name: str
    said: dict[str, Any]
    """Its properties by name."""

    @property
    def kind(self) -> str:
        """What it is, closer than its label; empty where nobody says."""
        return str(self.said.get("subtype") or self.said.get("kind") or "")


async def found(engine: Engine, ids: Iterable[str]) -> dict[str, Found]:
    """Id to node; an id that no node has is left out. Raises as `Engine.read`."""
    wanted = sorted(set(ids))
    rows = await engine.read(_ANY, {"ids": wanted}) if wanted else []
    return {said["id"]: Found(said["id"], label, said.get("name") or said["id"], said) for label, said in rows}

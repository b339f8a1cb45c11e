"""A DataLoader for each relationship: one statement for all nodes of a level, in place of one for each node."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, LiteralString, NamedTuple

from strawberry.dataloader import DataLoader
from strawberry.fastapi import BaseContext

from benchmarks.graphql.asking import Reader

PATTERNS: dict[str, LiteralString] = {
    "dependsOn": "(s)-[:DEPENDS_ON]->(n)",
    "dependents": "(s)<-[:DEPENDS_ON]-(n)",
    "suppliers": "(s)-[:SUPPLIED_BY]->(n)",
    "operators": "(s)-[:OPERATED_BY]->(n)",
    "accountableRoles": "(s)<-[:ACCOUNTABLE_FOR]-(n)",
    "governedBy": "(s)<-[:GOVERNS]-(n)",
    "parts": "(s)<-[:PART_OF]-(n)",
}


class Key(NamedTuple):
    """What is loaded: the neighbours of a service, at most so many."""

    id: str
    first: int


class Found(NamedTuple):
    """A neighbour."""

    label: str
    properties: dict[str, Any]


class Relations(BaseContext):
    """The loaders of one request."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader
        self._loaders = {name: self._loader(pattern) for name, pattern in PATTERNS.items()}

    async def of(self, name: str, id_: str, first: int) -> list[Found]:
        """The neighbours of a service along a relationship, by name."""
        return await self._loaders[name].load(Key(id_, first))

    def _loader(self, pattern: LiteralString) -> DataLoader[Key, list[Found]]:
        text = (
            "UNWIND $ids AS id MATCH (s:Service {id: id}) RETURN id, COLLECT { MATCH "
            + pattern
            + " WITH DISTINCT n ORDER BY n.name, n.id LIMIT $first RETURN [head(labels(n)), properties(n)] }"
        )

        async def load(keys: list[Key]) -> list[list[Found]]:
            found: dict[Key, list[Found]] = defaultdict(list)
            for first in {key.first for key in keys}:
                ids = [key.id for key in keys if key.first == first]
                for id_, nodes in await self.reader.rows(text, ids=ids, first=first):
                    found[Key(id_, first)] = [Found(*node) for node in nodes]
            return [found[key] for key in keys]

        return DataLoader(load)

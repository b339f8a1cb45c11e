"""A model brought up to date by what changed: only the nodes that loads touched are read again."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Iterable, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from graph.engine import Engine
from graph.schema import model as schema
from queries.impact.grouping import grouped
from queries.impact.links import Dependency, links
from queries.impact.model import Groups, Model
from queries.impact.nodes import Node, Nodes
from queries.impact.reading import PROPERTIES

_NODES = "UNWIND $ids AS id MATCH (n:{label} {{id: id}}) RETURN {properties}"
_DEPENDENCIES = (
    "UNWIND $ids AS id MATCH (a:{label} {{id: id}})-[e:{types}]->(b) "
    "RETURN type(e), a.id, b.id, coalesce(e.record, ''), e.group, e.needs, e.weight, e.effect, e.switchover_minutes"
)


async def refreshed(engine: Engine, old: Model, touched: Sequence[str]) -> Model:
    """The model of the graph as it is, given one of how it was and the ids of all nodes that changed; raises as `Engine.read`."""
    nodes = asyncio.gather(*(_read(engine, label, touched) for label in schema.travelling_labels()))
    return replaced(old, touched, chain.from_iterable(await nodes), await dependencies(engine, touched))


def replaced(old: Model, touched: Collection[str], nodes: Iterable[Node], given: Iterable[Dependency]) -> Model:
    """The old model with these nodes in place of those that were touched, and with what the given dependencies say of them.

    The nodes come last; a dependency starts at one of them.
    """
    kept = np.flatnonzero(~np.isin(np.arange(len(old.nodes)), [old.index[i] for i in touched if i in old.index]))
    columns = Nodes()
    columns.append(old.nodes, kept)
    columns.append(Nodes.of(nodes))
    part = grouped(columns, links(given, columns.places))
    changed = set(touched)
    oddities = [odd for odd in old.oddities if odd.node not in changed] + part.oddities
    return Model(columns, _joined(_moved(old, kept, columns), part.groups), oddities)


async def _read(engine: Engine, label: str, ids: Sequence[str]) -> list[Node]:
    rows = await engine.read(_NODES.format(label=label, properties=PROPERTIES), {"ids": list(ids)})
    return [Node(id_, label, *others) for id_, *others in rows]


async def dependencies(engine: Engine, ids: Sequence[str]) -> list[Dependency]:
    """What the graph says that these nodes rest on directly; raises as `Engine.read`."""
    types = "|".join(schema.travelling())
    texts = (_DEPENDENCIES.format(label=label, types=types) for label in schema.travelling_labels())
    found = await asyncio.gather(*(engine.read(text, {"ids": list(ids)}) for text in texts))
    return [Dependency(*row) for rows in found for row in rows]


def _moved(old: Model, kept: NDArray[np.intp], columns: Nodes) -> Groups:
    """The groups of the nodes that are kept, with every node at its new place."""
    its = old.groups
    places = np.full(len(old.nodes), -1, np.int32)
    places[kept] = np.arange(len(kept), dtype=np.int32)
    for node in np.flatnonzero(places < 0).tolist():
        places[node] = columns.places.get(old.nodes.ids[node], -1)
    stay = (places[its.owners] >= 0) & (places[its.owners] < len(kept))
    counts = np.diff(its.begins)
    inside = np.repeat(stay, counts)
    return Groups(
        owners=places[its.owners[stay]],
        codes=its.codes[stay],
        names=its.names,
        needs=its.needs[stay],
        totals=its.totals[stay],
        effects=its.effects[stay],
        begins=np.append(0, np.cumsum(counts[stay])),
        members=places[its.members[inside]],
        weights=its.weights[inside],
        minutes=its.minutes[inside],
    )


def _joined(some: Groups, others: Groups) -> Groups:
    """Groups after groups; the owners of the others come later."""
    names = list(dict.fromkeys([*some.names, *others.names]))
    place = {name: code for code, name in enumerate(names)}
    codes = np.array([place[name] for name in others.names], np.int32)[others.codes]
    return Groups(
        owners=np.append(some.owners, others.owners),
        codes=np.append(some.codes, codes),
        names=names,
        needs=np.append(some.needs, others.needs),
        totals=np.append(some.totals, others.totals),
        effects=np.append(some.effects, others.effects),
        begins=np.append(some.begins[:-1], some.begins[-1] + others.begins),
        members=np.append(some.members, others.members),
        weights=np.append(some.weights, others.weights),
        minutes=np.append(some.minutes, others.minutes),
    )

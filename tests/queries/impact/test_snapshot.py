"""A snapshot is shared, and brought up to date by what loads changed: the same as one that is read anew."""

from __future__ import annotations

import random
from typing import Any

import pytest

from graph.engine import Engine, Statement
from graph.records.model import Record
from queries.impact import snapshot
from queries.impact.model import Model
from queries.impact.snapshot import Snapshots, read
from tests.graph.records.said import needs, service, sync


def said(model: Model) -> dict[str, Any]:
    """Nodes, groups and oddities by id, whatever the order they were read in."""
    ids = model.nodes.ids
    groups = [
        (
            ids[g.owner],
            g.name,
            g.needs,
            g.effect,
            sorted((ids[n], w) for n, w in g.members.items()),
            sorted((ids[n], m) for n, m in g.switchover.items()),
        )
        for g in model.groups
    ]
    assert all(model.groups[place].owner == node for node in range(len(ids)) for place in model.groups_of(node))
    return {"nodes": sorted(model.nodes), "groups": sorted(groups), "odd": sorted(model.oddities)}


def some_services(chance: random.Random) -> list[Record]:
    """Services that need each other, in groups and by themselves; some are not there yet."""
    names = chance.sample(range(12), chance.randint(2, 12))
    return [service(str(name), f"Service {name}", *_links(chance, name), state=chance.choice(["up", "down"])) for name in names]


def _links(chance: random.Random, name: int) -> list[Any]:
    others = chance.sample([n for n in range(12) if n != name], chance.randint(0, 4))
    return [needs("cmdb", str(other), **chance.choice(SAYINGS)) for other in others]


SAYINGS: list[dict[str, Any]] = [
    {},
    {"group": "a", "needs": 1.0},
    {"group": "b", "needs": 2.0, "weight": 1.5},
    {"group": "b", "switchover_minutes": 5, "effect": "degraded"},
    {"effect": "degraded"},
]


@pytest.mark.parametrize("seed", range(3))
async def test_what_loads_changed_is_all_that_is_read(engine: Engine, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    chance, snapshots = random.Random(seed), Snapshots()
    monkeypatch.setattr(snapshot, "_FEW", 100)
    await sync(engine, "cmdb", some_services(chance))
    await snapshots.latest(engine)
    with monkeypatch.context() as patched:
        patched.setattr(snapshot, "read_graph", None)
        for _ in range(4):
            await sync(engine, chance.choice(["cmdb", "other"]), some_services(chance))
            latest = await snapshots.latest(engine)
    anew = await read(engine)
    assert said(latest.model) == said(anew.model)
    assert latest.runs == anew.runs


async def test_it_is_shared_until_a_load_ends(engine: Engine) -> None:
    snapshots = Snapshots()
    await sync(engine, "cmdb", [service("1", "Mail")])
    first = await snapshots.latest(engine)
    assert await snapshots.latest(engine) is first
    await sync(engine, "cmdb", [service("1", "Mail")])
    second = await snapshots.latest(engine)
    assert second.model is first.model
    assert second.runs > first.runs


async def test_a_run_that_does_not_tell_what_it_touched_is_read_anew(engine: Engine) -> None:
    snapshots = Snapshots()
    await sync(engine, "cmdb", [service("1", "Mail")])
    await snapshots.latest(engine)
    await sync(engine, "cmdb", [service("1", "Post")])
    await engine.write([Statement("MATCH (r:Run) REMOVE r.touched")])
    assert (await snapshots.latest(engine)).model.nodes.names == ["Post"]

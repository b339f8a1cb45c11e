"""A change does to a model what it would do to the graph; what it buys is the difference of two plain answers."""

from __future__ import annotations

import random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.engine import Engine
from queries.impact.changefile import Row
from queries.impact.changes import Link, changed, proposed
from queries.impact.compare import Comparison, Count, business_services, compare
from queries.impact.events import companies, groups_of_companies
from queries.impact.grouping import model
from queries.impact.model import Dependency, Level, Model, Node
from queries.impact.propagation import Propagation
from queries.impact.proposal import links
from queries.impact.snapshot import read
from tests.api.graphql.world import World
from tests.queries.impact import brute
from tests.queries.impact.graphs import TYPES, failures, generated

seeds = st.integers(0, 2**32)


def proposal(chance: random.Random, nodes: list[Node], dependencies: list[Dependency]) -> list[Link]:
    """Some links removed, some of them and others added, one to a new node."""
    by_id = {n.id: n for n in nodes}
    taken = chance.sample(dependencies, min(len(dependencies), chance.randint(0, 3)))
    removed = {(d.type, d.start, d.end): Link(False, d.type, by_id[d.start], by_id[d.end]) for d in taken}
    kept = {(d.type, d.start, d.end) for d in dependencies} - removed.keys()
    new = Node("new:Supplier:X", "Supplier", "X")
    added: dict[tuple[str, str, str], Link] = {}
    for _ in range(chance.randint(0, 3)):
        start, end, group = chance.choice(nodes), chance.choice([*nodes, new]), chance.choice([None, "a", "b"])
        link = Link(True, chance.choice(TYPES), start, end, "", group, chance.choice([None, 1, 2]) if group else None)
        if link.key not in kept:
            added[link.key] = link
    return [*removed.values(), *added.values()]


@settings(max_examples=500, deadline=None)
@given(seed=seeds)
def test_a_comparison_is_the_difference_of_two_brute_force_answers(seed: int) -> None:
    chance = random.Random(seed)
    nodes, dependencies = generated(chance)
    nodes = [n._replace(criticality=chance.choice(["critical", "low"])) for n in nodes]
    change, failed = proposal(chance, nodes, dependencies), failures(chance, nodes)
    more, after = changed(nodes, dependencies, change)
    old = model(nodes, dependencies)
    levels = {old.index[n]: Level(level) for n, level in failed.items()}
    found = compare(Propagation(old), Propagation(model(more, after)), levels, change)
    was, now = states(nodes, dependencies, failed), states(more, after, failed)
    names = {n.id for n in more}
    plain = {n: (simple(was.get(n)), simple(now[n])) for n in names}
    told = {c.id: (told_simply(c.before), told_simply(c.after)) for c in found.changed}
    assert {n: some for n, some in told.items() if some[0] != some[1]} == {n: s for n, s in plain.items() if s[0] != s[1]}
    live = [n.id for n in nodes if n.label == "Service"]
    assert found.services[0].before == sum(was[n] == brute.DOWN for n in live)
    assert found.services[0].after == sum(now[n] == brute.DOWN for n in live)
    check_points(found, nodes, dependencies, more, after)


def states(nodes: list[Node], dependencies: list[Dependency], failed: dict[str, int]) -> dict[str, int]:
    return brute.levels([n.id for n in nodes], dependencies, failed)


def simple(level: int | None) -> str:
    return "not there" if level is None else ("up", "degraded", "down")[level]


def told_simply(state: str) -> str:
    return "up" if state == "redundancy lost" else state


def check_points(
    found: Comparison, nodes: list[Node], dependencies: list[Dependency], more: list[Node], after: list[Dependency]
) -> None:
    """The points of the services that are told, and that those of the others do not change."""
    told = {p.service_id: (set(p.before), set(p.after)) for p in found.points}
    for node in nodes:
        if node.label == "Service" and node.criticality == "critical":
            both = alone(node.id, nodes, dependencies), alone(node.id, more, after)
            assert told.get(node.id, both) == both
            assert node.id in told or both[0] == both[1]


def alone(service: str, nodes: list[Node], dependencies: list[Dependency]) -> set[str]:
    if states(nodes, dependencies, {})[service] == brute.DOWN:
        return set()
    others = [n for n in nodes if n.id != service]
    return {n.name for n in others if states(nodes, dependencies, {n.id: brute.DOWN})[service] == brute.DOWN}


@settings(max_examples=200, deadline=None)
@given(seed=seeds)
def test_taking_a_change_back_leaves_what_was(seed: int) -> None:
    chance = random.Random(seed)
    nodes, _ = generated(chance)
    dependencies = [d for d in generated(chance)[1] if {d.start, d.end} <= {n.id for n in nodes}]
    dependencies = list({(d.type, d.start, d.end): d for d in dependencies}.values())
    before = {(d.type, d.start, d.end) for d in dependencies}
    change = [link for link in proposal(chance, nodes, dependencies) if link.add and link.key not in before]
    more, after = changed(nodes, dependencies, change)
    back = changed(more, after, [link._replace(add=False) for link in change])
    assert back == (more, dependencies)
    assert more[: len(nodes)] == nodes


async def company(engine: Engine) -> Model:
    """A portal on one DNS provider, whose holding has a second one; two sources say so."""
    world = World()
    world.add("Service", "portal", name="Portal", kind="business")
    world.add("Service", "pay", name="Payments", criticality="critical")
    for name in ("north", "south", "holding"):
        world.add("Supplier", name, name=name.title())
    world.link("SUPPLIED_BY", "portal", "north")
    world.link("SUPPLIED_BY", "portal", "north", record="erp/1")
    world.link("DEPENDS_ON", "pay", "portal")
    for name in ("north", "south"):
        world.link("SUBSIDIARY_OF", name, "holding")
    await world.write(engine)
    return (await read(engine)).model


def row(line: int, action: str, type_: str, start: str, end: str, **more: Any) -> Row:
    return Row(f"change.csv:{line}", {"action": action, "type": type_, "from": start, "to": end, **more})


async def compared(engine: Engine, old: Model, second: str) -> Comparison:
    rows = [
        row(2, "remove", "SUPPLIED_BY", "Portal", "North"),
        row(3, "add", "SUPPLIED_BY", "portal", "north", group="dns", needs="1"),
        row(4, "add", "SUPPLIED_BY", "Portal", second, group="dns", needs="1", switchover_minutes="5"),
    ]
    change = links(rows, old.nodes)
    new = await proposed(engine, old, change)
    pairs = await companies(engine)
    return compare(
        Propagation(old),
        Propagation(new),
        {old.index["north"]: Level.DOWN},
        change,
        business=await business_services(engine),
        causes=lambda made: groups_of_companies(made, pairs),
    )


async def test_a_second_provider_keeps_the_portal_up(engine: Engine) -> None:
    old = await company(engine)
    found = await compared(engine, old, "new:Supplier:Meridian")
    assert [tuple(c[2:]) for c in found.changed] == [
        ("Payments", "critical", "down", "up"),
        ("Portal", None, "down", "redundancy lost"),
        ("Meridian", None, "not there", "up"),
    ]
    assert found.services == [
        Count("down", 2, 0, 1, 0),
        Count("degraded", 0, 0, 0, 0),
        Count("redundancy lost", 0, 1, 0, 0),
        Count("up", 0, 1, 0, 1),
    ]
    assert [(p.service, p.before, p.after, p.gone) for p in found.points] == [
        ("Payments", ("North", "Portal"), ("Portal",), ["North"]),
        ("Portal", ("North",), (), ["North"]),
    ]
    told = "Services down: 2 before, 0 after (critical: 1, 0). Single points of failure: 2 gone, 0 new."
    assert (found.told, found.oddities) == (told, [])


async def test_a_second_provider_of_the_same_holding_buys_less(engine: Engine) -> None:
    found = await compared(engine, await company(engine), "South")
    assert [(p.service, p.after, p.new) for p in found.points] == [
        ("Payments", ("group of companies Holding", "Portal"), ["group of companies Holding"]),
        ("Portal", ("group of companies Holding",), ["group of companies Holding"]),
    ]


async def test_a_group_that_needs_more_than_it_has_is_told(engine: Engine) -> None:
    old = await company(engine)
    change = links([row(2, "add", "SUPPLIED_BY", "Payments", "South", group="line", needs="2")], old.nodes)
    new = await proposed(engine, old, change)
    found = compare(Propagation(old), Propagation(new), {}, change)
    assert [(c.name, c.before, c.after) for c in found.changed] == [("Payments", "up", "down")]
    assert [o.node for o in found.oddities] == ["pay"]


async def test_a_proposed_model_is_the_one_that_all_would_make(engine: Engine) -> None:
    old = await company(engine)
    change = links([row(2, "remove", "DEPENDS_ON", "pay", "portal"), row(3, "add", "DEPENDS_ON", "portal", "pay")], old.nodes)
    new = await proposed(engine, old, change)
    found = {(new.nodes[g.owner].id, *(new.nodes[n].id for n in g.members)) for g in new.groups}
    assert found == {("portal", "north"), ("portal", "pay")}
    assert {(old.nodes[g.owner].id) for g in old.groups} == {"portal", "pay"}

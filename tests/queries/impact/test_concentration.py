"""Concentration is what trying everything finds; hidden common causes fail a group that can lose any one of its members."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.engine import Engine
from queries.impact import snapshot
from queries.impact.concentration import Alone, alone, concentration, shares
from queries.impact.events import Location, companies, groups_of_companies, locations
from queries.impact.grouping import model
from queries.impact.hidden import Hidden, hidden
from queries.impact.model import Dependency, Node
from queries.impact.propagation import Propagation
from tests.api.graphql.world import World
from tests.queries.impact import brute
from tests.queries.impact.graphs import generated

seeds = st.integers(0, 2**32)
Down = Callable[[Iterable[str]], set[str]]


def estate(seed: int) -> tuple[list[Node], list[Dependency], list[tuple[str, str]]]:
    """A generated graph with countries, statuses, criticalities and a group of companies."""
    chance = random.Random(seed)
    nodes, dependencies = generated(chance, most=9)
    nodes = [
        n._replace(
            country=chance.choice([None, "DE", "IE"]),
            status=chance.choice([None, None, "retired"]),
            criticality=chance.choice([None, "critical", "critical", "low"]),
        )
        for n in nodes
    ]
    suppliers = [n.id for n in nodes if n.label == "Supplier"][:3]
    return nodes, dependencies, [(child, parent) for parent, child in pairwise(suppliers)]


def trying(nodes: list[Node], dependencies: list[Dependency]) -> Down:
    def down(failed: Iterable[str]) -> set[str]:
        found = brute.levels([n.id for n in nodes], dependencies, dict.fromkeys(failed, brute.DOWN))
        return {n for n, level in found.items() if level == brute.DOWN}

    return down


Found = tuple[str, str, str, tuple[str, ...]]
"""Owner, group, cause, members that go down with it."""


def expected_hidden(nodes: list[Node], dependencies: list[Dependency], pairs: list[tuple[str, str]]) -> list[Found]:
    down, known = trying(nodes, dependencies), {n.id: n for n in nodes}
    before = down([])
    rows: list[Found] = []
    for (owner, key), group in brute.groups_of(dependencies).items():
        weights = {n: w for n, w in group["members"].items() if n not in before and w > 0}
        if not known[owner].live or not weights or sum(weights.values()) - max(weights.values()) < group["needs"] - 1e-9:
            continue

        def taken(failed: Iterable[str], group: dict = group, weights: dict = weights) -> tuple[str, ...] | None:
            gone = down(failed)
            left = sum(w for n, w in weights.items() if n not in gone)
            return tuple(sorted(known[n].name for n in weights if n in gone)) if left < group["needs"] - 1e-9 else None

        name = key.removeprefix("group ")
        single = {n.id: some for n in nodes if n.id != owner and n.id not in before and (some := taken([n.id]))}
        rows += [(owner, name, known[n].name, some) for n, some in single.items()]
        for cause, failed in [*in_countries(nodes), *in_groups(nodes, dependencies, pairs)]:
            if owner not in failed and not failed & single.keys() and (some := taken(failed)):
                rows.append((owner, name, cause, some))
    return sorted(rows)


def in_countries(nodes: list[Node]) -> list[tuple[str, set[str]]]:
    return [(c, {n.id for n in nodes if n.country == c}) for c in ("DE", "IE") if any(n.country == c for n in nodes)]


def in_groups(nodes: list[Node], dependencies: list[Dependency], pairs: list[tuple[str, str]]) -> list[tuple[str, set[str]]]:
    return [(e.name, {nodes[n].id for n in e.nodes}) for e in groups_of_companies(model(nodes, dependencies), pairs)]


@settings(max_examples=800, deadline=None)
@given(seed=seeds)
def test_hidden_common_causes_are_those_of_the_brute_force_oracle(seed: int) -> None:
    nodes, dependencies, pairs = estate(seed)
    found = hidden(Propagation(model(nodes, dependencies)), pairs, [])
    assert sorted((h.owner_id, h.group, h.cause, h.members) for h in found) == expected_hidden(nodes, dependencies, pairs)
    assert all(len(h.members) > 1 for h in found)


@settings(max_examples=300, deadline=None)
@given(seed=seeds)
def test_critical_services_on_one_supplier_are_those_of_the_brute_force_oracle(seed: int) -> None:
    nodes, dependencies, _ = estate(seed)
    down = trying(nodes, dependencies)
    before = down([])
    critical = {n.id for n in nodes if n.label == "Service" and n.live and n.criticality == "critical"} - before
    expected = {(s, n.id) for n in nodes if n.label == "Supplier" for s in critical & down([n.id])}
    assert {(a.service_id, a.supplier_id) for a in alone(Propagation(model(nodes, dependencies)))} == expected


@settings(max_examples=300, deadline=None)
@given(seed=seeds)
def test_shares_are_those_of_the_brute_force_oracle(seed: int) -> None:
    nodes, dependencies, pairs = estate(seed)
    down = trying(nodes, dependencies)
    live = {n.id for n in nodes if n.label == "Service" and n.live}
    events = [("supplier", n.name, {n.id}) for n in nodes if n.label == "Supplier"]
    events += [("country", *some) for some in in_countries(nodes)]
    events += [("group of companies", *some) for some in in_groups(nodes, dependencies, pairs)]
    expected = [(kind, name, len(hit) / len(live)) for kind, name, failed in events if (hit := live & down(failed))]
    found = shares(Propagation(model(nodes, dependencies)), pairs, [])
    assert sorted((r.kind, r.name, r.share_down) for r in found) == sorted(expected)
    assert [r.share_critical_down for r in found] == sorted((r.share_critical_down for r in found), reverse=True)


async def test_a_company_whose_spares_are_none(engine: Engine) -> None:
    """A network on two lines over one cable, mail on two companies of one holding, a shop on two rooms of one hall."""
    world = World()
    for name in ("network", "mail", "shop"):
        world.add("Service", name, name=name.title(), criticality="critical")
    for name in ("ostwind", "meridian", "cable", "post", "brief", "holding"):
        world.add("Supplier", name, name=name.title())
    for name in ("room 1", "room 2", "hall"):
        world.add("Resource", name, name=name.title(), kind="facility")
    for name, room in (("node 1", "room 1"), ("node 2", "room 2")):
        world.add("Resource", name, name=name.title())
        world.link("DEPENDS_ON", "shop", name, group="cluster", needs=1.0)
        world.link("LOCATED_IN", name, room)
        world.link("LOCATED_IN", room, "hall")
    for name in ("ostwind", "meridian"):
        world.link("SUPPLIED_BY", "network", name, group="line", needs=1.0)
        world.link("SUBCONTRACTS_TO", name, "cable")
    for name in ("post", "brief"):
        world.link("SUPPLIED_BY", "mail", name, group="carrier", needs=1.0)
        world.link("SUBSIDIARY_OF", name, "holding")
    await world.write(engine)
    taken = await snapshot.read(engine)
    told: list[tuple[str, int, int]] = []
    found = concentration(taken.propagation, await companies(engine), await locations(engine), lambda *some: told.append(some))
    assert [(h.owner, h.kind, h.cause_id, h.sentence) for h in found.hidden] == [
        (
            "Mail",
            "group of companies",
            None,
            "The group of companies Holding takes down Brief and Post: 0 of 2 carrier left, 1 needed.",
        ),
        ("Network", "supplier", "cable", "Cable takes down Meridian and Ostwind: 0 of 2 line left, 1 needed."),
        ("Shop", "site", "hall", "Hall takes down Node 1 and Node 2: 0 of 2 cluster left, 1 needed."),
    ]
    assert found.alone == [Alone("network", "Network", "cable", "Cable")]
    assert [(r.kind, r.name, r.critical_down) for r in found.shares] == [
        ("group of companies", "Holding", 1),
        ("site", "Hall", 1),
        ("supplier", "Cable", 1),
    ]
    assert {what for what, _, _ in told} == {"shares", "critical services on one supplier", "hidden common causes"}


async def test_what_stands_in_two_places_falls_with_neither(engine: Engine) -> None:
    world = World()
    for name in ("cluster", "north", "south", "desk"):
        world.add("Resource", name, name=name.title())
    for site in ("north", "south"):
        world.link("LOCATED_IN", "cluster", site, group="sites", needs=1.0)
    world.link("LOCATED_IN", "desk", "north", effect="degraded")
    world.link("LOCATED_IN", "desk", "south", effect="down")
    await world.write(engine)
    assert sorted(await locations(engine)) == [
        Location("cluster", "north", False),
        Location("cluster", "south", False),
        Location("desk", "north", False),
        Location("desk", "south", True),
    ]


def test_a_member_that_takes_the_others_with_it_is_named() -> None:
    nodes = [Node(n, "Supplier", n.title()) for n in ("owner", "a", "b")]
    group = [Dependency("SUBCONTRACTS_TO", "owner", n, "r", "line", 1) for n in ("a", "b")]
    found = hidden(Propagation(model(nodes, [*group, Dependency("SUBCONTRACTS_TO", "b", "a", "r")])), [], [])
    sentence = "A takes down B with it: 0 of 2 line left, 1 needed."
    assert found == [Hidden("owner", "Owner", None, "line", ("A", "B"), "supplier", "a", "A", sentence)]

"""How services rely on suppliers: the worst that a supplier does by itself, direct or not, in agreement with the ranking."""

from __future__ import annotations

import random

import pytest

from queries.explore.reliance import Effect, Reliance, reliances, resting, risks
from queries.impact import propagation as propagating
from queries.impact.blast import radii
from queries.impact.events import suppliers
from queries.impact.grouping import model
from queries.impact.model import Dependency, Level, Node
from queries.impact.propagation import Propagation
from tests.queries.impact.graphs import generated

NODES = [
    Node("pay", "Service", "Payments"),
    Node("shop", "Service", "Shop"),
    Node("mail", "Service", "Mail"),
    Node("fax", "Service", "Fax", status="retired"),
    Node("net", "Supplier", "Net"),
    Node("spare", "Supplier", "Spare"),
]


def needs(source: str, target: str, group: str | None = None, effect: str | None = None) -> Dependency:
    return Dependency("DEPENDS_ON", source, target, "a/1", group, 1 if group else None, None, effect, None)


LINKS = [
    needs("pay", "net", "line"),
    needs("pay", "spare", "line"),
    needs("shop", "net"),
    needs("mail", "shop", effect="degraded"),
    needs("fax", "net"),
]


def told() -> dict[tuple[str, str], tuple[bool, Effect]]:
    its = model(NODES, LINKS)
    suppliers = [its.index["net"], its.index["spare"]]
    found = reliances(Propagation(its), suppliers, resting(its, suppliers).tolist())
    return {(its.nodes.ids[one.supplier], its.nodes.ids[one.service]): (one.direct, one.effect) for one in found}


def _reliances(propagation: Propagation, supplier: int) -> list[Reliance]:
    return list(reliances(propagation, [supplier], resting(propagation.model, [supplier]).tolist()))


def test_each_live_service_that_rests_on_a_supplier_is_told_with_how() -> None:
    assert told() == {
        ("net", "pay"): (True, Effect.REDUNDANT),
        ("net", "shop"): (True, Effect.STOPS),
        ("net", "mail"): (False, Effect.DEGRADES),
        ("spare", "pay"): (True, Effect.REDUNDANT),
    }


def test_risks_are_those_of_the_ranking() -> None:
    for seed in range(200):
        nodes, dependencies = generated(random.Random(seed))
        its = model(nodes, dependencies)
        propagation = Propagation(its)
        ranked = radii(propagation, suppliers(its))
        mine = [one._replace(name=its.nodes.names[its.index[id_]]) for id_, one in risks(propagation).items()]
        assert mine == ranked, seed


def test_a_row_of_effects_counts_what_the_ranking_counts() -> None:
    for seed in range(200):
        nodes, dependencies = generated(random.Random(seed))
        its = model(nodes, dependencies)
        propagation = Propagation(its)
        if any(level == Level.DOWN for level in propagation.run({}).levels.values()):
            continue
        for id_, risk in risks(propagation).items():
            effects = [one.effect for one in _reliances(propagation, its.index[id_])]
            assert (effects.count(Effect.STOPS), effects.count(Effect.DEGRADES)) == (risk.down, risk.degraded), seed


def test_many_suppliers_at_once_are_told_as_each_alone() -> None:
    for seed in range(100):
        its = model(*generated(random.Random(seed)))
        propagation = Propagation(its)
        every = [*range(len(its.nodes))] * (64 // len(its.nodes) + 1)
        services = resting(its, every).tolist()
        assert list(reliances(propagation, every, services)) == [one for n in every for one in _reliances(propagation, n)], seed


def test_what_a_node_alone_takes_down_is_the_same_when_it_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(propagating, "LATELY", 2)
    for seed in range(50):
        its = model(*generated(random.Random(seed)))
        kept, fresh = Propagation(its), Propagation(its)
        for node in [*range(len(its.nodes)), *reversed(range(len(its.nodes))), 0]:
            alone = fresh.run({node: Level.DOWN}).at(its.nodes.services_in_use)
            assert kept.alone(node).tolist() == alone.tolist(), (seed, node)

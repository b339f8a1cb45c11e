"""Events: what can fail at once. A node by itself, or a common cause: a group of companies, a country."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from graph.engine import Engine
from queries.impact.model import Model

_COMPANIES = "MATCH (a:Supplier)-[:SUBSIDIARY_OF]->(b:Supplier) RETURN a.id, b.id"


class Event(NamedTuple):
    """Something that can happen."""

    kind: str
    """node, group of companies, or country."""
    name: str
    nodes: frozenset[int]
    """Everything that fails with it."""


async def companies(engine: Engine) -> list[tuple[str, str]]:
    """Subsidiary and parent, by id."""
    return [(str(child), str(parent)) for child, parent in await engine.read(_COMPANIES)]


def joined(pairs: Iterable[tuple[str, str]], start: Iterable[str]) -> set[str]:
    """Everything that pairs join to the start, itself included."""
    others: dict[str, set[str]] = {}
    for one, other in pairs:
        others.setdefault(one, set()).add(other)
        others.setdefault(other, set()).add(one)
    seen: set[str] = set()
    waiting = list(start)
    while waiting:
        if (company := waiting.pop()) not in seen:
            seen.add(company)
            waiting += others.get(company, ())
    return seen


def single(model: Model, nodes: Iterable[int]) -> list[Event]:
    """Each of these nodes by itself."""
    return [Event("node", model.nodes[n].name, frozenset([n])) for n in nodes]


def groups_of_companies(model: Model, pairs: list[tuple[str, str]]) -> list[Event]:
    """Each group with more than one company in the model, called by its topmost."""
    found: list[Event] = []
    seen: set[str] = set()
    children = {child for child, _ in pairs}
    for _, parent in sorted(pairs):
        if parent in seen or parent in children:
            continue
        group = joined(pairs, [parent])
        seen |= group
        nodes = frozenset(model.index[c] for c in group if c in model.index)
        if len(nodes) > 1:
            found.append(Event("group of companies", _called(model, parent), nodes))
    return found


def _called(model: Model, id_: str) -> str:
    return model.nodes[model.index[id_]].name if id_ in model.index else id_


def countries(model: Model) -> list[Event]:
    """Each country in which something stands."""
    found: dict[str, set[int]] = {}
    for place, node in enumerate(model.nodes):
        if node.country:
            found.setdefault(node.country, set()).add(place)
    return [Event("country", country, frozenset(nodes)) for country, nodes in sorted(found.items())]

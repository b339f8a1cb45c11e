"""Events: what can fail at once. A node by itself, or a common cause: a group of companies, a country, a site.

A common cause makes several things fail for one reason (common cause failures, IEC 61025). A subcontractor of two suppliers is
none of these: both rest on it, so it is a node below them, and its failure reaches both as it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from graph.engine import Engine
from queries.impact.below import reached
from queries.impact.kinds import Kind
from queries.impact.model import Model

_COMPANIES = "MATCH (a:Supplier)-[:SUBSIDIARY_OF]->(b:Supplier) RETURN a.id, b.id"
_LOCATIONS = (
    "MATCH (b:Resource)<-[e:LOCATED_IN]-(a) RETURN a.id, b.id, e.group IS NULL AND coalesce(e.effect, 'down') = 'down' AS falls"
)


class Event(NamedTuple):
    """Something that can happen."""

    kind: str
    """node, supplier, group of companies, country, or site."""
    name: str
    nodes: frozenset[int]
    """Everything that fails with it."""


class Location(NamedTuple):
    """Where something stands, by id."""

    thing: str
    site: str
    falls: bool
    """Whether it is down when the site is: the link says so by itself, and not as one of a group."""


async def companies(engine: Engine) -> list[tuple[str, str]]:
    """Subsidiary and parent, by id."""
    return [(str(child), str(parent)) for child, parent in await engine.read(_COMPANIES)]


async def locations(engine: Engine) -> list[Location]:
    """Where everything stands, as the graph says."""
    return [Location(str(thing), str(site), bool(falls)) for thing, site, falls in await engine.read(_LOCATIONS)]


def joined(pairs: Iterable[tuple[str, str]], start: Iterable[str]) -> set[str]:
    """Everything that pairs join to the start, itself included."""
    others: dict[str, set[str]] = {}
    for one, other in pairs:
        others.setdefault(one, set()).add(other)
        others.setdefault(other, set()).add(one)
    return set(reached(start, lambda company: others.get(company, ())))


def single(model: Model, nodes: Iterable[int], kind: str = "node") -> list[Event]:
    """Each of these nodes by itself."""
    return [Event(kind, model.nodes[n].name, frozenset([n])) for n in nodes]


def suppliers(model: Model) -> list[Event]:
    """Each supplier by itself."""
    return _labelled(model, "Supplier", "supplier")


def _labelled(model: Model, label: str, kind: str = "node") -> list[Event]:
    return single(model, np.flatnonzero(model.nodes.labels.among(label)).tolist(), kind)


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
    column = model.nodes.countries
    places = {country: np.flatnonzero(column.among(country)).tolist() for country in filter(None, column.named)}
    return [Event("country", country, frozenset(some)) for country, some in sorted(places.items()) if some]


def sites(model: Model, located: Iterable[Location]) -> list[Event]:
    """Each facility with everything that stands in it, in a room of it, and so on.

    What stands in several places that back each other up (a group) does not fail with one of them.
    """
    inside: dict[int, set[int]] = {}
    for thing, site, falls in located:
        if thing in model.index and site in model.index:
            inside.setdefault(model.index[site], set()).update([model.index[thing]] if falls else [])
    whole = {site: frozenset(reached([site], lambda place: inside.get(place, ()))) for site in inside}
    found = [Event("site", model.nodes.names[site], nodes) for site, nodes in whole.items()]
    return sorted(found, key=lambda e: (e.name, min(e.nodes)))


def common_causes(model: Model, pairs: list[tuple[str, str]], located: Iterable[Location]) -> list[Event]:
    """Every group of companies, country and site; `pairs` are those of `companies`, `located` those of `locations`."""
    return [*groups_of_companies(model, pairs), *countries(model), *sites(model, located)]


def of_kind(model: Model, kind: Kind, pairs: list[tuple[str, str]], located: Iterable[Location]) -> list[Event]:
    """Everything of a kind that can fail."""
    if kind is Kind.GROUP:
        return groups_of_companies(model, pairs)
    if kind is Kind.COUNTRY:
        return countries(model)
    if kind is Kind.SITE:
        return sites(model, located)
    return _labelled(model, kind.capitalize())

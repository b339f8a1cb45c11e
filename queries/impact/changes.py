"""A proposed change: links that are added and removed, done to the nodes and dependencies of a model. Nothing is written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from graph.engine import Engine
from graph.errors import WrongUse
from queries.impact.model import Dependency, Model, Node
from queries.impact.refresh import dependencies, replaced

PROPOSED = "proposal"
"""The record that added links stand on."""
Key = tuple[str, str, str]


class Link(NamedTuple):
    """One row of a change: a link to add, or one to remove from every source that asserts it."""

    add: bool
    type: str
    start: Node
    end: Node
    """An end that the graph does not know is a new node."""
    where: str = ""
    """File and line, for errors."""
    group: str | None = None
    needs: float | None = None
    weight: float | None = None
    effect: str | None = None
    switchover_minutes: int | None = None

    @property
    def key(self) -> Key:
        """What makes it the same as another."""
        return self.type, self.start.id, self.end.id

    def __str__(self) -> str:
        return f"{self.type} from {self.start.name} to {self.end.name}"


def changed(nodes: Iterable[Node], given: Iterable[Dependency], links: Sequence[Link]) -> tuple[list[Node], list[Dependency]]:
    """Nodes and dependencies as they would be: first what is removed is taken out, then what is added is put in.

    So a row that removes a link and one that adds it again change its group. New nodes come last. Raises WrongUse for a link to
    remove that is not there, and for one to add that is.
    """
    before = list(given)
    removed = {link.key for link in links if not link.add}
    kept = [one for one in before if _key(one) not in removed]
    _check(links, {_key(one) for one in before}, {_key(one) for one in kept})
    known = {node.id: node for node in nodes}
    for link in (one for one in links if one.add):
        known.setdefault(link.start.id, link.start)
        known.setdefault(link.end.id, link.end)
    return list(known.values()), [*kept, *(_dependency(link) for link in links if link.add)]


async def proposed(engine: Engine, model: Model, links: Sequence[Link]) -> Model:
    """The model as it would be; only what the changed nodes rest on is read. Raises as `changed` and `Engine.read`."""
    touched = [*dict.fromkeys(link.start.id for link in links if link.start.id in model.index)]
    nodes, after = changed((model.nodes[model.index[i]] for i in touched), await dependencies(engine, touched), links)
    some = [node for node in nodes if node.id in touched or node.id not in model.index]
    return replaced(model, touched, some, after)


def _check(links: Sequence[Link], before: set[Key], kept: set[Key]) -> None:
    for link in links:
        if not link.add and link.key not in before:
            raise WrongUse(f"There is no {link} to remove.", where=link.where, remedy=_others(link, before))
        if link.add and link.key in kept:
            raise WrongUse(f"{link} is there already.", where=link.where, remedy="Remove it in another row to change it.")


def _others(link: Link, before: set[Key]) -> str:
    others = sorted(end for type_, start, end in before if (type_, start) == link.key[:2])
    return f"It leads to {', '.join(others[:5])}." if others else f"No {link.type} starts there; leave the row out."


def _key(one: Dependency) -> Key:
    return one.type, one.start, one.end


def _dependency(link: Link) -> Dependency:
    said = (link.group, link.needs, link.weight, link.effect, link.switchover_minutes)
    return Dependency(link.type, link.start.id, link.end.id, PROPOSED, *said)

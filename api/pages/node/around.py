"""What the picture around a node holds: what is met, what of it is left out, and what keeps paths whole."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from api.pages.missing import NotThere
from api.pages.node.asked import Asking
from api.pages.site import Site
from graph.errors import WrongUse
from queries.explore.contracted import Pair, implied, joined
from queries.explore.found import Found, found
from queries.explore.neighbourhood import Around, Met, Tie, around, tie_among
from queries.explore.way import LONGEST, Passage, way_to

_TIED_AMONG = 1_000
"""Up to so many nodes, relationships among what was met are read."""


@dataclass(frozen=True)
class Seen:
    """A neighbourhood with what was asked of it."""

    centre: Met
    met: Around
    """Everything, also what is left out."""
    nodes: list[Met]
    """Those that are shown."""
    ties: list[Tie]
    implied: list[Pair]
    extra: dict[str, Met] = field(default_factory=dict)
    """Nodes that the address names, by id: opened, hidden, pinned, sought."""
    target: Met | None = None
    passage: Passage | None = None

    @property
    def on_the_way(self) -> set[str]:
        """Nodes of the way that was asked for."""
        return {node.id for node in self.passage.nodes} if self.passage else set()


async def seen(site: Site, node: Found, asking: Asking) -> Seen:
    """Reads it; raises WrongUse for a way to a node that cannot be meant, and as `Engine.read`."""
    engine, centre, types = site.engine(), Met.of(node), asking.types(node.label)
    named = await found(engine, [*asking.open, *asking.pin, *asking.hide])
    extra = {id_: Met.of(one) for id_, one in named.items()}
    target = await _target(site, centre, asking.to) if asking.to else None
    met = await around(engine, [centre], asking.depth, asking.way, types)
    if opened := [extra[id_] for id_ in asking.open if id_ in extra]:
        _add(met, await around(engine, opened, 1, asking.way, types))
    passage = await way_to(engine, centre, target, asking.way, types) if target else None
    if passage:
        _add(met, Around({one.id: one for one in passage.nodes}, dict.fromkeys(passage.ties)))
    met.nodes |= {id_: extra[id_] for id_ in asking.pin if id_ in extra}
    if len(met.nodes) <= _TIED_AMONG:
        await tie_among(engine, met, types)
    return _seen(centre, met, extra, target, passage, asking)


def _add(met: Around, more: Around) -> None:
    met.nodes |= {id_: node for id_, node in more.nodes.items() if id_ not in met.nodes}
    met.ties |= more.ties
    met.cut |= more.cut
    met.outwards |= more.outwards


def _seen(centre: Met, met: Around, extra: dict[str, Met], target: Met | None, passage: Passage | None, asking: Asking) -> Seen:
    kept = {centre.id, *asking.pin, *(node.id for node in passage.nodes if passage)} if passage else {centre.id, *asking.pin}
    hidden = set(asking.hide) - {centre.id}
    gone = {id_ for id_, node in met.nodes.items() if node.label in asking.hidden_labels} - kept
    ties = [tie for tie in met.ties if tie.start not in hidden and tie.end not in hidden]
    through = implied(((tie.start, tie.end) for tie in ties), gone)
    ties = [tie for tie in ties if tie.start not in gone and tie.end not in gone]
    there = joined([id_ for id_ in kept if id_ in met.nodes], [*_pairs(ties), *through])
    shown = there - gone - hidden
    nodes = [node for id_, node in met.nodes.items() if id_ in shown]
    ties = [tie for tie in ties if tie.start in there and tie.start != tie.end]
    return Seen(centre, met, nodes, ties, [pair for pair in through if pair[0] in there], extra, target, passage)


def _pairs(ties: Iterable[Tie]) -> list[Pair]:
    return [(tie.start, tie.end) for tie in ties]


async def _target(site: Site, centre: Met, text: str) -> Met:
    """The node of this id, or else the one of this name; raises WrongUse where none or several are meant."""
    engine = site.engine()
    if (by_id := await found(engine, [text])).get(text):
        return _other(centre, Met.of(by_id[text]))
    near = (await site.names()).find(text, 6)
    same = [known for known in near if known.name.casefold() == text.casefold()]
    if len(same) == 1 or (not same and len(near) == 1):
        known = (same or near)[0]
        return _other(centre, Met.of((await found(engine, [known.id]))[known.id]))
    if not near:
        raise NotThere(f"There is no node {text}.", where="to", remedy="Write its name or its id as the search box finds it.")
    ids = ", ".join(known.id for known in (same or near)[:5])
    raise WrongUse(f"Several nodes are called {text}.", where="to", remedy=f"Give the id of one: {ids}.")


def _other(centre: Met, target: Met) -> Met:
    if target.id == centre.id:
        raise WrongUse(f"{centre.name} is where the way begins.", where="to", remedy="Name another node.")
    return target


__all__ = ["LONGEST", "Seen", "seen"]

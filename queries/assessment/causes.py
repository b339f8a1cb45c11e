"""What changed between two days, clause by clause, and which records changed it.

A clause changed because reasons came or went. A record is behind that when it speaks of what the reason is about, links to
it, or, since a check looks further, speaks of something that is linked to it. Where there is none, the days that passed did
it alone: a document expired, a record grew old.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from graph.engine import Engine, Row
from graph.errors import WrongUse
from graph.records.assessments import REASONS
from graph.records.between import Difference, contents, differences
from graph.records.changes import Kind
from graph.records.ledger import own_key
from graph.records.model import Link, Record
from graph.schema import model
from queries.assessment.compare import Change, changed
from queries.assessment.kept import Kept, Stood
from queries.assessment.reasons import difference, parsed
from queries.assessment.states import COUNTED

_ABOUT = (
    "UNWIND $ids AS id MATCH (n:{label} {{id: id}})<-[:ABOUT]-(r:Record) "
    "RETURN n.id, r.id, coalesce(r.identities, []), coalesce(r.unresolved, [])"
)
_BESIDE = "UNWIND $ids AS id MATCH (n:{label} {{id: id}})-[e]-(m) WHERE e.record IS NOT NULL RETURN DISTINCT n.id, m.id"


class Bearing(StrEnum):
    """How a record bears on what a reason is about, the closest first."""

    ITSELF = "itself"
    """It speaks of it."""
    LINKED = "linked"
    """It links to it, or did."""
    NEAR = "near"
    """It speaks of something that is linked to it."""


@dataclass(frozen=True)
class Cause:
    """A record that changed what a clause rests on."""

    difference: Difference
    bearing: Bearing
    name: str
    """What people call what it speaks of."""
    said: tuple[str, ...]
    """What it says differently: `status: draft → approved`, `+ GOVERNS name:Service/mail`."""

    @property
    def kind(self) -> Kind:
        """What became of the record."""
        return self.difference.kind


@dataclass(frozen=True)
class Moved:
    """A clause that is in another state."""

    before: Stood
    now: Stood
    change: Change
    went: tuple[str, ...]
    """Reasons that no longer hold."""
    came: tuple[str, ...]
    """Reasons that hold now and did not."""
    causes: tuple[Cause, ...] = ()
    """None where time alone did it."""


def moved(then: Kept, now: Kept) -> list[Moved]:
    """The clauses, judged by themselves on both days, that are in another state, without causes."""
    before = {one.ref: one for one in then.clauses if one.judged}
    pairs = [(before[one.ref], one) for one in now.clauses if one.judged and one.ref in before]
    return [_moved(was, one) for was, one in pairs if was.state != one.state]


def _moved(was: Stood, now: Stood) -> Moved:
    went, came = difference(was.reasons, now.reasons, REASONS)
    return Moved(was, now, changed(was.state, now.state), tuple(went), tuple(came))


async def traced(engine: Engine, then: Kept, now: Kept) -> list[Moved]:
    """The same with their causes; `engine` holds the graph of today with all its records, live and past.

    Raises WrongUse where then comes after now.
    """
    if then.day > now.day:
        raise WrongUse(f"{then.day} comes after {now.day}.", remedy="Compare the later day with the earlier one.")
    if not (found := moved(then, now)):
        return []
    behind = await differences(engine, then.moment, now.moment)
    said = await contents(engine, (version for one in behind for version in one.versions))
    nodes = {node for one in found for node in _nodes(one)}
    around = await _around(engine, nodes, behind)
    causes = _Causes(behind, said, around)
    return [Moved(m.before, m.now, m.change, m.went, m.came, causes.of(m)) for m in found]


def _nodes(one: Moved, *kinds: str) -> set[str]:
    """Ids of what the reasons of these kinds are about; of all kinds, and of the clause itself, where none is given."""
    told = [parsed(text) for text in (*one.went, *one.came)]
    return {reason.node for reason in told if reason.kind in kinds} if kinds else {one.now.id, *(r.node for r in told)}


@dataclass(frozen=True)
class _Around:
    """What is known of the nodes that reasons are about."""

    called: Mapping[str, set[str]]
    """Identity to the nodes that it is of."""
    waited: Mapping[str, set[str]]
    """Identity that nobody answers to, to the nodes whose records name it."""
    beside: Mapping[str, set[str]]
    """Node to those of them that it is linked to."""


async def _around(engine: Engine, nodes: Collection[str], behind: Iterable[Difference]) -> _Around:
    called, waited, beside = (defaultdict[str, set[str]](set) for _ in range(3))
    for node, rid, identities, unresolved in await _of_labels(engine, _ABOUT, nodes):
        for identity in (own_key(rid), *identities):
            called[identity].add(node)
        for identity in unresolved:
            waited[identity].add(node)
    for one in behind:
        for version in one.versions:
            if version.node in nodes:
                for identity in (own_key(one.record), *(version.identities or ())):
                    called[identity].add(version.node)
    for node, other in await _of_labels(engine, _BESIDE, nodes):
        beside[other].add(node)
    return _Around(called, waited, beside)


async def _of_labels(engine: Engine, text: str, nodes: Collection[str]) -> list[Row]:
    asked = {"ids": sorted(nodes)}
    found = await asyncio.gather(*(engine.read(text.format(label=label), asked) for label in model.LOADABLE))
    return [row for rows in found for row in rows]


class _Causes:
    """Finds for a clause the records that bear on it."""

    def __init__(self, behind: Sequence[Difference], said: Mapping[str, Record], around: _Around) -> None:
        self.behind, self.said, self.around = behind, said, around
        self.linked = [self._targets(one) for one in behind]
        self.near = [self._neighbours(one) for one in behind]

    def _targets(self, one: Difference) -> set[str]:
        links = (link for version in one.versions for link in self.said[version.id].links)
        return {node for link in links for node in self.around.called.get(link.target, ())}

    def _neighbours(self, one: Difference) -> set[str]:
        names = {own_key(one.record), *(name for v in one.versions for name in v.identities or ())}
        waited = {node for name in names for node in self.around.waited.get(name, ())}
        return waited | {node for about in one.nodes for node in self.around.beside.get(about, ())}

    def of(self, clause: Moved) -> tuple[Cause, ...]:
        """Its causes, the closest first, then the earliest."""
        nodes, reached, judged = _nodes(clause), _nodes(clause, "scope", *COUNTED), _nodes(clause, *COUNTED)
        found = [
            self._cause(one, bearing)
            for one, linked, near in zip(self.behind, self.linked, self.near, strict=True)
            if (bearing := _bearing(one.nodes & nodes, linked & reached, near & judged))
        ]
        order = list(Bearing)
        return tuple(sorted(found, key=lambda c: (order.index(c.bearing), c.difference.at, c.difference.record)))

    def _cause(self, one: Difference, bearing: Bearing) -> Cause:
        before, after = (self.said[version.id] if version else None for version in (one.before, one.after))
        shown = after or before
        name = str(shown.properties.get("name", shown.key)) if shown else one.record
        return Cause(one, bearing, name, tuple(told(before, after)) if before and after else ())


def _bearing(itself: set[str], linked: set[str], near: set[str]) -> Bearing | None:
    return Bearing.ITSELF if itself else Bearing.LINKED if linked else Bearing.NEAR if near else None


def told(before: Record, after: Record) -> list[str]:
    """What a record says differently: properties, then links that went and came."""
    names = sorted({*before.properties, *after.properties})
    values = [(name, before.properties.get(name), after.properties.get(name)) for name in names]
    lost, won = ([link for link in some.links if link not in other.links] for some, other in ((before, after), (after, before)))
    said = [f"{name}: {_shown(old)} → {_shown(new)}" for name, old, new in values if old != new]
    return [*said, *(f"− {_link(link)}" for link in lost), *(f"+ {_link(link)}" for link in won)]


def _shown(value: object) -> str:
    return "nothing" if value is None else ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _link(link: Link) -> str:
    more = ", ".join(f"{name}: {_shown(value)}" for name, value in sorted(link.properties.items()))
    return f"{link.type} {'' if link.outgoing else '<- '}{link.target}{f' ({more})' if more else ''}"

"""The same scenario before and after a proposed change: what the change buys."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from graph.engine import Engine
from queries.impact.below import resting_on
from queries.impact.changes import Link
from queries.impact.cutsets import points_of_failure
from queries.impact.events import Event
from queries.impact.model import Level, Model, Oddity
from queries.impact.nodes import rank
from queries.impact.propagation import STATES, Outcome, Propagation
from queries.impact.summary import services

_BUSINESS = "MATCH (s:Service) WHERE s.kind = 'business' RETURN s.id ORDER BY s.id"
NEW = "not there"
"""State of a node that the change adds, before it."""
Causes = Callable[[Model], Iterable[Event]]
Progress = Callable[[int, int], None]
"""Services whose single points of failure were looked for, of how many."""


class Changed(NamedTuple):
    """A node whose state the change alters."""

    id: str
    label: str
    name: str
    criticality: str | None
    before: str
    """One of STATES, or NEW."""
    after: str


class Count(NamedTuple):
    """Live services in a state."""

    state: str
    before: int
    after: int
    critical_before: int
    critical_after: int


class Points(NamedTuple):
    """Single points of failure of a service; a common cause by its kind and name."""

    service_id: str
    service: str
    criticality: str | None
    before: tuple[str, ...]
    after: tuple[str, ...]

    @property
    def gone(self) -> list[str]:
        """Those that the change takes away."""
        return [name for name in self.before if name not in self.after]

    @property
    def new(self) -> list[str]:
        """Those that it brings."""
        return [name for name in self.after if name not in self.before]


@dataclass(frozen=True)
class Comparison:
    """What a change does to a scenario, and whatever happens."""

    changed: list[Changed]
    """The most critical first."""
    services: list[Count]
    """A row for each state."""
    points: list[Points]
    """Of critical and business services that rest on a changed link."""
    oddities: list[Oddity]
    """What the change brings that was read on the safe side, such as a group that needs more than it has."""

    @property
    def told(self) -> str:
        """What the change buys, in words."""
        down = self.services[0]
        gone, new = (sum(len(some) for some in kind) for kind in ([p.gone for p in self.points], [p.new for p in self.points]))
        said = (
            f"Services down: {down.before} before, {down.after} after (critical: {down.critical_before}, {down.critical_after})."
        )
        return f"{said} Single points of failure: {gone} gone, {new} new."


async def business_services(engine: Engine) -> set[str]:
    """Ids of the services that are sold or offered as such, not those that only carry others."""
    return {str(id_) for (id_,) in await engine.read(_BUSINESS)}


def compare(
    before: Propagation,
    after: Propagation,
    failed: Mapping[int, Level],
    links: Sequence[Link],
    *,
    business: Collection[str] = (),
    causes: Causes = lambda _: (),
    progress: Progress = lambda *_: None,
) -> Comparison:
    """The comparison; `failed` are nodes of the model before, `links` what was changed since (`changes.proposed`).

    `business` are ids of services to look at besides the critical ones; `causes` gives the common causes of a model.
    """
    old, new = before.model, after.model
    was, now = before.run(failed), after.run({new.index[old.nodes[n].id]: level for n, level in failed.items()})
    return Comparison(
        changed=_changed(old, was, new, now, links),
        services=_counts(old, was, new, now),
        points=_points(old, new, _concerned(old, new, links, business), causes, progress),
        oddities=[one for one in new.oddities if one not in old.oddities],
    )


def _changed(old: Model, was: Outcome, new: Model, now: Outcome, links: Sequence[Link]) -> list[Changed]:
    ids = {model.nodes.ids[n] for model, outcome in ((old, was), (new, now)) for n in (*outcome.levels, *outcome.lost)}
    rows = []
    for id_ in ids | {end.id for link in links for end in (link.start, link.end) if end.id not in old.index}:
        node = new.nodes[new.index[id_]]
        states = was.state(old.index[id_]) if id_ in old.index else NEW, now.state(new.index[id_])
        if states[0] != states[1]:
            rows.append(Changed(id_, node.label, node.name, node.criticality, *states))
    return sorted(rows, key=lambda c: (rank(c.criticality), STATES.index(c.after), c.name, c.id))


def _counts(old: Model, was: Outcome, new: Model, now: Outcome) -> list[Count]:
    first, then = services(old, was), services(new, now)
    return [
        Count(
            state=state,
            before=sum(first[state].values()),
            after=sum(then[state].values()),
            critical_before=first[state].get("critical", 0),
            critical_after=then[state].get("critical", 0),
        )
        for state in STATES
    ]


def _concerned(old: Model, new: Model, links: Sequence[Link], business: Collection[str]) -> list[str]:
    """Live services worth a look that rest on the start of a changed link, before or after; the most critical first."""
    starts = {link.start.id for link in links}
    found: set[str] = set()
    for model in (old, new):
        resting = resting_on(model, [model.index[id_] for id_ in starts if id_ in model.index]) & model.nodes.live_services
        found.update(model.nodes.ids[n] for n in resting.nonzero()[0].tolist())
    nodes = (new.nodes[new.index[id_]] for id_ in found)
    chosen = [node for node in nodes if node.criticality == "critical" or node.id in business]
    return [node.id for node in sorted(chosen, key=lambda n: (rank(n.criticality), n.name, n.id))]


def _points(old: Model, new: Model, ids: Sequence[str], causes: Causes, progress: Progress) -> list[Points]:
    common = {id(model): list(causes(model)) for model in (old, new)} if ids else {}
    rows = []
    for done, id_ in enumerate(ids):
        node = new.nodes[new.index[id_]]
        both = (_named(model, id_, common[id(model)]) for model in (old, new))
        rows.append(Points(id_, node.name, node.criticality, *both))
        progress(done + 1, len(ids))
    return rows


def _named(model: Model, id_: str, causes: list[Event]) -> tuple[str, ...]:
    if id_ not in model.index:
        return ()
    found = points_of_failure(model, model.index[id_], causes)
    return tuple(event.name if event.kind == "node" else f"{event.kind} {event.name}" for event in found)

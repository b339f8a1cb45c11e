"""Promises that cannot be kept: every target against what the dependencies beneath can deliver.

A node is held to the best figure that it or an agreement about it states, and those above it can count on that figure, or on what
lies beneath the node where that is worse. Its target is compared with what lies beneath alone: whether it keeps the promise by
itself is not known. Targets for services and agreements that fit them: ISO/IEC 20000-1:2018, 8.3.3, 8.3.4 and 8.7.1; recovery
objectives: ISO 22301, 8.2.2, and for financial entities DORA, article 12(6).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator

from queries.impact.model import TOLERANCE, Model
from queries.impact.nodes import rank
from queries.impact.promises.availability import Availability
from queries.impact.promises.broken import NAMED, Broken, Names
from queries.impact.promises.chains import chain
from queries.impact.promises.measures import Measure, OfAvailability, OfObjectives
from queries.impact.promises.objectives import Objectives
from queries.impact.promises.order import Beneath, beneath
from queries.impact.promises.targets import Figure, Kind, Stated, Targets

_DIGITS = 9
_EVERY = 64
Tell = Callable[[int, int], None]
"""Takes how many promises were looked at, and of how many."""


def promises(model: Model, targets: Targets, progress: Tell = lambda _done, _all: None) -> list[Broken]:
    """Promises of live nodes that cannot be kept, and figures that cannot be meant.

    Promises come first, by criticality, and by how many times what is allowed would be taken, the worst first.
    """
    under = beneath(model)
    found = [_faulty(model, figure) for figure in targets.faulty() if figure.node in model.index]
    all_ = {kind: targets.stated(model, kind) for kind in Kind}
    seen = _Counted(progress, sum(map(len, all_.values())))
    for kind, stated in all_.items():
        found += _broken(kind, _measure(kind, under, stated), stated, targets, seen)
    return sorted(found, key=_order)


def _order(one: Broken) -> tuple[object, ...]:
    return (
        bool(one.fault),
        rank(one.criticality),
        -one.times,
        list(Kind).index(one.kind),
        one.name,
        one.id,
        one.agreement,
    )


def _measure(kind: Kind, under: Beneath, stated: dict[int, Stated]) -> Measure:
    if kind is Kind.AVAILABILITY:
        shares = {node: one.value / 100 for node, one in stated.items()}
        return OfAvailability(under, shares, Availability(under, shares))
    minutes = {node: one.value for node, one in stated.items()}
    return OfObjectives(under, minutes, Objectives(under, minutes, switching=kind is Kind.RTO))


def _faulty(model: Model, figure: Figure) -> Broken:
    node = model.nodes[model.index[figure.node]]
    value = figure.value if isinstance(figure.value, int | float) and not isinstance(figure.value, bool) else None
    return Broken(figure.kind, *node[:3], node.criticality, value, figure.agreement, (node.name,), fault=figure.fault)


class _Counted:
    """Tells now and then how far one is."""

    def __init__(self, tell: Tell, all_: int) -> None:
        self._tell, self._all, self._done = tell, all_, 0

    def one(self) -> None:
        if self._done % _EVERY == 0:
            self._tell(self._done, self._all)
        self._done += 1


def _broken(kind: Kind, measure: Measure, stated: dict[int, Stated], targets: Targets, seen: _Counted) -> Iterator[Broken]:
    for place, one in stated.items():
        seen.one()
        can = measure.value(place)
        if kind.better(one.value, can) and abs(one.value - can) > 100 * TOLERANCE and measure.beneath.model.nodes[place].live:
            yield _found(kind, measure, place, one, can, _silent(measure, place, stated, targets))


def _found(kind: Kind, measure: Measure, place: int, one: Stated, can: float, silent: Names) -> Broken:
    node, path = measure.beneath.model.nodes[place], chain(measure, place)
    return Broken(
        kind=kind,
        id=node.id,
        label=node.label,
        name=node.name,
        criticality=node.criticality,
        target=one.value,
        agreement=one.agreement,
        chain=tuple(measure.beneath.model.nodes.names[n] for n in path),
        promised=round(can, _DIGITS) if can < math.inf else None,
        inexact=not measure.exact(place),
        silent=silent,
        degrading=_degrading(measure.beneath, place),
        switchover_minutes=measure.switchover(path) if kind is Kind.RTO else None,
    )


def _silent(measure: Measure, place: int, stated: dict[int, Stated], targets: Targets) -> Names:
    model = measure.beneath.model
    some = (n for n in measure.beneath.all(place) if n != place and n not in stated and model.nodes.ids[n] not in targets.mute)
    return _names(model, some)


def _degrading(under: Beneath, place: int) -> Names:
    """What the node or something beneath it would miss, but not stop without."""
    reached = {place, *under.all(place)}
    members = {member for node in reached for member in under.degrading.get(node, ())}
    return _names(under.model, members - reached)


def _names(model: Model, nodes: Iterable[int]) -> Names:
    some = sorted(model.nodes.names[node] for node in nodes)
    return Names(len(some), tuple(some[:NAMED]))

"""What is promised: figures that nodes state of themselves, and those of agreements that bind them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from graph.engine import Engine
from graph.records.known import rows
from graph.schema import model as schema
from graph.schema.vocabulary import AGREEMENT_KINDS, ResourceKind
from queries.impact.model import Model

_OWN = "[n.id, n.availability_target, n.rto_minutes, n.rpo_minutes]"
_AGREEMENTS = (
    "MATCH (d:Document)-[:GOVERNS]->(n) WHERE d.kind IN $kinds AND d.status = 'approved' "
    "AND coalesce(d.valid_from, $today) <= $today AND coalesce(d.valid_to, $today) >= $today"
)
_OF_AGREEMENT = "[n.id, d.availability_target, d.rto_minutes, d.rpo_minutes, d.name]"
_MUTE = "MATCH (n:Resource) WHERE n.kind IN $kinds"
_MUTE_KINDS = [ResourceKind.HUMAN.value, ResourceKind.FINANCIAL.value]


class Kind(StrEnum):
    """What a figure is about. RTO and RPO as in ISO 22301 (8.2.2) and DORA, article 12(6)."""

    AVAILABILITY = "availability"
    """Percent of the time."""
    RTO = "RTO"
    """Recovery time objective, in minutes."""
    RPO = "RPO"
    """Recovery point objective, in minutes."""

    @property
    def unit(self) -> str:
        """As it is written behind a number."""
        return "%" if self is Kind.AVAILABILITY else "min"

    def better(self, one: float, other: float) -> bool:
        """Whether one figure promises more than another."""
        return one > other if self is Kind.AVAILABILITY else one < other


class Figure(NamedTuple):
    """One figure, as somebody stated it."""

    node: str
    """Id of the node that it binds."""
    kind: Kind
    value: object
    """A number, where it is what it should be."""
    agreement: str = ""
    """Name of the agreement that states it; empty where the node states it of itself."""

    @property
    def fault(self) -> str:
        """Why it cannot be meant; empty where it can."""
        if isinstance(self.value, bool) or not isinstance(self.value, int | float) or not math.isfinite(self.value):
            return "is no number"
        if self.value < 0:
            return "is below 0"
        return "is over 100 %" if self.kind is Kind.AVAILABILITY and self.value > 100 else ""


class Stated(NamedTuple):
    """The best that was promised of a node."""

    value: float
    agreement: str
    """Name of the agreement; empty where the node states it of itself."""


@dataclass(frozen=True)
class Targets:
    """Everything that was promised."""

    figures: tuple[Figure, ...] = ()
    mute: frozenset[str] = frozenset()
    """Ids of people and money: nobody expects a figure of them, so they are not counted as silent."""

    def faulty(self) -> list[Figure]:
        """Figures that cannot be meant; they count as not stated."""
        return [figure for figure in self.figures if figure.fault]

    def stated(self, model: Model, kind: Kind) -> dict[int, Stated]:
        """By node, the best figure of this kind: what it is held to, and what those above it may count on.

        The best, because a finding has to be right even for who relies on the best of several agreements.
        """
        found: dict[int, Stated] = {}
        for figure in sorted(self._usable(kind), key=lambda f: f.agreement):
            node = model.index.get(figure.node)
            one = Stated(float(figure.value), figure.agreement)  # type: ignore[arg-type]
            if node is not None and (node not in found or kind.better(one.value, found[node].value)):
                found[node] = one
        return found

    def _usable(self, kind: Kind) -> Iterable[Figure]:
        return (figure for figure in self.figures if figure.kind is kind and not figure.fault)


async def read(engine: Engine, today: date) -> Targets:
    """What nodes state, and what contracts, SLAs and OLAs state that are approved and in force today; raises as `Engine.read`.

    ISO/IEC 20000-1:2018, 8.3.3, 8.3.4 and 8.7.1 ask for such targets.
    """
    figures: list[Figure] = []
    for label in schema.travelling_labels():
        for id_, *values in await rows(engine, f"MATCH (n:{label})", _OWN):
            figures += _figures(id_, values)
    given: Mapping[str, object] = {"kinds": AGREEMENT_KINDS, "today": today.isoformat()}
    for id_, *values, name in await rows(engine, _AGREEMENTS, _OF_AGREEMENT, **given):
        figures += _figures(id_, values, name)
    mute = await rows(engine, _MUTE, "[n.id]", kinds=_MUTE_KINDS)
    return Targets(
        tuple(sorted(figures, key=lambda f: (f.node, f.kind, f.agreement, str(f.value)))), frozenset(id_ for (id_,) in mute)
    )


def _figures(node: str, values: list[object], agreement: str = "") -> list[Figure]:
    return [Figure(node, kind, value, agreement) for kind, value in zip(Kind, values, strict=True) if value is not None]

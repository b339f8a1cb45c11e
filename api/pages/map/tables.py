"""What is in a service map as a table: a row for each node, where the map begins first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from api.pages.tables import Column, Kind, Row, Table
from queries.explore.service_map import ServiceMap, needed_by, needs
from queries.impact.nodes import rank

_COLUMNS = (
    Column("name", Kind.NODE),
    Column("label", title="Type"),
    Column("criticality", Kind.CRITICALITY),
    Column("state", Kind.STATE, "Reported"),
    Column("steps", Kind.NUMBER, "Links away"),
    Column("needs", Kind.NUMBER, "Needs"),
    Column("needed_by", Kind.NUMBER, "Needed by"),
    Column("status"),
    Column("map", Kind.LINK, "Its map", key="address"),
)
_NOTE = (
    "Links away: from the nearest service that the map begins at; below 0 for what needs it. Needs and needed by: how many "
    "others directly. Spares are not looked at here; Impact counts them."
)


def standing(shown: ServiceMap, zooming: Callable[[str], str], *, first: int | None, picked: bool) -> Table:
    """Every node of the map; of those beyond the `first` so many only the number is told."""
    ranked = _ranked(shown)
    rows: list[Row] = [*_rows(shown, ranked[:first], zooming)]
    unasked: list[Row] = [{}] * (len(ranked) - len(rows))
    return Table("standing", "Everything in the map", _COLUMNS, [*rows, *unasked], _NOTE, picked=picked)


def _ranked(shown: ServiceMap) -> list[int]:
    """Nearest first, what is needed before who needs it; then by criticality, name and id."""
    nodes, places = shown.model.nodes, shown.places
    rated = np.array([rank(term) for term in nodes.criticalities.named], np.int64)[nodes.criticalities.codes[places]]
    steps = shown.steps[places].astype(np.int64)
    keys = dict(zip(places.tolist(), ((np.abs(steps) * 2 + (steps < 0)) * 16 + rated).tolist(), strict=True))
    return sorted(keys, key=lambda place: (keys[place], nodes.names[place], nodes.ids[place]))


def _rows(shown: ServiceMap, places: Sequence[int], zooming: Callable[[str], str]) -> Iterator[Row]:
    model = shown.model
    needing, needed = needs(model), needed_by(model)
    for place in places:
        it = model.nodes[place]
        yield {
            "id": it.id,
            "name": it.name,
            "label": it.label.lower(),
            "criticality": it.criticality,
            "state": it.state,
            "steps": int(shown.steps[place]),
            "needs": int(needing[place]),
            "needed_by": int(needed[place]),
            "status": it.status or "live",
            "map": "what it is tied to",
            "address": zooming(it.id),
        }

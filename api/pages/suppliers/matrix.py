"""Suppliers against the services that rest on them: a page of it, with what is left out told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from api.pages.matrices import Band, Cell, Flag, Head, Line, Matrix, paged
from api.pages.start_tables import impact_address
from api.pages.suppliers.asked import Asking, By
from api.pages.suppliers.register import Entry
from api.pages.texts import has
from queries.explore.reliance import Effect, Reliance, reliances, resting
from queries.impact.nodes import Nodes, rank
from queries.impact.propagation import Propagation

ROWS, COLUMNS = 40, 30
"""So many suppliers and services are shown at once."""
SIGNS = (
    (Effect.STOPS.value, "stops it alone"),
    (Effect.DEGRADES.value, "only degrades it"),
    (Effect.REDUNDANT.value, "redundant: something stands in"),
)


@dataclass(frozen=True)
class Shown:
    """What of the suppliers is shown."""

    matrix: Matrix
    pairs: list[tuple[Entry, Reliance]]
    """The cells, row by row."""
    page: int
    pages: int
    """Of suppliers."""
    service_page: int
    service_pages: int


def shown(propagation: Propagation, entries: Sequence[Entry], asking: Asking) -> Shown:
    """The suppliers of a page, put together as asked, against the most critical services that rest on one of them."""
    nodes = propagation.model.nodes
    some, page, pages = paged(_together(entries, asking.by), asking.page, ROWS)
    places = {nodes.places[entry.id]: entry for entry in some if entry.id in nodes.places}
    found = [place for place in resting(propagation.model, places).tolist() if has(nodes.names[place], asking.service)]
    every = sorted(found, key=lambda place: (rank(nodes.criticalities[place]), nodes.names[place], nodes.ids[place]))
    services, service_page, service_pages = paged(every, asking.services, COLUMNS)
    pairs = [(places[one.supplier], one) for one in reliances(propagation, places, services)]
    matrix = Matrix(
        "reliance",
        "Which service rests on which supplier",
        "Supplier, heaviest first",
        [_service(nodes, place) for place in services],
        _bands(nodes, some, pairs, asking.by),
        SIGNS,
        "pairs",
        list(_left_out(len(entries), len(some), len(every), len(services))),
        "No live service rests on any of these suppliers.",
    )
    return Shown(matrix, pairs, page, pages, service_page, service_pages)


_KEYS: dict[By, Callable[[Entry], str]] = {
    By.NOTHING: lambda _: "",
    By.GROUP: lambda entry: entry.group or "No group of companies",
    By.COUNTRY: lambda entry: entry.country or "No country said",
    By.CRITICALITY: lambda entry: entry.criticality or "Not rated",
    By.STATUS: lambda entry: entry.status,
}


def _together(entries: Sequence[Entry], by: By) -> list[Entry]:
    """What belongs together beside each other, what has the heaviest first."""
    bands: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        bands[_KEYS[by](entry)].append(entry)
    return [entry for band in bands.values() for entry in band]


def _bands(nodes: Nodes, entries: Sequence[Entry], pairs: Sequence[tuple[Entry, Reliance]], by: By) -> list[Band]:
    cells: dict[str, dict[str, Cell]] = defaultdict(dict)
    for entry, one in pairs:
        cells[entry.id][nodes.ids[one.service]] = _cell(entry, nodes.ids[one.service], one)
    bands: dict[str, list[Line]] = defaultdict(list)
    for entry in entries:
        bands[_KEYS[by](entry)].append(Line(_supplier(entry), cells[entry.id]))
    return [Band(name, lines) for name, lines in bands.items()]


def _cell(entry: Entry, service: str, one: Reliance) -> Cell:
    more = "" if one.effect is Effect.STOPS else one.effect.value
    return Cell(one.effect.value, way(one), more, why_address(entry.id, service))


def way(one: Reliance) -> str:
    """Direct or indirect."""
    return "direct" if one.direct else "indirect"


def why_address(supplier: str, service: str) -> str:
    """The impact of a supplier with the path to a service."""
    return f"{impact_address(supplier)}&why={impact_address(service).partition('=')[2]}#why"


def _supplier(entry: Entry) -> Head:
    flag = Flag(entry.said["state"], "bad" if entry.said["state"] == "down" else "warn")
    return Head(
        entry.id,
        entry.name,
        f"{entry.risk.down:,} down, {entry.risk.critical_down:,} critical" if entry.risk.down else "",
        flag=flag if flag.word in ("down", "degraded") else None,
    )


def _service(nodes: Nodes, place: int) -> Head:
    return Head(nodes.ids[place], nodes.names[place], criticality=nodes.criticalities[place] or "")


def _left_out(entries: int, rows: int, services: int, columns: int) -> list[str]:
    said = []
    if rows < entries:
        said.append(f"{entries - rows:,} of {entries:,} suppliers are on other pages; a filter finds them.")
    if columns < services:
        said.append(f"{services - columns:,} of {services:,} services that rest on these are on other pages, less critical last.")
    return said

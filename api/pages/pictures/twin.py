"""The table that says what a picture shows."""

from __future__ import annotations

from collections import defaultdict

from api.pages.pictures.model import Picture
from api.pages.tables import Column, Kind, Table

_COLUMNS = (
    Column("name", Kind.NODE, "Name"),
    Column("type"),
    Column("detail", title="What it is"),
    Column("criticality", Kind.CRITICALITY),
    Column("state", Kind.STATE),
    Column("says", title="In the picture"),
    Column("leads_to", Kind.LIST, "Leads to"),
)


def twin(picture: Picture, *, name: str = "boxes", title: str = "The picture in words") -> Table:
    """A row for each box, with where its arrows lead; columns in which nothing is said are left out."""
    names = {node.id: node.name for node in picture.nodes}
    ends: dict[str, list[str]] = defaultdict(list)
    for edge in picture.edges:
        ends[edge.start].append(names[edge.end])
    rows = [
        {
            "id": node.id,
            "name": node.name,
            "type": node.label.lower(),
            "detail": node.detail.replace("_", " "),
            "criticality": node.criticality,
            "state": node.state,
            "says": " ".join(part for part in (node.word, node.badge) if part),
            "leads_to": sorted(set(ends[node.id]), key=str.casefold),
        }
        for node in picture.nodes
    ]
    said = [column for column in _COLUMNS if any(row[column.name] for row in rows)]
    return Table(name, title, said, rows, picked=True)

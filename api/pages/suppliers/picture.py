"""Groups of companies and chains of subcontractors as a picture, from whoever is on top."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np

from api.pages.addresses import node_address
from api.pages.pictures.groups import By, grouped
from api.pages.pictures.layered import layered
from api.pages.pictures.model import Edge, Light, Node, Picture, Strength, Tone
from api.pages.pictures.ranks import ranked
from api.pages.suppliers.register import Entry
from queries.impact.model import Model

MOST = 5_000
"""So many companies are drawn or counted in groups."""
_OWNS, _HANDS_ON = "SUBSIDIARY_OF", "SUBCONTRACTS_TO"


def picture(
    model: Model,
    entries: Iterable[Entry],
    owned: Iterable[tuple[str, str]],
    opened: Sequence[str],
    address: Callable[[str], str],
) -> Picture | None:
    """The suppliers that belong to a group or hand work on; `owned` has subsidiary and parent. None where there are none."""
    known = {entry.id: entry for entry in entries}
    every = [Edge(parent, child, _OWNS) for child, parent in owned]
    every += [Edge(owner, member, _HANDS_ON, Strength.BACKED_UP) for owner, member in _handed_on(model)]
    edges = [edge for edge in every if edge.start in known and edge.end in known and edge.start != edge.end]
    joined = list(dict.fromkeys(end for edge in edges for end in (edge.start, edge.end)))
    some = frozenset(joined[:MOST])
    kept = [edge for edge in edges if edge.start in some and edge.end in some]
    left = grouped([_node(known[id_]) for id_ in some], kept, by=By.SUPPLIER, opened=opened, address=address)
    if not left.nodes:
        return None
    nodes = sorted(left.nodes, key=lambda node: (node.name, node.id))
    ends = [(edge.start, edge.end) for edge in left.edges]
    return Picture(
        "Groups of companies and subcontractors",
        nodes,
        left.edges,
        layered(ranked([node.id for node in nodes], ends), ends),
        name="companies",
        light=Light.NEAR,
        hint="Choose a company to see who owns it and whom it hands work on to; press Enter again to open its page.",
        incoming="Owned by or works for",
        outgoing="Owns or hands work on to",
        strengths={Strength.CERTAIN: "owns", Strength.BACKED_UP: "hands work on to", Strength.DEGRADES: ""},
        left_out=len(joined) - len(some),
    )


def _handed_on(model: Model) -> list[tuple[str, str]]:
    its, suppliers, ids = model.groups, model.nodes.labels.among("Supplier"), model.nodes.ids
    owners = its.owners[its.of_members]
    at = np.flatnonzero(suppliers[owners] & suppliers[its.members])
    return sorted(
        {(ids[owner], ids[member]) for owner, member in zip(owners[at].tolist(), its.members[at].tolist(), strict=True)}
    )


def _node(entry: Entry) -> Node:
    tone, word = Tone.PLAIN, ""
    if entry.risk.down:
        tone, word = (Tone.BAD, "stops critical") if entry.risk.critical_down else (Tone.WARN, "stops others")
    return Node(
        entry.id,
        "Supplier",
        entry.name,
        state=entry.said["state"],
        criticality=entry.criticality,
        word=word,
        tone=tone,
        badge=entry.country,
        href=node_address(entry.id),
        supplier=entry.group or "no group of companies",
    )

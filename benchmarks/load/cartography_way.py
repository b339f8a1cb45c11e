"""Cartography's own loader on the same estate: its `load` and its clean-up job, with declared node schemas.

Runs in an environment of its own (`make bench` makes it): cartography, neo4j and nothing of the product.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import field, make_dataclass
from typing import Any

from cartography.client.core.tx import load as load_nodes
from cartography.client.core.tx import load_matchlinks
from cartography.graph.job import GraphJob
from cartography.models.core.common import PropertyRef
from cartography.models.core.nodes import CartographyNodeProperties, CartographyNodeSchema
from cartography.models.core.relationships import (
    CartographyRelProperties,
    CartographyRelSchema,
    LinkDirection,
    SourceNodeMatcher,
    TargetNodeMatcher,
    make_source_node_matcher,
    make_target_node_matcher,
)

from benchmarks.load.estate import TOLD, Estate


def _properties(label: str) -> CartographyNodeProperties:
    names = ["name", "reference"] if label == "Document" else ["name", "status", TOLD[label]]
    refs = {"id": PropertyRef("id"), "lastupdated": PropertyRef("lastupdated", set_in_kwargs=True)}
    refs |= {name: PropertyRef(name) for name in names}
    fields = [(name, PropertyRef, field(default=ref)) for name, ref in refs.items()]
    made: Any = make_dataclass(f"{label}Properties", fields, bases=(CartographyNodeProperties,), frozen=True)
    return made()


_REFS = ("lastupdated", "_sub_resource_label", "_sub_resource_id")
_REL_FIELDS = [(name, PropertyRef, field(default=PropertyRef(name, set_in_kwargs=True))) for name in _REFS]
_RelProperties: Any = make_dataclass("RelProperties", _REL_FIELDS, bases=(CartographyRelProperties,), frozen=True)


def _relationship(label: str, type_: str, target: str) -> CartographyRelSchema:
    fields = [
        ("source_node_label", str, field(default=label)),
        ("source_node_matcher", SourceNodeMatcher, field(default=make_source_node_matcher({"id": PropertyRef("id")}))),
        ("target_node_label", str, field(default=target)),
        ("target_node_matcher", TargetNodeMatcher, field(default=make_target_node_matcher({"id": PropertyRef("other")}))),
        ("direction", LinkDirection, field(default=LinkDirection.OUTWARD)),
        ("rel_label", str, field(default=type_)),
        ("properties", _RelProperties, field(default=_RelProperties())),
    ]
    made: Any = make_dataclass(f"{label}{type_}{target}", fields, bases=(CartographyRelSchema,), frozen=True)
    return made()


def _schema(label: str) -> CartographyNodeSchema:
    fields = [
        ("label", str, field(default=label)),
        ("properties", CartographyNodeProperties, field(default=_properties(label))),
        ("scoped_cleanup", bool, field(default=False)),
    ]
    made: Any = make_dataclass(f"{label}Schema", fields, bases=(CartographyNodeSchema,), frozen=True)
    return made()


Rows = tuple[dict[str, list[dict[str, Any]]], dict[tuple[str, str, str], list[dict[str, str]]]]


def prepare(estate: Estate) -> Rows:
    """Nodes by label and links by their shape, as its loader takes them."""
    rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
    links: dict[tuple[str, str, str], list[dict[str, str]]] = defaultdict(list)
    for source in estate.SOURCES:
        for row in estate.rows(source):
            rows[row.label].append({"id": row.node, **row.properties})
            for type_, other, node in row.links:
                links[row.label, type_, other].append({"id": row.node, "other": node})
    return rows, links


def load(session: Any, made: Rows, tag: int) -> int:
    """Nodes, then links between them (its match links), then its clean-up jobs."""
    rows, links = made
    scope = {"_sub_resource_label": "Estate", "_sub_resource_id": "estate"}
    for label, some in rows.items():
        load_nodes(session, _schema(label), some, lastupdated=tag)
    for shape, pairs in links.items():
        load_matchlinks(session, _relationship(*shape), pairs, lastupdated=tag, **scope)
    for shape in links:
        GraphJob.from_matchlink(_relationship(*shape), "Estate", "estate", tag).run(session)
    for label in rows:
        GraphJob.from_node_schema(_schema(label), {"UPDATE_TAG": tag}).run(session)
    return sum(map(len, rows.values())) + sum(map(len, links.values()))

"""Output types: a type per label, an edge and a connection per relationship and target, the root's connections."""

from __future__ import annotations

import inspect
from collections.abc import Iterable

from api.graphql.aggregate_types import aggregate_field, enter_aggregates
from api.graphql.arguments import list_arguments, way_arguments, where
from api.graphql.closure import closure_fields, enter_closure
from api.graphql.declare import Field, Registry
from api.graphql.path import enter_path
from api.graphql.scalars import annotation
from api.graphql.words import INTERFACE, Way, camel, edge_properties, node_properties, shared_ways, ways
from graph.schema import model
from graph.schema.model import Property
from graph.schema.nodes import Node

_TOTAL = Field("totalCount", "int", "How many there are in all, over every page.")
_PAGE_INFO = Field("pageInfo", "PageInfo", "Where this page stands.")
_CURSOR = Field("cursor", "str", "Its place; give it to `after`.")


def enter_types(registry: Registry) -> None:
    """Enters the interface, the labels, and the edges and connections between them."""
    registry.type("PageInfo", "Where a page stands among the others.", _page_info())
    registry.type(INTERFACE, _about(Node), _properties(node_properties(INTERFACE).values()), "interface")
    enter_aggregates(registry)
    enter_closure(registry)
    enter_path(registry)
    for label in model.LABELS:
        _enter_label(registry, label)
    for way in shared_ways():
        _enter_edges(registry, way)


def _enter_label(registry: Registry, label: str) -> None:
    own = _properties(node_properties(label).values())
    links = [field for way in ways(label).values() for field in _links(way)]
    far = closure_fields() if label in model.travelling_labels() else []
    registry.type(label, _about(model.LABELS[label]), [*own, *links, *far], of=INTERFACE)
    node = Field("node", label, "The node itself.")
    registry.type(f"{label}Edge", f"A {label} in a list, with its place.", [_CURSOR, node])
    registry.type(f"{label}Connection", f"A page of {label} nodes.", _connection(label, f"{label}Edge"))


def _links(way: Way) -> list[Field]:
    paged = f"{way.about} Page by page, with the relationship's own properties; one edge per record that asserts it."
    return [
        Field(way.name, f"list[{way.target}]", f"{way.about} Each node once.", list_arguments(way.target)),
        Field(way.connection_name, f"{way.shared_name}Connection", paged, way_arguments(way)),
        aggregate_field(way.name, way.target, way.about, where(way.target)),
    ]


def _enter_edges(registry: Registry, way: Way) -> None:
    type_, name = way.relationship.type, way.shared_name
    node = Field("node", way.target, "The node at the other end.")
    own = _properties(edge_properties(type_).values())
    if own:
        own.append(Field("assertedBy", "Optional[Record]", "The record that asserts it; null where it is no longer known."))
    about = f"One {type_} relationship ({way.relationship.says}), with the {way.target} at its other end."
    registry.type(f"{name}Edge", about, [_CURSOR, *own, node])
    registry.type(f"{name}Connection", f"A page of {type_} relationships.", _connection(way.target, f"{name}Edge"))


def _connection(target: str, edge: str) -> list[Field]:
    return [
        Field("nodes", f"list[{target}]", "The nodes of this page."),
        Field("edges", f"list[{edge}]", "The nodes of this page, each with its place and what belongs to the list."),
        _PAGE_INFO,
        _TOTAL,
    ]


def _page_info() -> list[Field]:
    return [
        Field("hasNextPage", "bool", "Whether more follow."),
        Field("hasPreviousPage", "bool", "Whether some go before."),
        Field("startCursor", "Optional[str]", "Cursor of its first; null when it is empty."),
        Field("endCursor", "Optional[str]", "Cursor of its last; null when it is empty."),
    ]


def _properties(properties: Iterable[Property]) -> list[Field]:
    return [_property(p) for p in properties]


def _property(p: Property) -> Field:
    type_ = annotation(p)
    unit = f" ({p.unit})" if p.unit else ""
    return Field(camel(p.name), type_ if p.required else f"Optional[{type_}]", f"{p.about}{unit}", deprecated=p.deprecated)


def _about(declared: type) -> str:
    return inspect.getdoc(declared) or ""

"""The ordinary way: graphql-core walks the document and every field that leads on asks the engine a statement of its own.

It answers what compiled statements answer, field by field. It is there to compare with, and to say precisely what went
wrong where a compiled answer cannot be given.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from graphql import GraphQLInterfaceType, GraphQLObjectType, GraphQLResolveInfo, GraphQLSchema
from graphql.execution.values import VariableValues

from api.graphql import catalogue, coverage, coverage_changes, impact
from api.graphql.aggregate_types import SUFFIX
from api.graphql.asking import Asking
from api.graphql.closure import OUTWARD
from api.graphql.given import Given, Parameters, Site
from api.graphql.ordinary_parts import Found, aggregate, closure, label_rows, listed, paged, path, searched
from api.graphql.reach import along, from_label
from api.graphql.roots import FINDINGS, ROOTS
from api.graphql.words import INTERFACE, list_name, lookup_name, node_properties, ways
from graph.schema import model

Info = GraphQLResolveInfo[Asking]
_TYPES = (*catalogue.TYPES, *coverage.TYPES, *coverage_changes.TYPES, *impact.TYPES)
_RESOLVED = {type_.__name__ for type_ in _TYPES}
_OF_LABEL = {list_name(label): label for label in model.LABELS} | {lookup_name(label): label for label in model.LABELS}


@dataclass(frozen=True)
class _Asked:
    """A field with what it was given, and a way to ask the engine."""

    info: Info
    given: Given

    @property
    def name(self) -> str:
        return self.info.field_name

    async def run(self, text: str, **more: Any) -> list[list[Any]]:
        values = self.given.owner.values(_variables(self.info))
        return await self.info.context.engine.read(text, {**values, **more})


def attach(schema: GraphQLSchema) -> None:
    """Gives every field of nodes its resolver; those of the catalogue and of coverage have theirs."""
    for type_ in schema.type_map.values():
        if isinstance(type_, GraphQLInterfaceType) and type_.name == INTERFACE:
            type_.resolve_type = lambda node, *_: node.label
        if isinstance(type_, GraphQLObjectType) and not type_.name.startswith("__"):
            _attach_type(type_)


def _attach_type(type_: GraphQLObjectType) -> None:
    if type_.name in model.LABELS:
        type_.is_type_of = None
    for name, field in type_.fields.items():
        if type_.name == "Query" and name in ROOTS:
            field.resolve = _root
        elif type_.name in model.LABELS:
            field.resolve = _of_node
        elif type_.name not in _RESOLVED and type_.name != "Query":
            field.resolve = _part


def _variables(info: Info) -> VariableValues:
    """Those of the request, as arguments are made of them; Strawberry hands on their plain values."""
    given: Any = info.variable_values
    return given if isinstance(given, VariableValues) else VariableValues({}, given)


def _asked(info: Info) -> _Asked:
    site = Site(info.parent_type.fields[info.field_name], info.field_nodes[0])
    return _Asked(info, Parameters().at(site, _variables(info)))


async def _part(source: dict[str, Any], info: Info, **_: Any) -> Any:
    """A field of something that is no node; what is not there yet is asked for."""
    value = source[info.field_name]
    return await value() if callable(value) else value


async def _root(_source: None, info: Info, **_: Any) -> Any:
    asked = _asked(info)
    name, given = asked.name, asked.given
    if name == "search":
        return await searched(asked.run, given)
    if name == "path":
        return await path(asked.run, given)
    if "id" in given.value:
        labels = model.LABELS if name == "node" else [_OF_LABEL[name]]
        found = [node for label in labels for node in await label_rows(asked.run, label, str(given["id"].value))]
        return found[0] if found else None
    if name in FINDINGS:
        return paged(asked.run, from_label("Record", (FINDINGS[name][0],)), given, "")
    if name.endswith(SUFFIX):
        return aggregate(asked.run, from_label(_OF_LABEL[name.removesuffix(SUFFIX)]), given, "")
    return paged(asked.run, from_label(_OF_LABEL[name]), given, "")


async def _of_node(source: Found, info: Info, **_: Any) -> Any:
    known, links, name = node_properties(source.label), ways(source.label), info.field_name
    if name in known:
        return source.properties.get(known[name].name)
    asked = _asked(info)

    async def run(text: str, **more: Any) -> list[list[Any]]:
        return await asked.run(text, own=source.properties["id"], **more)

    start = f"MATCH (n0:{source.label} {{id: $own}}) "
    if name in OUTWARD:
        return await closure(run, name, asked.given, start)
    way = links[name.removesuffix(SUFFIX).removesuffix("Connection")]
    reach = along(way, "n0", 1)
    if name in links:
        return await listed(run, reach, asked.given, start, name)
    return (aggregate if name.endswith(SUFFIX) else paged)(run, reach, asked.given, start)

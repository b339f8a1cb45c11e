"""Everything the declarations know is in the API, from both ends, described, and nothing in it can write."""

from __future__ import annotations

import re

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    get_introspection_query,
    get_named_type,
)

from api.graphql.schema import schema
from graph.schema import model
from graph.schema.relationships import ASSERTED, RELATIONSHIPS, Relationship
from graph.schema.vocabulary import Criticality, DocumentKind
from tests.api.graphql.conftest import Ask

SCHEMA = schema()._schema


def camel(snake: str) -> str:
    return re.sub("_([a-z])", lambda m: m[1].upper(), snake)


def object_type(name: str) -> GraphQLObjectType:
    found = SCHEMA.type_map[name]
    assert isinstance(found, GraphQLObjectType)
    return found


@pytest.mark.parametrize("label", model.LABELS)
def test_a_label_has_its_properties_a_lookup_and_a_list(label: str) -> None:
    for name, declared in model.LABELS[label].model_fields.items():
        assert (str(object_type(label).fields[camel(name)].type).endswith("!")) == declared.is_required()
    query = object_type("Query")
    assert str(query.fields[label[0].lower() + label[1:]].type) == label
    assert str(query.fields[camel(model.LABELS[label].plural)].type) == f"{label}Connection!"
    assert "Node" in [i.name for i in object_type(label).interfaces]


@pytest.mark.parametrize("declared", RELATIONSHIPS, ids=lambda r: r.type)
def test_a_relationship_is_followed_from_both_ends(declared: Relationship) -> None:
    ends = [(declared.source, declared.forward, declared.target), (declared.target, declared.reverse, declared.source)]
    for near, name, far in ends:
        for label in (n.__name__ for n in near):
            others = {n.__name__ for n in far if model.joins(declared, *_in_order(declared, name, label, n.__name__))}
            if not others:
                continue
            listed = object_type(label).fields[camel(name)]
            expected = others.pop() if len(others) == 1 else "Node"
            assert str(listed.type) == f"[{expected}!]!"
            paged = get_named_type(object_type(label).fields[f"{camel(name)}Connection"].type)
            edge = object_type(get_named_type(object_type(paged.name).fields["edges"].type).name)
            assert {camel(p) for p in declared.properties.model_fields} <= set(edge.fields)
            assert get_named_type(edge.fields["node"].type).name == expected
            assert ("record" in edge.fields) == (declared in ASSERTED)


def _in_order(declared: Relationship, name: str, near: str, far: str) -> tuple[str, str]:
    return (near, far) if name == declared.forward else (far, near)


def test_part_of_joins_like_with_like() -> None:
    assert str(object_type("Service").fields["partOf"].type) == "[Service!]!"
    assert str(object_type("Requirement").fields["partOf"].type) == "[Node!]!"
    assert str(object_type("Framework").fields["parts"].type) == "[Requirement!]!"


def test_everything_is_described() -> None:
    silent = []
    for name, type_ in SCHEMA.type_map.items():
        if name.startswith("__"):
            continue
        if not type_.description:
            silent.append(name)
        if isinstance(type_, GraphQLObjectType | GraphQLInterfaceType | GraphQLInputObjectType):
            silent += [f"{name}.{n}" for n, f in type_.fields.items() if not f.description]
        if isinstance(type_, GraphQLObjectType):
            silent += [f"{name}.{n}({a})" for n, f in type_.fields.items() for a, d in f.args.items() if not d.description]
    assert not silent


def test_units_are_told() -> None:
    assert "(minutes)" in str(object_type("Service").fields["rtoMinutes"].description)
    assert "percent" in str(object_type("Document").fields["availabilityTarget"].description)


def test_terms_are_called_what_the_graph_stores() -> None:
    kinds = SCHEMA.type_map["DocumentKind"]
    assert isinstance(kinds, GraphQLEnumType)
    assert list(kinds.values) == [kind.value for kind in DocumentKind]
    criticality = SCHEMA.type_map["Criticality"]
    assert isinstance(criticality, GraphQLEnumType)
    assert list(criticality.values) == [term.value for term in Criticality]


def test_there_is_nothing_but_queries() -> None:
    assert SCHEMA.mutation_type is None
    assert SCHEMA.subscription_type is None


async def test_introspection_is_answered(ask: Ask) -> None:
    answer = await ask(get_introspection_query(descriptions=True, specified_by_url=True, input_value_deprecation=True))
    assert "errors" not in answer
    names = {t["name"] for t in answer["data"]["__schema"]["types"]}
    assert set(model.LABELS) <= names

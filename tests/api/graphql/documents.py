"""Generated documents: any valid query over the schema that the budget allows, with the values it uses."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    get_nullable_type,
)

from api.graphql.schema import resolved

_LEAVES_FIRST = 3
_GIVEN = {"where": 0.25, "whereEdge": 0.2, "orderBy": 0.3, "first": 0.2, "last": 0.2}
"""How often an argument that may be left out is given; any other seldom."""
_RESOLVED = {field.name for field in resolved()}
_BOUNDS = {"maxDepth": (1, 4), "maxLength": (1, 6), "first": (0, 5), "last": (0, 5)}
_VALUES: dict[str, list[Any]] = {
    "String": ["Payments", "A", "", "100 %", "日本", "$p0"],
    "ID": ["service/x/0", "role/x/1", "nothing"],
    "Int": [0, 1, 30],
    "Float": [0.5, 2.0, 99.9],
    "Boolean": [True, False],
    "Date": ["2026-11-23", "9999-12-31"],
    "DateTime": ["2026-11-23T07:00:00Z"],
}


@dataclass
class Writer:
    """Writes one document; every choice comes from `chance`."""

    schema: GraphQLSchema
    chance: random.Random
    ids: list[str]
    faulty: bool = False
    """Whether arguments are wrong now and then."""
    variables: dict[str, Any] = field(default_factory=dict)
    declared: list[str] = field(default_factory=list)
    fragments: list[str] = field(default_factory=list)
    _count: int = 0

    def document(self) -> str:
        """A query with one to three root fields."""
        query = self.schema.query_type
        assert query
        names = [n for n in query.fields if n not in _RESOLVED]
        roots = [self._field(n, query.fields[n], 5) for n in self.chance.choices(names, k=self.chance.randint(1, 3))]
        head = f"query({', '.join(self.declared)})" if self.declared else "query"
        return "\n".join([f"{head} {{ {' '.join(roots)} }}", *self.fragments])

    def _next(self, prefix: str) -> str:
        self._count += 1
        return f"{prefix}{self._count}"

    def _field(self, name: str, definition: GraphQLField, depth: int) -> str:
        type_ = get_named_type(definition.type)
        alias = self._next("cursor" if "ursor" in name else "f")
        head = f"{alias}: {name}{self._arguments(definition)}"
        if not isinstance(type_, GraphQLObjectType | GraphQLInterfaceType):
            return f"{head}{self._directive()}"
        text = f"{head}{self._directive()} {self._selection(type_, depth - 1)}"
        if self.chance.random() < 0.1:  # the same field again, to be merged
            text += f" {head} {self._selection(type_, depth - 1)}"
        return text

    def _directive(self) -> str:
        if self.chance.random() > 0.08:
            return ""
        name, value = self.chance.choice(["skip", "include"]), self.chance.choice([True, False])
        return f" @{name}(if: {self._literal_or_variable('Boolean!', value)})"

    def _selection(self, type_: GraphQLObjectType | GraphQLInterfaceType, depth: int) -> str:
        leaves = [n for n, f in type_.fields.items() if not _composite(f)]
        # Which of several shortest paths is found is the engine's choice.
        branches = [n for n, f in type_.fields.items() if _composite(f) and type_.name != "Path"]
        chosen = self.chance.sample(leaves, min(len(leaves), self.chance.randint(1, _LEAVES_FIRST)))
        if depth > 0 and branches:
            chosen += self.chance.sample(branches, min(len(branches), self.chance.randint(1, 3 if depth > 3 else 2)))
        parts = [self._field(n, type_.fields[n], depth) for n in chosen] or ["__typename"]
        if self.chance.random() < 0.3:
            parts.append(f"{self._next('t')}: __typename")
        if isinstance(type_, GraphQLInterfaceType):
            labels = self.chance.sample(sorted(t.name for t in self.schema.get_possible_types(type_)), 3)
            parts += [self._fragment(label, depth) for label in labels]
        elif self.chance.random() < 0.15:
            parts.append(self._fragment(type_.name, depth))
        self.chance.shuffle(parts)
        return f"{{ {' '.join(parts)} }}"

    def _fragment(self, label: str, depth: int) -> str:
        type_ = self.schema.type_map[label]
        assert isinstance(type_, GraphQLObjectType)
        inner = self._selection(type_, depth - 1)
        if self.chance.random() < 0.5:
            return f"... on {label}{self._directive()} {inner}"
        name = self._next("F")
        self.fragments.append(f"fragment {name} on {label} {inner}")
        return f"...{name}"

    def _arguments(self, definition: GraphQLField) -> str:
        given: dict[str, str] = {}
        for name, argument in definition.args.items():
            needed = isinstance(argument.type, GraphQLNonNull) and not argument.default_value
            if name in ("after", "before") and not self._wrong():
                continue
            if name == "last" and "first" in given and not self._wrong():
                continue
            if needed or self.chance.random() < _GIVEN.get(name, 0.1):
                value = self._value(argument.type, name)
                given[name] = f"{name}: {self._literal_or_variable(str(argument.type), value, argument.type)}"
        return f"({', '.join(given.values())})" if given else ""

    def _wrong(self) -> bool:
        return self.faulty and self.chance.random() < 0.1

    def _value(self, type_: Any, name: str = "", depth: int = 3) -> Any:
        bare = get_nullable_type(type_)
        if isinstance(bare, GraphQLList):
            return [self._value(bare.of_type, depth=depth - 1) for _ in range(self.chance.randint(0, 2))]
        if isinstance(bare, GraphQLInputObjectType):
            return self._object(bare, depth)
        if name in _BOUNDS:
            return -1 if self._wrong() else self.chance.randint(*_BOUNDS[name])
        if name in ("id", "from", "to"):
            return self.chance.choice([*self.ids, "nothing"])
        if name == "text":
            return " " if self._wrong() else self.chance.choice(["service", "A", "x/1", "zü"])
        if isinstance(bare, GraphQLEnumType):
            return self.chance.choice(sorted(bare.values))
        return self.chance.choice(_VALUES[get_named_type(type_).name])

    def _object(self, type_: GraphQLInputObjectType, depth: int) -> dict[str, Any]:
        names = [n for n, f in type_.fields.items() if depth > 0 or not _leads_on(f.type)]
        many = 1 if type_.is_one_of else self.chance.choice([1, 1, 1, 2] if depth < 3 else [0, 1, 1, 1])
        chosen = self.chance.sample(names, min(many, len(names)))
        return {n: None if self._wrong() else self._value(type_.fields[n].type, depth=depth - 1) for n in chosen}

    def _literal_or_variable(self, type_name: str, value: Any, type_: Any = None) -> str:
        if self.chance.random() < 0.4:
            name = self._next("v")
            self.declared.append(f"${name}: {type_name}")
            self.variables[name] = value
            return f"${name}"
        return _literal(value, type_)


def _composite(definition: GraphQLField) -> bool:
    return isinstance(get_named_type(definition.type), GraphQLObjectType | GraphQLInterfaceType)


def _leads_on(type_: Any) -> bool:
    """Whether an input goes on to other inputs: a combination of filters, or a relationship."""
    named = get_named_type(type_)
    return isinstance(named, GraphQLInputObjectType) and any(n in named.fields for n in ("AND", "any", "node"))


def _literal(value: Any, type_: Any) -> str:
    bare = get_nullable_type(type_)
    if value is None:
        return "null"
    if isinstance(bare, GraphQLList):
        return f"[{', '.join(_literal(v, bare.of_type) for v in value)}]"
    if isinstance(bare, GraphQLInputObjectType):
        return "{" + ", ".join(f"{k}: {_literal(v, bare.fields[k].type)}" for k, v in value.items()) + "}"
    if isinstance(bare, GraphQLEnumType):
        return str(value)
    if isinstance(value, bool):
        return str(value).lower()
    escaped = str(value).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"' if isinstance(value, str) else str(value)

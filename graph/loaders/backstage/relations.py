"""The relations of Backstage's model: which fields state them, and which way they lead."""

from __future__ import annotations

from typing import NamedTuple


class Relation(NamedTuple):
    """What a statement means: `verb` leads from the entity to the one it names, or back."""

    verb: str
    """depends, part, member or owned: from the dependent, the part, the member, the owned."""
    forward: bool


RELATIONS = {
    "dependsOn": Relation("depends", True),
    "dependencyOf": Relation("depends", False),
    "consumesApi": Relation("depends", True),
    "apiConsumedBy": Relation("depends", False),
    "providesApi": Relation("depends", False),
    "apiProvidedBy": Relation("depends", True),
    "partOf": Relation("part", True),
    "hasPart": Relation("part", False),
    "childOf": Relation("part", True),
    "parentOf": Relation("part", False),
    "memberOf": Relation("member", True),
    "hasMember": Relation("member", False),
    "ownedBy": Relation("owned", True),
    "ownerOf": Relation("owned", False),
}
"""The pairs of relations; an API needs the component that provides it."""


class Field(NamedTuple):
    """A field of `spec`: the relation it states, and the kind that its references may leave out."""

    relation: str
    kind: str


FIELDS = {
    "owner": Field("ownedBy", "group"),
    "ownerOf": Field("ownerOf", ""),
    "system": Field("partOf", "system"),
    "domain": Field("partOf", "domain"),
    "subdomainOf": Field("partOf", "domain"),
    "subcomponentOf": Field("partOf", "component"),
    "hasPart": Field("hasPart", ""),
    "dependsOn": Field("dependsOn", ""),
    "dependencyOf": Field("dependencyOf", ""),
    "providesApis": Field("providesApi", "api"),
    "apiProvidedBy": Field("apiProvidedBy", "component"),
    "consumesApis": Field("consumesApi", "api"),
    "apiConsumedBy": Field("apiConsumedBy", "component"),
    "parent": Field("childOf", "group"),
    "children": Field("parentOf", "group"),
    "memberOf": Field("memberOf", "group"),
    "members": Field("hasMember", "user"),
}
"""The fields that state relations, on whatever kind they stand."""

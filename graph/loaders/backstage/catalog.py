"""All entities of a catalog together: who states which relation, and the records that come of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from graph.loaders.backstage.entities import Entity, Statement
from graph.loaders.backstage.naming import Named, distinct
from graph.loaders.backstage.options import BackstageOptions
from graph.loaders.backstage.references import Reference
from graph.records.identity import by_key
from graph.records.model import Item, Link, Record, Rejected, Value
from graph.schema import model

_WORKING = frozenset({"system", "component", "api", "resource"})
"""Kinds that work together: a system limps or stops when such a part of it does. A domain and a team only group."""


class Edge(NamedTuple):
    """A relation between two entities, whoever states it."""

    verb: str
    start: Reference
    end: Reference


class Planned(NamedTuple):
    """A relationship of the graph."""

    type: str
    start: Reference
    end: Reference
    properties: dict[str, Value]


@dataclass(slots=True)
class Catalog:
    """The entities of a source, added one by one, and then the records of all."""

    source: str
    options: BackstageOptions
    entities: dict[Reference, Entity] = field(default_factory=dict)
    skipped: set[Reference] = field(default_factory=set)
    _stated: dict[Edge, dict[Reference, Statement]] = field(default_factory=dict)
    _links: dict[Reference, list[Link]] = field(default_factory=lambda: defaultdict(list))
    _members: dict[Reference, list[Reference]] = field(default_factory=lambda: defaultdict(list))
    _owners: dict[Reference, tuple[str, int]] = field(default_factory=dict)
    """Where each owner was first named."""

    def add(self, entity: Entity) -> Rejected | None:
        """Takes an entity in; rejects one whose reference is taken."""
        first = self.entities.setdefault(entity.ref, entity)
        if first is entity:
            return None
        reason = f"the same reference stands at {first.file}:{first.line}; the first one counts."
        return Rejected(entity.file, entity.line, "metadata.name", str(entity.ref), reason, "Rename one.", str(entity.ref))

    def items(self) -> Iterator[Item]:
        """The records of all entities and of their owners' roles, and what had to be left out."""
        self._collect()
        self._join()
        names = distinct(self._names())
        for entity in self.entities.values():
            yield from entity.troubles
            yield self._record(entity, names)
        for owner, (file, line) in self._owners.items():
            yield self._role(owner, file, line, names)

    def _collect(self) -> None:
        """Brings what both sides of a relation state together; what was skipped has none."""
        for entity in self.entities.values():
            for statement in entity.statements:
                ends = (entity.ref, statement.other) if statement.relation.forward else (statement.other, entity.ref)
                if not self.skipped.intersection(ends):
                    self._stated.setdefault(Edge(statement.relation.verb, *ends), {}).setdefault(entity.ref, statement)
        for edge in self._stated:
            if edge.verb == "member":
                self._members[edge.end].append(edge.start)

    def _join(self) -> None:
        done: set[tuple[str, Reference, Reference]] = set()
        for edge in sorted(self._stated, key=lambda e: e.verb != "depends"):
            entity, statement = self._stating(edge)
            if edge.verb == "owned":
                self._own(edge, entity, statement)
                continue
            for planned in self._planned(edge, entity, statement):
                if (planned.type, planned.start, planned.end) not in done:
                    done.add((planned.type, planned.start, planned.end))
                    self._link(planned, entity)
        for entity in self.entities.values():
            self._check_qualifiers(entity)

    def _stating(self, edge: Edge) -> tuple[Entity, Statement]:
        """The entity whose record asserts a relation: the one it starts at, if that says so or qualifies it."""
        stated = self._stated[edge]
        start = self.entities.get(edge.start)
        if start and edge.start not in stated and edge.end in start.qualifiers:
            return start, next(iter(stated.values()))
        ref = edge.start if edge.start in stated else next(iter(stated))
        return self.entities[ref], stated[ref]

    def _planned(self, edge: Edge, entity: Entity, statement: Statement) -> Iterator[Planned]:
        start, end = self._label(edge.start), self._label(edge.end)
        if edge.verb == "member":
            wanted = [Planned("MEMBER_OF", edge.start, edge.end, {})]
        elif edge.verb == "depends":
            wanted = [Planned("DEPENDS_ON", edge.start, edge.end, self._qualifiers(edge))]
        else:
            wanted = self._parts(edge, start, end)
        for planned in wanted:
            labels = (start, end) if planned.start == edge.start else (end, start)
            if labels[0] and labels[1] and not model.joins(model.relationship(planned.type), *labels):
                reason = f"no {planned.type} can join a {labels[0]} to a {labels[1]}."
                entity.trouble(statement.line, statement.field, statement.other, reason, "See options.kinds.")
            else:
                yield planned

    def _parts(self, edge: Edge, part: str, whole: str) -> list[Planned]:
        """PART_OF where it can join the two; that the whole needs the part, where that is said or is all that can be."""
        alike = part == whole or not (part and whole)
        effect = self.options.part_effect
        found = [Planned("PART_OF", edge.start, edge.end, {})] if alike else []
        if {edge.start.kind, edge.end.kind} <= _WORKING and not (alike and effect == "none"):
            found.append(Planned("DEPENDS_ON", edge.end, edge.start, {"effect": "degraded" if effect == "none" else effect}))
        return found

    def _qualifiers(self, edge: Edge) -> dict[str, Value]:
        start = self.entities.get(edge.start)
        return start.qualifiers[edge.end].properties if start and edge.end in start.qualifiers else {}

    def _check_qualifiers(self, entity: Entity) -> None:
        for other, qualifier in entity.qualifiers.items():
            if Edge("depends", entity.ref, other) not in self._stated:
                where = self.options.dependencies_annotation
                entity.trouble(qualifier.line, where, other, "it does not depend on this.", "Name it under spec.dependsOn.")

    def _link(self, planned: Planned, entity: Entity) -> None:
        outgoing = planned.start == entity.ref
        other = planned.end if outgoing else planned.start
        link = Link(planned.type, by_key(self.source, str(other)), planned.properties, outgoing)
        self._links[entity.ref].append(link)

    def _own(self, edge: Edge, entity: Entity, statement: Statement) -> None:
        """The owner's Role answers for what it owns; who states it asserts it, the owner through its role."""
        if not self.options.answering:
            return
        owner = edge.end
        if self._label(owner) not in ("", "Resource"):
            entity.trouble(statement.line, statement.field, owner, "only a group or a user can own.", "Name its team.")
            return
        described = self.entities.get(owner)
        place = (described.file, described.line) if described else (entity.file, statement.line)
        self._owners.setdefault(owner, place)
        for type_ in self.options.answering:
            if entity.ref == edge.start:
                self._links[edge.start].append(Link(type_, by_key(self.source, _role_key(owner)), {}, outgoing=False))
            else:
                role = Reference("owner", "", str(owner))
                self._links[role].append(Link(type_, by_key(self.source, str(edge.start))))

    def _label(self, ref: Reference) -> str:
        """The label of an entity; of one that is not described, what its kind becomes; empty when that is not known."""
        entity = self.entities.get(ref)
        thing = entity.thing if entity else self.options.thing(ref.kind, "")
        return "" if thing is None or thing == "skip" else thing.label

    def _names(self) -> Iterator[Named]:
        for entity in self.entities.values():
            yield Named(str(entity.ref), entity.thing.label, entity.name, entity.ref.kind)
        for owner in self._owners:
            described = self.entities.get(owner)
            name = self.options.owner_role.replace("{name}", described.name if described else owner.name)
            yield Named(_role_key(owner), "Role", name, owner.kind)

    def _record(self, entity: Entity, names: dict[str, str]) -> Record:
        return Record(
            key=str(entity.ref),
            label=entity.thing.label,
            properties={"name": names[str(entity.ref)], **entity.properties},
            links=(*self._links[entity.ref], *entity.links),
            identities=tuple(dict.fromkeys(entity.identities)),
            file=entity.file,
            line=entity.line,
        )

    def _role(self, owner: Reference, file: str, line: int, names: dict[str, str]) -> Record:
        holders = sorted(self._members[owner]) or [owner]
        holding = [Link("HOLDS", by_key(self.source, str(holder)), {}, outgoing=False) for holder in holders]
        owned = self._links[Reference("owner", "", str(owner))]
        name = {"name": names[_role_key(owner)]}
        return Record(_role_key(owner), "Role", name, (*owned, *holding), file=file, line=line)


def _role_key(owner: Reference) -> str:
    return f"owner:{owner}"

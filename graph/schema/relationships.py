"""The relationships: how nodes hang together. One row a type; both ends, both reading directions, its properties.

`forward` is how the start node reads it, `reverse` how the end node does: service.depends_on, service.dependents.
Failure travels against the arrow of those with `travels`: from target to source.
"""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict

from graph.schema.assessments import Assessment, Result
from graph.schema.nodes import (
    LOADABLE,
    ORGANISATION,
    Document,
    Framework,
    Node,
    PastRecord,
    Process,
    Record,
    Requirement,
    Resource,
    Role,
    Run,
    Service,
    Source,
    Supplier,
)
from graph.schema.values import Day, Minutes, Text, Weight
from graph.schema.vocabulary import AddressStatus, Effect, MappingRelation

Labels = tuple[type[Node], ...]


class Properties(BaseModel):
    """Properties of a relationship; every one also carries `record`, the id of the record that asserts it."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_enum_values=True, use_attribute_docstrings=True)


class Failure(Properties):
    """How a failure travels along the relationship, from target to source."""

    group: Text | None = None
    """Requirement group: relationships of one node that share it back each other up."""
    needs: Weight | None = None
    """How many members (or how much weight) of the group must work."""
    weight: Weight | None = None
    """What this member contributes to its group."""
    effect: Effect | None = None
    """What losing it does; absent means down."""
    switchover_minutes: Minutes | None = None
    """How long it takes to switch to it."""


class Holding(Properties):
    """The span in which a person holds a role."""

    since: Day | None = None
    """First day; absent means always."""
    until: Day | None = None
    """Last day; absent means still."""
    deputy: bool | None = None
    """Stands in only."""


class Flow(Properties):
    """What passes an interface."""

    output: Text | None = None
    """Name of the output that crosses."""


class Evidence(Properties):
    """What a document shows."""

    item: Text | None = None
    """The required document or record that it is."""


class Address(Properties):
    """How far something meets a requirement."""

    status: AddressStatus | None = None
    """Planned, partial (also when absent), full, or not applicable."""
    note: Text | None = None
    """The reason, owed for not applicable."""


class Mapping(Properties):
    """How two requirements compare."""

    relation: MappingRelation | None = None
    """Set relation of the first to the second."""


_Declared = type[Properties]


@dataclass(frozen=True)
class Relationship:
    """A relationship type, declared once."""

    type: str
    source: Labels
    target: Labels
    says: str
    forward: str
    reverse: str
    properties: _Declared = Properties
    travels: bool = False


_WORKS: Labels = (Service, Process, Resource)
_ANSWERED_FOR: Labels = (*ORGANISATION, Requirement)

RELATIONSHIPS: tuple[Relationship, ...] = (
    Relationship("DEPENDS_ON", _WORKS, _WORKS, "needs it to work", "depends_on", "dependents", Failure, True),
    Relationship("SUPPLIED_BY", _WORKS, (Supplier,), "bought from", "suppliers", "supplies", Failure, True),
    Relationship(
        "OPERATED_BY", (Process, Service), (Supplier,), "run by another party (8.2.3)", "operators", "operates", Failure, True
    ),
    Relationship(
        "SUBCONTRACTS_TO", (Supplier,), (Supplier,), "fourth parties", "subcontractors", "subcontracted_by", Failure, True
    ),
    Relationship("LOCATED_IN", (Resource, Supplier), (Resource,), "where it stands", "locations", "located_here", Failure, True),
    Relationship("SUBSIDIARY_OF", (Supplier,), (Supplier,), "group of companies", "parents", "subsidiaries"),
    Relationship("ACCOUNTABLE_FOR", (Role,), _ANSWERED_FOR, "who answers for it", "accountable_for", "accountable_roles"),
    Relationship("RESPONSIBLE_FOR", (Role,), _ANSWERED_FOR, "who does it", "responsible_for", "responsible_roles"),
    Relationship("HOLDS", (Resource,), (Role,), "holds the role", "holds", "holders", Holding),
    Relationship("MEMBER_OF", (Resource,), (Resource,), "belongs to the team", "member_of", "members"),
    Relationship("REPORTS_TO", (Role,), (Role,), "answers to", "reports_to", "reports"),
    Relationship("SUPPORTS", (Process,), (Service,), "what it serves", "supports", "supporting_processes"),
    Relationship("FEEDS", (Process,), (Process,), "its interface", "feeds", "fed_by", Flow),
    Relationship(
        "PART_OF",
        (Process, Service, Resource, Requirement),
        (Process, Service, Resource, Requirement, Framework),
        "composition",
        "part_of",
        "parts",
    ),
    Relationship("DESCRIBES", (Document,), _ANSWERED_FOR, "speaks about", "describes", "described_by"),
    Relationship(
        "GOVERNS",
        (Document,),
        (Supplier, Service, Process, Resource),
        "binds (agreement, policy, plan)",
        "governs",
        "governed_by",
    ),
    Relationship("SUPERSEDES", (Document,), (Document,), "replaces", "supersedes", "superseded_by"),
    Relationship(
        "EVIDENCES", (Document,), (Requirement,), "shows one required document or record", "evidences", "evidence", Evidence
    ),
    Relationship("ADDRESSES", ORGANISATION, (Requirement,), "claims to meet it", "addresses", "addressed_by", Address),
    Relationship("MAPS_TO", (Requirement,), (Requirement,), "compares with", "maps_to", "mapped_from", Mapping),
    Relationship(
        "IN_SCOPE_OF", (Service, Process, Supplier, Resource), (Framework,), "scope of the system", "in_scope_of", "scope"
    ),
    Relationship("ABOUT", (Record, PastRecord), LOADABLE, "speaks of", "about_node", "records"),
    Relationship("OF", (Run,), (Source,), "reads", "of", "runs"),
    Relationship("ASSESSES", (Assessment,), (Framework,), "says how it stood", "assesses", "assessments"),
    Relationship("FINDS", (Assessment,), (Result,), "found clause by clause", "results", "found_by"),
    Relationship("JUDGES", (Result,), (Requirement,), "speaks of the clause", "judges", "judgements"),
)
"""PART_OF joins like with like: a service to a service, a requirement to a requirement or its framework."""

_KEPT = {"ABOUT", "OF", "ASSESSES", "FINDS", "JUDGES"}
ASSERTED: tuple[Relationship, ...] = tuple(r for r in RELATIONSHIPS if r.type not in _KEPT)
"""Those a record can assert; the others are the bookkeeping of loads, and assessments that were kept."""

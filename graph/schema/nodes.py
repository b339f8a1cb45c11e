"""The nodes: what exists. One class a label; the docstring under a property is its documentation everywhere.

All properties but `id` and `name` are optional. `id` is unique over all labels.
Constraints, load statements, GraphQL types and the schema page are derived from these classes (`graph.schema.model`).
"""

from __future__ import annotations

from graph.schema.assessments import Assessment, Result
from graph.schema.node import Node as Node
from graph.schema.values import (
    Count,
    Country,
    Day,
    Email,
    Instant,
    Lei,
    Minutes,
    Name,
    Percent,
    RegistrationId,
    SerialNumber,
    Text,
    Texts,
)
from graph.schema.vocabulary import (
    Criticality,
    DocumentKind,
    DocumentStatus,
    Grade,
    ProcessKind,
    ResourceKind,
    RoleKind,
    RunStatus,
    ServiceKind,
    State,
    Status,
    SupplierKind,
)


class Service(Node):
    """Something the organisation provides to a customer, or that such a service rests on."""

    plural = "services"
    joins_by_name = True

    kind: ServiceKind | None = None
    """Sold to a customer, or technical."""
    status: Status | None = None
    """Planned, live or retired; absent means live."""
    criticality: Criticality | None = None
    """How much is lost without it."""
    availability_target: Percent | None = None
    """Availability that customers were promised."""
    rto_minutes: Minutes | None = None
    """Recovery time objective: the longest acceptable interruption."""
    rpo_minutes: Minutes | None = None
    """Recovery point objective: the longest acceptable loss of data."""
    state: State | None = None
    """What monitoring reports now."""
    state_since: Instant | None = None
    """Since when it has been in this state."""
    description: Text | None = None
    """What it does for whom."""


class Role(Node):
    """A function that answers for something or does it; persons hold roles."""

    plural = "roles"
    joins_by_name = True

    kind: RoleKind | None = None
    """Given where a clause asks for the role by name."""
    status: Status | None = None
    """Planned, live or retired; absent means live."""
    authority: Text | None = None
    """What the role may decide (ISO/IEC 20000-1:2018, 5.3)."""


class Supplier(Node):
    """Another party: an external or internal supplier, or a customer (acting as a supplier where an edge says so)."""

    plural = "suppliers"
    joins_by_name = True

    kind: SupplierKind | None = None
    """External, internal or customer; absent means external."""
    legal_name: Name | None = None
    """The name in the company register."""
    country: Country | None = None
    """Where it is established."""
    lei: Lei | None = None
    """Legal entity identifier."""
    registration_id: RegistrationId | None = None
    """Number in a company register."""
    criticality: Criticality | None = None
    """How critical the organisation rates it."""
    status: Status | None = None
    """Planned, live or retired; absent means live."""
    state: State | None = None
    """What its status feed reports now."""
    state_since: Instant | None = None
    """Since when it has been in this state."""
    website: Text | None = None
    """Its address on the web."""


class Process(Node):
    """A set of activities that turns inputs into outputs (ISO/IEC 20000-1:2018, 3.1.18)."""

    plural = "processes"
    joins_by_name = True

    kind: ProcessKind | None = None
    """Governance, delivery or support."""
    status: Status | None = None
    """Planned, live or retired; absent means live."""
    purpose: Text | None = None
    """What it is for."""
    inputs: Text | None = None
    """What it takes in."""
    outputs: Text | None = None
    """What it gives out."""
    rto_minutes: Minutes | None = None
    """How fast it can be recovered."""
    rpo_minutes: Minutes | None = None
    """How much data it can lose."""


class Document(Node):
    """Documented information: a document, an agreement, or a record of what happened (ISO/IEC 20000-1:2018, 7.5)."""

    plural = "documents"

    kind: DocumentKind | None = None
    """One of the closed list, in three classes: document, agreement, record."""
    reference: Text | None = None
    """Its number in the register it is kept in."""
    version: Text | None = None
    """Version or issue."""
    status: DocumentStatus | None = None
    """Draft, approved or withdrawn; a record may be open or closed."""
    approved_on: Day | None = None
    """Day of approval."""
    valid_from: Day | None = None
    """First day in force; on a record the day it happened."""
    valid_to: Day | None = None
    """Last day in force, 9999-12-31 for open-ended; on a record the day it was closed."""
    review_due: Day | None = None
    """Next review; on a record the day its action is due."""
    retain_until: Day | None = None
    """Day until which it must be kept."""
    grade: Grade | None = None
    """Grade of a nonconformity."""
    check: Text | None = None
    """Check whose alarm an exception accepts for what it describes, from valid_from to valid_to."""
    reason: Text | None = None
    """Why an exception was granted."""
    approved_by: Text | None = None
    """Who granted an exception."""
    url: Text | None = None
    """Where to read it."""
    availability_target: Percent | None = None
    """Availability that the other party of an agreement promises."""
    rto_minutes: Minutes | None = None
    """Recovery time that the other party of an agreement promises."""
    rpo_minutes: Minutes | None = None
    """Loss of data that the other party of an agreement allows itself."""


class Resource(Node):
    """What services and processes use: people, technology, information, money, facilities (7.1 of 2018)."""

    plural = "resources"

    kind: ResourceKind | None = None
    """Human, technical, information, financial or facility."""
    subtype: Text | None = None
    """Finer kind in the words of its source: server, database, team, site, budget …"""
    email: Email | None = None
    """Address of a person or team; identifies it."""
    serial_number: SerialNumber | None = None
    """Serial number of a device; identifies it."""
    country: Country | None = None
    """Where it is."""
    status: Status | None = None
    """Planned, live or retired; people who left are retired; absent means live."""
    end_of_support: Day | None = None
    """Day after which its maker no longer supports it."""
    last_seen: Day | None = None
    """Day on which its source last saw it."""
    rto_minutes: Minutes | None = None
    """How fast it can be recovered."""
    rpo_minutes: Minutes | None = None
    """How much data it can lose."""
    state: State | None = None
    """What monitoring reports now."""
    state_since: Instant | None = None
    """Since when it has been in this state."""


class Framework(Node):
    """A standard or law that asks something of the organisation. Its id is a slug: iso-20000-1-2018."""

    plural = "frameworks"
    keyed_by_id = True

    edition: Text | None = None
    """Edition or year."""


class Requirement(Node):
    """A clause or article of a framework. Its id is `<framework>/<ref>`: iso-20000-1-2018/8.2.3."""

    plural = "requirements"
    keyed_by_id = True

    ref: Text | None = None
    """Clause or article number."""
    title: Text | None = None
    """Its title."""
    summary: Text | None = None
    """What it asks for, in our own words."""
    required_documents: Texts | None = None
    """Keys of the documents it asks for."""
    required_records: Texts | None = None
    """Keys of the records it asks for."""
    unverified: Texts | None = None
    """Which of its properties were recalled rather than read in a source: to be confirmed against a licensed copy."""


class Source(Node):
    """A source system that records come from."""

    plural = "sources"

    loader: Text | None = None
    """The loader that reads it."""
    priority: int | None = None
    """Higher overrules lower where two sources disagree."""
    next_due: Day | None = None
    """Day by which its next run is due."""
    loading: Text | None = None
    """Id of the run whose batches are being written; absent when the graph is whole."""


class Run(Node):
    """One reading of a source."""

    plural = "runs"

    status: RunStatus | None = None
    """Running, finished or failed."""
    started_at: Instant | None = None
    """When it began."""
    finished_at: Instant | None = None
    """When it ended, well or not."""
    error: Text | None = None
    """Why it failed."""
    read: Count | None = None
    """Records read."""
    added: Count | None = None
    """Records that were new."""
    changed: Count | None = None
    """Records whose content changed."""
    removed: Count | None = None
    """Records that disappeared."""
    rejected: Count | None = None
    """Rows that could not be read."""
    records: Count | None = None
    """Live records of the source when the run ended."""
    links: Count | None = None
    """Relationships that these records assert."""
    unresolved: Count | None = None
    """References of these records that no node answers to."""
    conflicts: Count | None = None
    """Records of the source that a source of higher priority overrules."""
    ambiguous: Count | None = None
    """Records whose identities point at different nodes."""
    nodes: Texts | None = None
    """Nodes that the records speak of, as `Label count`."""
    files: Texts | None = None
    """SHA-256 and name of each file read."""
    touched: Texts | None = None
    """Ids of the nodes that it changed, or from which it changed a relationship; absent when they are too many to list."""
    changes: Texts | None = None
    """Clauses that the load changed which ended with this run, as `better|worse before now requirement`."""
    changed_by: Texts | None = None
    """Sources that wrote in that load; absent where nobody looked what it changed."""


class Record(Node):
    """What one source says about one thing. `name` is file:line of the first run that read this content."""

    plural = "records"

    source: Text | None = None
    """Name of its source."""
    run: Text | None = None
    """Id of the run that first read this content."""
    key: Text | None = None
    """Key of the thing in its source."""
    hash: Text | None = None
    """Digest of the content, position excluded."""
    content: Text | None = None
    """The content as JSON: label, properties, identities, links."""
    file: Text | None = None
    """File or address it was read from."""
    line: Count | None = None
    """Line or row in the file, counted from 1."""
    valid_from: Instant | None = None
    """When this content was first read."""
    valid_to: Instant | None = None
    """When this content was replaced or gone (past records only)."""
    identities: Texts | None = None
    """Identities it claims for its node besides its own key, as scheme:value."""
    unresolved: Texts | None = None
    """References that no node answers to yet."""
    overruled: Texts | None = None
    """Properties for which a source of higher priority says something else."""
    ambiguous: Texts | None = None
    """Ids of the different nodes that its identities point at; it joined none of them."""
    links: Count | None = None
    """How many relationships it asserts."""


class PastRecord(Record):
    """A record that was replaced or disappeared; kept with the span in which it was true."""

    plural = "past_records"

    about: Text | None = None
    """Id of the node it spoke of."""


ORGANISATION: tuple[type[Node], ...] = (Service, Role, Supplier, Process, Document, Resource)
"""The six."""
OBLIGATIONS: tuple[type[Node], ...] = (Framework, Requirement)
PROVENANCE: tuple[type[Node], ...] = (Source, Run, Record, PastRecord)
ASSESSMENTS: tuple[type[Node], ...] = (Assessment, Result)
LOADABLE: tuple[type[Node], ...] = ORGANISATION + OBLIGATIONS
"""What a record can speak of."""
NODES: tuple[type[Node], ...] = LOADABLE + PROVENANCE + ASSESSMENTS

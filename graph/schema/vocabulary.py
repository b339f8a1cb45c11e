"""The closed lists of the product's language.

A value is accepted in any case and with spaces or hyphens for underscores, and stored as written here.
The three classes of documents decide what "in force", "recent" and "kept" mean (ISO/IEC 20000-1:2018, 7.5).
"""

from __future__ import annotations

from enum import StrEnum


class Term(StrEnum):
    """A closed list; `Critical`, `critical ` and `CRITICAL` are one value."""

    @classmethod
    def _missing_(cls, value: object) -> Term | None:
        if not isinstance(value, str):
            return None
        plain = "_".join(value.strip().lower().replace("-", " ").split())
        return cls._value2member_map_.get(plain)  # type: ignore[return-value]


class Status(Term):
    """Life of a service, role, supplier, process or resource; absent means live."""

    PLANNED = "planned"
    LIVE = "live"
    RETIRED = "retired"


class State(Term):
    """What a monitor or status feed reports now."""

    UP = "up"
    DEGRADED = "degraded"
    DOWN = "down"
    UNKNOWN = "unknown"


class Criticality(Term):
    """How much the organisation or its customers lose without it."""

    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class ServiceKind(Term):
    """Whether a customer buys it or another service rests on it."""

    BUSINESS = "business"
    TECHNICAL = "technical"


class SupplierKind(Term):
    """Who another party is to the service provider (ISO/IEC 20000-1:2018, 8.2.3)."""

    EXTERNAL = "external"
    INTERNAL = "internal"
    CUSTOMER = "customer"


class ResourceKind(Term):
    """Human, technical, information, financial (ISO/IEC 20000-1:2018, 7.1), and facilities."""

    HUMAN = "human"
    TECHNICAL = "technical"
    INFORMATION = "information"
    FINANCIAL = "financial"
    FACILITY = "facility"


class RoleKind(Term):
    """Roles that a clause asks for by name; any other role has no kind."""

    TOP_MANAGEMENT = "top_management"
    MANAGEMENT_REPRESENTATIVE = "management_representative"
    PROCESS_OWNER = "process_owner"
    PROCESS_MANAGER = "process_manager"
    SERVICE_OWNER = "service_owner"
    AUDITOR = "auditor"


class ProcessKind(Term):
    """Governing the system, delivering services, or supporting both."""

    GOVERNANCE = "governance"
    DELIVERY = "delivery"
    SUPPORT = "support"


class DocumentStatus(Term):
    """Documents are drafted, approved and withdrawn; records are open or closed."""

    DRAFT = "draft"
    APPROVED = "approved"
    WITHDRAWN = "withdrawn"
    OPEN = "open"
    CLOSED = "closed"


class Grade(Term):
    """How heavy an audit finding is."""

    MAJOR = "major"
    MINOR = "minor"
    OBSERVATION = "observation"


class DocumentKind(Term):
    """Documented information in three classes; see `DOCUMENT_KINDS`, `AGREEMENT_KINDS`, `RECORD_KINDS`."""

    POLICY = "policy"
    OBJECTIVES = "objectives"
    SCOPE = "scope"
    PLAN = "plan"
    PROCEDURE = "procedure"
    PROCESS_DESCRIPTION = "process_description"
    DEFINITION = "definition"
    CATALOGUE = "catalogue"
    DESIGN = "design"
    AUDIT_PROGRAMME = "audit_programme"
    CONTINUITY_PLAN = "continuity_plan"
    CAPACITY_PLAN = "capacity_plan"
    EXIT_PLAN = "exit_plan"
    STATEMENT_OF_APPLICABILITY = "statement_of_applicability"
    CONTRACT = "contract"
    SLA = "sla"
    OLA = "ola"
    COMMUNICATION_RECORD = "communication_record"
    TRAINING_RECORD = "training_record"
    RISK_ASSESSMENT = "risk_assessment"
    AUDIT_REPORT = "audit_report"
    MANAGEMENT_REVIEW = "management_review"
    NONCONFORMITY = "nonconformity"
    IMPROVEMENT = "improvement"
    SUPPLIER_REVIEW = "supplier_review"
    SERVICE_REVIEW = "service_review"
    SERVICE_REPORT = "service_report"
    MEASUREMENT = "measurement"
    COST_REPORT = "cost_report"
    SATISFACTION_SURVEY = "satisfaction_survey"
    COMPLAINT = "complaint"
    ACCEPTANCE_RECORD = "acceptance_record"
    TEST_REPORT = "test_report"
    INCIDENT = "incident"
    MAJOR_INCIDENT = "major_incident"
    SECURITY_INCIDENT = "security_incident"
    INCIDENT_REVIEW = "incident_review"
    PROBLEM = "problem"
    EMERGENCY_CHANGE = "emergency_change"
    CHANGE_REVIEW = "change_review"
    RELEASE = "release"
    RELEASE_REVIEW = "release_review"
    CONFIGURATION_AUDIT = "configuration_audit"
    EXCEPTION = "exception"


_KINDS = [kind.value for kind in DocumentKind]
AGREEMENT_KINDS = ["contract", "sla", "ola"]
"""Kinds that bind two parties for a term."""
DOCUMENT_KINDS = _KINDS[: _KINDS.index("contract")]
"""Kinds that are approved, reviewed and withdrawn."""
RECORD_KINDS = _KINDS[_KINDS.index("communication_record") :]
"""Kinds that say what happened and are kept, never revised."""


class Effect(Term):
    """What a failure does to the node that needs it; absent means down."""

    DOWN = "down"
    DEGRADED = "degraded"


class AddressStatus(Term):
    """How far a claim goes; absent counts as partial."""

    PLANNED = "planned"
    PARTIAL = "partial"
    FULL = "full"
    NOT_APPLICABLE = "not_applicable"


class MappingRelation(Term):
    """Set relation of two requirements, as in OSCAL's mapping model."""

    EQUAL = "equal"
    SUBSET = "subset"
    SUPERSET = "superset"
    INTERSECTS = "intersects"


class RunStatus(Term):
    """How a run of a source stands."""

    RUNNING = "running"
    FINISHED = "finished"
    FAILED = "failed"

from enum import Enum


class DocumentKind(str, Enum):
    policy = "policy"
    objectives = "objectives"
    scope = "scope"
    plan = "plan"
    procedure = "procedure"
    process_description = "process_description"
    definition = "definition"
    catalogue = "catalogue"
    design = "design"
    audit_programme = "audit_programme"
    continuity_plan = "continuity_plan"
    capacity_plan = "capacity_plan"
    exit_plan = "exit_plan"
    statement_of_applicability = "statement_of_applicability"
    contract = "contract"
    sla = "sla"
    ola = "ola"
    communication_record = "communication_record"
    training_record = "training_record"
    risk_assessment = "risk_assessment"
    audit_report = "audit_report"
    management_review = "management_review"
    nonconformity = "nonconformity"
    improvement = "improvement"
    supplier_review = "supplier_review"
    service_review = "service_review"
    service_report = "service_report"
    measurement = "measurement"
    cost_report = "cost_report"
    satisfaction_survey = "satisfaction_survey"
    complaint = "complaint"
    acceptance_record = "acceptance_record"
    test_report = "test_report"
    incident = "incident"
    major_incident = "major_incident"
    security_incident = "security_incident"
    incident_review = "incident_review"
    problem = "problem"
    emergency_change = "emergency_change"
    change_review = "change_review"
    release = "release"
    release_review = "release_review"
    configuration_audit = "configuration_audit"


class DocumentStatus(str, Enum):
    draft = "draft"
    approved = "approved"
    withdrawn = "withdrawn"
    open = "open"
    closed = "closed"


class FindingStatus(str, Enum):
    alarm = "alarm"
    info = "info"
    skip = "skip"
    ok = "ok"


class Severity(str, Enum):
    high = "high"
    medium = "medium"
    low = "low"

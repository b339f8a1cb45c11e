from typing import Optional

from pydantic import Field

from .base_model import BaseModel
from .enums import DocumentKind, DocumentStatus


class Clauses(BaseModel):
    requirements: "ClausesRequirements"


class ClausesRequirements(BaseModel):
    nodes: list["ClausesRequirementsNodes"]


class ClausesRequirementsNodes(BaseModel):
    id: str
    ref: Optional[str]
    title: Optional[str]
    required_documents: Optional[list[str]] = Field(alias="requiredDocuments")
    required_records: Optional[list[str]] = Field(alias="requiredRecords")
    accountable_roles: list["ClausesRequirementsNodesAccountableRoles"] = Field(
        alias="accountableRoles"
    )
    evidence_connection: "ClausesRequirementsNodesEvidenceConnection" = Field(
        alias="evidenceConnection"
    )


class ClausesRequirementsNodesAccountableRoles(BaseModel):
    name: str
    holders_connection: "ClausesRequirementsNodesAccountableRolesHoldersConnection" = (
        Field(alias="holdersConnection")
    )


class ClausesRequirementsNodesAccountableRolesHoldersConnection(BaseModel):
    edges: list["ClausesRequirementsNodesAccountableRolesHoldersConnectionEdges"]


class ClausesRequirementsNodesAccountableRolesHoldersConnectionEdges(BaseModel):
    deputy: Optional[bool]
    node: "ClausesRequirementsNodesAccountableRolesHoldersConnectionEdgesNode"


class ClausesRequirementsNodesAccountableRolesHoldersConnectionEdgesNode(BaseModel):
    name: str


class ClausesRequirementsNodesEvidenceConnection(BaseModel):
    edges: list["ClausesRequirementsNodesEvidenceConnectionEdges"]


class ClausesRequirementsNodesEvidenceConnectionEdges(BaseModel):
    item: Optional[str]
    node: "ClausesRequirementsNodesEvidenceConnectionEdgesNode"


class ClausesRequirementsNodesEvidenceConnectionEdgesNode(BaseModel):
    name: str
    kind: Optional[DocumentKind]
    status: Optional[DocumentStatus]


Clauses.model_rebuild()
ClausesRequirements.model_rebuild()
ClausesRequirementsNodes.model_rebuild()
ClausesRequirementsNodesAccountableRoles.model_rebuild()
ClausesRequirementsNodesAccountableRolesHoldersConnection.model_rebuild()
ClausesRequirementsNodesAccountableRolesHoldersConnectionEdges.model_rebuild()
ClausesRequirementsNodesEvidenceConnection.model_rebuild()
ClausesRequirementsNodesEvidenceConnectionEdges.model_rebuild()

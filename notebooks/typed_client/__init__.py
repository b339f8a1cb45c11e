from .base_client import BaseClient
from .base_model import BaseModel, Upload
from .checks import Checks, ChecksChecks
from .clauses import (
    Clauses,
    ClausesRequirements,
    ClausesRequirementsNodes,
    ClausesRequirementsNodesAccountableRoles,
    ClausesRequirementsNodesAccountableRolesHoldersConnection,
    ClausesRequirementsNodesAccountableRolesHoldersConnectionEdges,
    ClausesRequirementsNodesAccountableRolesHoldersConnectionEdgesNode,
    ClausesRequirementsNodesEvidenceConnection,
    ClausesRequirementsNodesEvidenceConnectionEdges,
    ClausesRequirementsNodesEvidenceConnectionEdgesNode,
)
from .client import Client
from .enums import DocumentKind, DocumentStatus, FindingStatus, Severity
from .exceptions import (
    GraphQLClientError,
    GraphQLClientGraphQLError,
    GraphQLClientGraphQLMultiError,
    GraphQLClientHttpError,
    GraphQLClientInvalidResponseError,
)
from .findings import Findings, FindingsRunCheck

__all__ = [
    "BaseClient",
    "BaseModel",
    "Checks",
    "ChecksChecks",
    "Clauses",
    "ClausesRequirements",
    "ClausesRequirementsNodes",
    "ClausesRequirementsNodesAccountableRoles",
    "ClausesRequirementsNodesAccountableRolesHoldersConnection",
    "ClausesRequirementsNodesAccountableRolesHoldersConnectionEdges",
    "ClausesRequirementsNodesAccountableRolesHoldersConnectionEdgesNode",
    "ClausesRequirementsNodesEvidenceConnection",
    "ClausesRequirementsNodesEvidenceConnectionEdges",
    "ClausesRequirementsNodesEvidenceConnectionEdgesNode",
    "Client",
    "DocumentKind",
    "DocumentStatus",
    "FindingStatus",
    "Findings",
    "FindingsRunCheck",
    "GraphQLClientError",
    "GraphQLClientGraphQLError",
    "GraphQLClientGraphQLMultiError",
    "GraphQLClientHttpError",
    "GraphQLClientInvalidResponseError",
    "Severity",
    "Upload",
]

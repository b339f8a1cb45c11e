"""Which table means what: the label of its rows, or none when they are left out."""

from __future__ import annotations

from fnmatch import fnmatchcase
from functools import cache

from graph.loaders.servicenow.options import ServiceNowOptions
from graph.loaders.servicenow.rows import Row

RELATIONS = "cmdb_rel_ci"
RELATION_TYPES = "cmdb_rel_type"
MEMBERS = "sys_user_grmember"
HELD = frozenset({RELATIONS, RELATION_TYPES, MEMBERS})
"""Tables whose rows become relationships."""
TICKETS = frozenset({"incident", "problem", "change_request"})

_SERVICES = ("cmdb_ci_service", "cmdb_ci_service_*", "service_offering", "cmdb_ci_query_based_service")
_ITEMS = ("cmdb", "cmdb_ci", "cmdb_ci_*", "u_cmdb_ci_*")
_LABELS = {
    "cmdb_ci_business_process": "Process",
    "cmn_location": "Resource",
    "sys_user": "Resource",
    "sys_user_group": "Resource",
    "core_company": "Supplier",
    "incident": "Document",
    "problem": "Document",
    "change_request": "Document",
}

LIVE = (
    "cmn_location", "core_company", "sys_user", "sys_user_group", "cmdb_ci_service", "cmdb_ci_business_app", "cmdb_ci_appl",
    "cmdb_ci_hardware", "cmdb_ci_cluster", "cmdb_ci_datacenter",
)  # fmt: skip
"""Tables that are read live unless the options name others."""


@cache
def label_of(table: str) -> str:
    """The label of a table's rows; empty for a table nobody knows."""
    if any(fnmatchcase(table, pattern) for pattern in _SERVICES):
        return "Service"
    if found := _LABELS.get(table):
        return found
    return "Resource" if any(fnmatchcase(table, pattern) for pattern in _ITEMS) else ""


def is_wanted(row: Row, options: ServiceNowOptions) -> bool:
    """Whether a row of a known table is read at all."""
    if row.table in options.ignore:
        return False
    if row.table in TICKETS:
        emergency = row.table != "change_request" or row.text("type").casefold() == "emergency"
        return row.table in options.tickets and emergency
    if row.table == "core_company" and options.companies == "partners":
        return bool(row.flag("vendor") or row.flag("customer"))
    return True

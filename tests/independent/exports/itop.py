"""iTop: one table a class, with its sets of links as columns."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from xml.etree import ElementTree

from tests.independent.exports.writing import write

_SETS = [
    ("Team", "persons_list", "lnkPersonToTeam", "team_id", "person_id"),
    ("ContactType", "contacts_list", "lnkDeliveryModelToContact", "role_id", "contact_id"),
    (
        "ApplicationSolution",
        "functionalcis_list",
        "lnkApplicationSolutionToFunctionalCI",
        "applicationsolution_id",
        "functionalci_id",
    ),
    ("SLA", "services_list", "lnkCustomerContractToService", "sla_id", "service_id"),
]
"""Class, column, class of the links, field of this end, field of the other."""
_LEFT_OUT = {"DeliveryModel", "CoverageWindow", "SLT", "Software", "Model", "NetworkDeviceType", "ServiceFamily"}


def export(data: Path, folder: Path) -> None:
    rows: dict[str, dict[str, dict[str, str]]] = defaultdict(dict)
    for module in ("config-mgmt", "virtualization-mgmt", "service-mgmt", "structure"):
        for file in sorted((data / f"itop/datamodels/2.x/itop-{module}").glob("data.sample.*.xml")):
            for item in ElementTree.parse(file).getroot():
                said = {field.tag: (field.text or "").strip() for field in item if not len(field) and field.tag != "picture"}
                rows[item.tag][item.attrib["id"]] = {"id": item.attrib["id"], **said}
    for owner, column, links, this, other in _SETS:
        for key, row in rows[owner].items():
            row[column] = ";".join(link[other] for link in rows[links].values() if link[this] == key)
    for name in rows.keys() - _LEFT_OUT:
        if not name.startswith("lnk"):
            write(folder / "itop" / f"{name}.csv", rows[name].values())

"""Organisations, people, services and configuration items of iTop, from its XML sets."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from xml.etree import ElementTree

from tests.independent.world import World

SOURCE = "itop"
ROOT = "itop/datamodels/2.x"
LIFE = {"production": "live", "implementation": "planned", "stock": "planned", "obsolete": "retired"}
RESTS_ON = {
    "WebApplication": ["webserver_id"],
    "WebServer": ["system_id"],
    "DBServer": ["system_id"],
    "DatabaseSchema": ["dbserver_id"],
    "VirtualMachine": ["virtualhost_id"],
    "Hypervisor": ["server_id"],
    "Server": [],
    "NetworkDevice": [],
    "Farm": [],
}
"""Class of a configuration item → fields that name what it runs on."""
Items = dict[str, dict[str, dict[str, str]]]


def read(data: Path, world: World) -> None:
    items = _items(data / ROOT)
    _number_once(items, ["Person", "Team"], "contact", world)
    _number_once(items, ["ApplicationSolution", *sorted(RESTS_ON)], "ci", world)
    _organisation(items, world)
    _services(items, world)
    _configuration(items, world)
    _agreements(items, world)


def _items(folder: Path) -> Items:
    """Class → number → fields. The set for providers says the same as the one for departments."""
    found: Items = defaultdict(dict)
    for module in ("itop-config-mgmt", "itop-virtualization-mgmt", "itop-service-mgmt", "itop-structure"):
        for file in (folder / module).glob("data.sample.*.xml"):
            for item in ElementTree.parse(file).getroot():
                found[item.tag][item.attrib["id"]] = {field.tag: (field.text or "").strip() for field in item}
    return found


def _number_once(items: Items, classes: list[str], prefix: str, world: World) -> None:
    """These classes share their numbers, but the sets of several modules give some twice: the first class counts."""
    taken: set[str] = set()
    for class_ in classes:
        for number in sorted(taken & items[class_].keys()):
            del items[class_][number]
            world.refused.append(f"{SOURCE}/{prefix}-{number}")
        taken |= items[class_].keys()


def _tie(world: World, type_: str, start: str, end: str, **said: str | int) -> None:
    world.tie(SOURCE, type_, f"{SOURCE}:{start}", f"{SOURCE}:{end}", **said)


def _organisation(items: Items, world: World) -> None:
    for number, it in items["Organization"].items():
        world.say(
            SOURCE, f"organization-{number}", "Supplier", name=it["name"], kind="internal" if it["code"] == "IT" else "customer"
        )
    for number, it in items["Location"].items():
        country = "FR" if it["country"] == "France" else ""
        world.say(SOURCE, f"location-{number}", "Resource", name=it["name"], kind="facility", country=country)
    for number, it in items["Person"].items():
        world.say(
            SOURCE,
            f"contact-{number}",
            "Resource",
            name=f"{it['first_name']} {it['name']}",
            kind="human",
            email=it["email"].casefold(),
        )
        if it["location_id"] != "0":
            _tie(world, "LOCATED_IN", f"contact-{number}", f"location-{it['location_id']}")
    for number, it in items["Team"].items():
        world.say(SOURCE, f"contact-{number}", "Resource", name=it["name"], kind="human", email=it["email"].casefold())
    for link in [n for n in items["lnkPersonToTeam"].values() if n["team_id"] in items["Team"]]:
        _tie(world, "MEMBER_OF", f"contact-{link['person_id']}", f"contact-{link['team_id']}")
    for number, it in items["ContactType"].items():
        world.say(SOURCE, f"role-{number}", "Role", name=it["name"])
    for link in items["lnkDeliveryModelToContact"].values():
        _tie(world, "HOLDS", f"contact-{link['contact_id']}", f"role-{link['role_id']}")


def _services(items: Items, world: World) -> None:
    for number, it in items["Service"].items():
        world.say(SOURCE, f"service-{number}", "Service", name=it["name"], kind="business", status=LIFE[it["status"]])
    for number, it in items["ServiceSubcategory"].items():
        world.say(SOURCE, f"subcategory-{number}", "Service", name=it["name"], status=LIFE[it["status"]])
        _tie(world, "PART_OF", f"subcategory-{number}", f"service-{it['service_id']}")
    for number, it in items["ApplicationSolution"].items():
        # What iTop calls high this organisation calls critical.
        weight = {"high": "critical"}.get(it["business_criticity"], it["business_criticity"])
        world.say(SOURCE, f"ci-{number}", "Service", name=it["name"], kind="technical", criticality=weight)
    for link in items["lnkApplicationSolutionToFunctionalCI"].values():
        _tie(world, "DEPENDS_ON", f"ci-{link['applicationsolution_id']}", f"ci-{link['functionalci_id']}")


def _configuration(items: Items, world: World) -> None:
    for class_, fields in RESTS_ON.items():
        for number, it in items[class_].items():
            world.say(SOURCE, f"ci-{number}", "Resource", name=it["name"], kind="technical")
            for field in fields:
                if it[field] != "0":
                    _tie(world, "DEPENDS_ON", f"ci-{number}", f"ci-{it[field]}")
            if it.get("location_id", "0") != "0":
                _tie(world, "LOCATED_IN", f"ci-{number}", f"location-{it['location_id']}")
    for number, it in items["Hypervisor"].items():
        # The hypervisors of a farm take over from each other; one of them has to run.
        _tie(world, "DEPENDS_ON", f"ci-{it['farm_id']}", f"ci-{number}", group="hypervisors", needs=1)


def _agreements(items: Items, world: World) -> None:
    for number, it in items["CustomerContract"].items():
        status = "approved" if it["status"] == "production" else ""
        days = {"valid_from": it["start_date"], "valid_to": it["end_date"]}
        world.say(SOURCE, f"contract-{number}", "Document", name=it["name"], kind="contract", status=status, **days)
        _tie(world, "GOVERNS", f"contract-{number}", f"organization-{it['org_id']}")
    for number, it in items["SLA"].items():
        world.say(SOURCE, f"sla-{number}", "Document", name=it["name"], kind="sla")
    for link in items["lnkCustomerContractToService"].values():
        _tie(world, "GOVERNS", f"sla-{link['sla_id']}", f"service-{link['service_id']}")

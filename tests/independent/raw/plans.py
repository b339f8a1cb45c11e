"""System security plans, an assessment and its open points, from OSCAL."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.independent.raw.frameworks import CONTROLS
from tests.independent.world import World

SOURCE = "plans"
MEANS = {
    "this-system": ("Service", ""),
    "system": ("Service", ""),
    "software": ("Resource", "technical"),
    "appliance": ("Resource", "technical"),
    "application": ("Resource", "technical"),
    "process": ("Process", ""),
    "policy": ("Document", "policy"),
    "guidance": ("Document", "procedure"),
}


def read(data: Path, world: World) -> None:
    for kind in ("ap", "ar", "poam", "ssp"):
        for file in sorted((data / "oscal/nist/examples" / kind / "json").glob("*.json")):
            [plan] = json.loads(file.read_text(encoding="utf-8")).values()
            _people(file.stem, plan["metadata"], world)
            if kind == "ssp":
                _system(file.stem, plan, world)
            elif kind == "ar":
                _results(file.stem, plan, world)
            elif kind == "poam":
                for risk in plan["risks"]:
                    world.say(
                        SOURCE,
                        risk["uuid"],
                        "Document",
                        name=risk["title"],
                        kind="nonconformity",
                        status="open",
                        review_due=risk["deadline"][:10],
                    )


def _people(file: str, metadata: dict[str, Any], world: World) -> None:
    for party in metadata.get("parties", []):
        if party["type"] == "person" and party.get("name"):
            world.say(SOURCE, party["uuid"], "Resource", name=party["name"], kind="human")
    for role in metadata.get("roles", []):
        world.say(SOURCE, f"{file}/{role['id']}", "Role", name=role["title"], kind="auditor" if role["id"] == "assessor" else "")
    for duty in metadata.get("responsible-parties", []):
        for party in duty["party-uuids"]:
            if f"{SOURCE}:{party}" in world.known:
                world.tie(SOURCE, "HOLDS", f"{SOURCE}:{party}", f"{SOURCE}:{file}/{duty['role-id']}")


def _system(file: str, plan: dict[str, Any], world: World) -> None:
    for part in plan["system-implementation"]["components"]:
        label, kind = MEANS[part["type"]]
        world.say(SOURCE, part["uuid"], label, name=part["title"].replace("*", "").strip(), kind=kind)
        for duty in part.get("responsible-roles", []):
            type_ = "ACCOUNTABLE_FOR" if label == "Document" else "RESPONSIBLE_FOR"
            world.tie(SOURCE, type_, f"{SOURCE}:{file}/{duty['role-id']}", f"{SOURCE}:{part['uuid']}")
    claims: dict[tuple[str, str], str] = {}
    for asked in plan["control-implementation"]["implemented-requirements"]:
        for level in [asked, *asked.get("statements", [])]:
            for claim in level.get("by-components", []):
                done = claim.get("implementation-status", {}).get("state") == "implemented"
                claims[claim["component-uuid"], asked["control-id"]] = "full" if done else ""
    for (part, control), status in claims.items():
        world.tie(SOURCE, "ADDRESSES", f"{SOURCE}:{part}", f"id:{CONTROLS}/{control}", status=status)


def _results(file: str, plan: dict[str, Any], world: World) -> None:
    for result in plan["results"]:
        world.say(SOURCE, result["uuid"], "Document", name=result["title"], kind="audit_report", valid_from=result["end"][:10])
        for duty in plan["metadata"]["responsible-parties"]:
            world.tie(SOURCE, "RESPONSIBLE_FOR", f"{SOURCE}:{file}/{duty['role-id']}", f"{SOURCE}:{result['uuid']}")
        for selection in result["reviewed-controls"]["control-selections"]:
            for control in selection["include-controls"]:
                world.tie(SOURCE, "DESCRIBES", f"{SOURCE}:{result['uuid']}", f"id:{CONTROLS}/{control['control-id']}")

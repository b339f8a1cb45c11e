"""OSCAL: components, roles and people of security plans, results of an assessment, risks."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.independent.exports.writing import Row, write


def export(data: Path, folder: Path) -> None:
    tables: dict[str, list[Row]] = defaultdict(list)
    examples = data / "oscal/nist/examples"
    for file in sorted(examples.glob("*/json/*.json")):
        [(kind, plan)] = json.loads(file.read_text(encoding="utf-8")).items()
        if kind in ("catalog", "component-definition"):
            continue
        _parties(file.stem, plan["metadata"], tables)
        if kind == "system-security-plan":
            tables["components"] += _components(file.stem, plan)
        tables["results"] += [_result(file.stem, plan, result) for result in plan.get("results", [])]
        tables["risks"] += [_risk(risk) for risk in plan.get("risks", [])]
    for name, rows in tables.items():
        write(folder / "plans" / f"{name}.csv", rows)


def _parties(plan: str, metadata: dict[str, Any], tables: dict[str, list[Row]]) -> None:
    named = {p["uuid"]: p["name"] for p in metadata.get("parties", []) if p["type"] == "person" and "name" in p}
    tables["people"] += [{"Uuid": uuid, "Name": name} for uuid, name in named.items()]
    for role in metadata.get("roles", []):
        duties = [d for d in metadata.get("responsible-parties", []) if d["role-id"] == role["id"]]
        holders = ";".join(uuid for duty in duties for uuid in duty["party-uuids"] if uuid in named)
        tables["roles"].append({"Plan": plan, "Id": role["id"], "Title": role["title"], "Holders": holders})


def _components(file: str, plan: dict[str, Any]) -> Iterator[Row]:
    meets: dict[str, dict[str, str]] = defaultdict(dict)
    for requirement in plan["control-implementation"]["implemented-requirements"]:
        for part in (requirement, *requirement.get("statements", [])):
            for by in part.get("by-components", []):
                meets[by["component-uuid"]][requirement["control-id"]] = by.get("implementation-status", {}).get("state", "")
    for component in plan["system-implementation"]["components"]:
        uuid, roles = component["uuid"], [r["role-id"] for r in component.get("responsible-roles", [])]
        row = {"Plan": file, "Uuid": uuid, "Type": component["type"], "Title": component["title"].strip(" *")}
        stated = ";".join(sorted(set(meets[uuid].values())))
        yield {**row, "Stated": stated, "Controls": ";".join(meets[uuid]), "Roles": ";".join(roles)}


def _result(file: str, plan: dict[str, Any], result: dict[str, Any]) -> Row:
    chosen = [c["control-id"] for s in result["reviewed-controls"]["control-selections"] for c in s["include-controls"]]
    [assessor] = [r["role-id"] for r in plan["metadata"]["responsible-parties"]]
    row = {"Plan": file, "Uuid": result["uuid"], "Title": result["title"], "Ended": result["end"][:10]}
    return {**row, "Controls": ";".join(chosen), "Assessor": assessor}


def _risk(risk: dict[str, Any]) -> Row:
    return {"Uuid": risk["uuid"], "Title": risk["title"], "Status": risk["status"], "Deadline": risk["deadline"][:10]}

"""Standards, laws and catalogues of controls, from the files they are kept in."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import yaml

from tests.independent.world import World

OWN = Path(__file__).parents[3] / "queries/frameworks"
BUILT_IN = ("iso-20000-1-2018", "iso-20000-1-2011", "dora")
CONTROLS = "nist-sp-800-53-rev5-moderate-baseline-resolved-profile-catalog"


def read(data: Path, world: World) -> None:
    for name in BUILT_IN:
        _own(_yaml(OWN / f"{name}.yaml"), world)
    _library(_yaml(data / "ciso-assistant/libraries/iso22301-2019.yaml"), world)
    folder = data / "oscal/nist/nist.gov/SP800-53/rev5/json"
    _catalogue(folder / "NIST_SP-800-53_rev5_MODERATE-baseline-resolved-profile_catalog.json", world)


def tested_by(check: str) -> list[str]:
    """The clauses that our own files say a check is about."""
    return [f"{name}/{ref}" for name in BUILT_IN for ref in _yaml(OWN / f"{name}.yaml")["checks"].get(check, [])]


def record_spans(framework: str) -> dict[str | None, int]:
    """Records that count for another time than usual: days by item."""
    if framework not in BUILT_IN:
        return {}
    asked = _yaml(OWN / f"{framework}.yaml").get("records", {})
    return {item: said["within_days"] for item, said in asked.items() if "within_days" in said}


_read: dict[Path, Any] = {}


def _yaml(path: Path) -> Any:
    if path not in _read:
        _read[path] = yaml.load(path.read_text(encoding="utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return _read[path]


def _clause(world: World, source: str, framework: str, ref: str, parent: str | None, **given: Any) -> None:
    world.say(source, f"{framework}/{ref}", "Requirement", [f"id:{framework}/{ref}"], **given)
    world.tie(source, "PART_OF", f"id:{framework}/{ref}", f"id:{framework}/{parent}" if parent else f"id:{framework}")


def _own(file: dict[str, Any], world: World) -> None:
    name = file["framework"]["id"]
    world.say("frameworks", name, "Framework", [f"id:{name}"])
    for clause in file["requirements"]:
        asked = {key: clause.get(key, []) for key in ("required_documents", "required_records")}
        _clause(world, "frameworks", name, clause["ref"], clause.get("parent"), name=clause["title"], **asked)


def _library(file: dict[str, Any], world: World) -> None:
    framework = file["objects"]["framework"]
    name = framework["urn"].split(":")[-1]
    world.say("frameworks", name, "Framework", [f"id:{name}"])
    for node in framework["requirement_nodes"]:
        ref, parent = node["urn"].split(":")[-1], node.get("parent_urn", "").split(":")[-1]
        _clause(world, "frameworks", name, ref, parent)


def _catalogue(path: Path, world: World) -> None:
    world.say("controls", CONTROLS, "Framework", [f"id:{CONTROLS}"])
    _parts(json.loads(path.read_text(encoding="utf-8"))["catalog"], None, world)


def _parts(whole: dict[str, Any], parent: str | None, world: World) -> None:
    for part in [*whole.get("groups", []), *whole.get("controls", [])]:
        withdrawn = any(p["name"] == "status" and p["value"] == "withdrawn" for p in part.get("props", []))
        if not withdrawn:
            _clause(world, "controls", CONTROLS, part["id"], parent)
        _parts(part, part["id"], world)

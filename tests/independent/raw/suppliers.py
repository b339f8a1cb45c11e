"""Whom a software company buys from, from the pages on which it says so; vendors and their status pages; a bill of materials."""

from __future__ import annotations

import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any

from tests.independent.world import World

LISTS, BOM, VENDORS, STATUS = "subprocessors", "bom", "vendors", "status"


def read(data: Path, world: World) -> None:
    folder = data / "suppliers/basecamp-policies"
    _bom(json.loads(next((data / "cyclonedx/SaaSBOM").glob("*/bom.json")).read_text(encoding="utf-8")), world)
    for file in sorted((folder / "privacy").glob("*-subprocessors/index.md")):
        _page(file, world)
    for file in [*folder.glob("security/**/*.md"), *folder.glob("privacy/regulations/**/*.md")]:
        _policy(file, file.relative_to(folder).as_posix(), world)
    for vendor in json.loads((data / "suppliers/statusphere/vendor_status_pages.json").read_text(encoding="utf-8")):
        name, url = vendor["name"].strip(), vendor["url"].strip()
        if url:
            world.say(VENDORS, f"{name} {url}", "Supplier", name=name, website=url)


def _page(file: Path, world: World) -> None:
    """One product: its subprocessors by country. The page says that there is an agreement with each."""
    text = file.read_text(encoding="utf-8")
    product, review = text.partition("title: ")[2].partition(" Subprocessors")[0], f"review-{file.parent.name}"
    day = datetime.strptime(text.partition("*Last updated: ")[2].partition("*")[0], "%B %d, %Y").date().isoformat()
    home, _, abroad = text.partition("located in the EU:")
    world.say(LISTS, f"product-{product}", "Service", name=product, kind="business", criticality="critical")
    world.say(LISTS, review, "Document", name=file.parent.name, kind="supplier_review", valid_from=day)
    world.tie(LISTS, "IN_SCOPE_OF", f"{LISTS}:product-{product}", "id:iso-20000-1-2018")
    for part, country in ((home, "US"), (abroad, "")):
        for name, link in re.findall(r"\n\* \[([^\]]+)\]\(([^)]+)\)\.", part):
            world.say(LISTS, f"supplier-{name}", "Supplier", name=name, country=country)
            world.say(LISTS, f"agreement-{name}", "Document", name=name, kind="contract", status="approved", url=link)
            world.tie(LISTS, "SUPPLIED_BY", f"{LISTS}:product-{product}", f"{LISTS}:supplier-{name}")
            world.tie(LISTS, "GOVERNS", f"{LISTS}:agreement-{name}", f"{LISTS}:supplier-{name}")
            world.tie(LISTS, "DESCRIBES", f"{LISTS}:{review}", f"{LISTS}:supplier-{name}")


def _policy(file: Path, page: str, world: World) -> None:
    title = file.read_text(encoding="utf-8").partition("title: ")[2].splitlines()[0].strip("'")
    world.say(LISTS, f"page-{page}", "Document", name=title, kind="policy", status="approved", url=page)
    if page == "security/index.md":
        for clause in ("iso-20000-1-2018/8.7.3.1", "iso-20000-1-2011/6.6.1"):
            world.tie(LISTS, "EVIDENCES", f"{LISTS}:page-{page}", f"id:{clause}", item="information-security-policy")


def _bom(bom: dict[str, Any], world: World) -> None:
    def each(services: list[dict[str, Any]], within: str) -> None:
        for service in services:
            ref, provider = service["bom-ref"], service.get("provider", {}).get("name")
            world.say(BOM, ref, "Service", name=service["name"], kind="technical")
            if provider:
                world.say(BOM, f"provider-{provider}", "Supplier", name=provider)
                world.tie(BOM, "SUPPLIED_BY", f"{BOM}:{ref}", f"{BOM}:provider-{provider}")
            if within:
                world.tie(BOM, "PART_OF", f"{BOM}:{ref}", f"{BOM}:{within}")
            each(service.get("services", []), ref)

    each(bom["services"], "")
    for dependency in bom["dependencies"]:
        if f"{BOM}:{dependency['ref']}" in world.known:
            for target in dependency.get("dependsOn", []):
                world.tie(BOM, "DEPENDS_ON", f"{BOM}:{dependency['ref']}", f"{BOM}:{target}")


def status(data: Path, world: World) -> None:
    """What the cloud's feed says now: its products are as bad as their open incidents, itself is at most degraded."""
    incidents = json.loads((data / "statuspage/google_cloud_incidents_edited_sample.json").read_text(encoding="utf-8"))
    words, worst = {"SERVICE_OUTAGE": "down", "SERVICE_DISRUPTION": "degraded"}, ["down", "degraded", "up"]
    states: dict[str, list[str]] = {}
    for incident in incidents:
        over = bool(incident.get("end")) or incident["most_recent_update"]["status"] == "AVAILABLE"
        for product in incident["affected_products"]:
            state = "up" if over else words.get(incident["most_recent_update"]["status"], "up")
            states.setdefault(product["title"], []).append(state)
    whole = "up" if all(set(said) == {"up"} for said in states.values()) else "degraded"
    world.say(STATUS, "supplier", "Supplier", name="Google Cloud Platform", state=whole)
    for product, said in states.items():
        world.say(STATUS, f"service/{product.casefold()}", "Service", name=product, state=min(said, key=worst.index))

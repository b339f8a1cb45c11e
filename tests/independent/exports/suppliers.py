"""Pages that list subprocessors, pages of policies, vendors, and the services of a bill of materials."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.independent.exports.writing import Row, write


def export(data: Path, folder: Path) -> None:
    pages = data / "suppliers/basecamp-policies"
    lists = sorted((pages / "privacy").glob("*-subprocessors/index.md"))
    policies = sorted([*pages.glob("security/**/index.md"), *pages.glob("privacy/regulations/*/index.md")])
    write(folder / "subprocessors/lists.csv", [row for page in lists for row in _listed(page)])
    write(folder / "subprocessors/policies.csv", [_policy(page, pages) for page in policies])
    vendors = (data / "suppliers/statusphere/vendor_status_pages.json").read_text(encoding="utf-8")
    write(folder / "vendors/vendors.csv", json.loads(vendors))
    [bom] = (data / "cyclonedx/SaaSBOM").glob("*/bom.json")
    write(folder / "bom/services.csv", _services(json.loads(bom.read_text(encoding="utf-8"))))


def _listed(page: Path) -> Iterator[Row]:
    text, region = page.read_text(encoding="utf-8"), ""
    [product] = re.findall(r"^title: (.+) Subprocessors$", text, re.MULTILINE)
    [updated] = re.findall(r"^\*Last updated: (.+)\*$", text, re.MULTILINE)
    for line in text.splitlines():
        region = next(iter(re.findall(r"located in (.+):$", line)), region)
        for supplier, link in re.findall(r"^\* \[(.+?)\]\((.+?)\)", line):
            row = {"Page": page.parent.name, "Product": product, "Updated": updated}
            yield {**row, "Region": region, "Supplier": supplier, "Link": link}


def _policy(page: Path, folder: Path) -> Row:
    [title] = re.findall(r"^title: (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {"Page": page.relative_to(folder).as_posix(), "Title": title.strip("'")}


def _services(bom: dict[str, Any]) -> Iterator[Row]:
    needs = {d["ref"]: d.get("dependsOn", []) for d in bom["dependencies"]}

    def flat(services: list[dict[str, Any]], within: str) -> Iterator[Row]:
        for service in services:
            ref, provider = service["bom-ref"], service.get("provider", {}).get("name", "")
            yield {
                "Ref": ref,
                "Name": service["name"],
                "Provider": provider,
                "Depends on": ";".join(needs.get(ref, [])),
                "Within": within,
            }
            yield from flat(service.get("services", []), ref)

    return flat(bom["services"], "")

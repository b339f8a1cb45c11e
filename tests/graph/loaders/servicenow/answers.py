"""ServiceNow answers as texts, and what is read of them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.graph.loaders.reading import SHARED, Given, read

LINK = "https://halvora.service-now.com/api/now/table"
DEPENDS = "1a9cb166f1571100a92eb60da2bce5c5"
REAL = SHARED / "servicenow"


def sys_id(number: int) -> str:
    return f"{number:032x}"


def answer(*rows: Mapping[str, Any]) -> str:
    return json.dumps({"result": rows}, indent=1)


def service(number: int, **fields: Any) -> dict[str, Any]:
    return {"sys_id": sys_id(number), "sys_class_name": "cmdb_ci_service", "name": f"service {number}", **fields}


def server(number: int, **fields: Any) -> dict[str, Any]:
    return {"sys_id": sys_id(number), "sys_class_name": "cmdb_ci_server", "name": f"host {number}", **fields}


def relation(number: int, parent: int, child: int, type_: Any = DEPENDS, **fields: Any) -> dict[str, Any]:
    return {"sys_id": sys_id(number), "parent": sys_id(parent), "child": sys_id(child), "type": type_, **fields}


async def sn(folder: Path, answers: Mapping[str, str], **options: Any) -> Given:
    return await read("servicenow", folder, answers, options)

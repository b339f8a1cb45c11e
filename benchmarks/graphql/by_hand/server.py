"""The server: five addresses, one statement each.

python -m benchmarks.graphql.by_hand.server       (the engine in BENCH_URI, BENCH_DATABASE, BENCH_USER, BENCH_PASSWORD)
"""

from __future__ import annotations

import base64
from typing import Any

import orjson
from fastapi import FastAPI, Response

from benchmarks.graphql.asking import Reader, serve
from benchmarks.graphql.by_hand import statements

ROW = ["id", "name", "kind", "status", "criticality", "availabilityTarget", "rtoMinutes", "rpoMinutes", "state", "description"]
LISTED = ["id", "name", "criticality", "rtoMinutes"]
NODE = {
    "dependsOn": ["__typename", "id", "name"],
    "dependents": ["__typename", "id", "name"],
    "suppliers": ["id", "name", "country"],
    "operators": ["id", "name", "country"],
    "accountableRoles": ["id", "name"],
    "governedBy": ["id", "name", "kind"],
}


def app(reader: Reader) -> FastAPI:
    """The application."""
    made = FastAPI(lifespan=reader.lifespan)

    @made.get("/rows")
    async def rows() -> Response:
        ((found,),) = await reader.rows(statements.ROWS)
        return _json([dict(zip(ROW, row, strict=True)) for row in found])

    @made.get("/nested")
    async def nested() -> Response:
        ((found,),) = await reader.rows(statements.NESTED)
        return _json([_business(*row) for row in found])

    @made.get("/page")
    async def page(country: str) -> Response:
        ((total, found),) = await reader.rows(statements.PAGE, country=country)
        nodes = [dict(zip(LISTED, row, strict=True)) for row in found[:20]]
        cursor = base64.urlsafe_b64encode(orjson.dumps([nodes[-1]["name"], nodes[-1]["id"]])).decode() if nodes else None
        return _json({"totalCount": total, "hasNextPage": len(found) > 20, "endCursor": cursor, "nodes": nodes})

    @made.get("/node")
    async def node(id: str) -> Response:
        ((key, name, criticality, *lists),) = await reader.rows(statements.NODE, id=id)
        related = {
            field: [dict(zip(keys, row, strict=True)) for row in found]
            for (field, keys), found in zip(NODE.items(), lists, strict=True)
        }
        return _json({"id": key, "name": name, "criticality": criticality, **related})

    @made.get("/aggregate")
    async def aggregate(most: int) -> Response:
        ((count, least, highest, found),) = await reader.rows(statements.AGGREGATE, most=most)
        return _json({"count": count, "min": least, "max": highest, "byCriticality": dict(found)})

    return made


def _business(id_: str, name: str, criticality: str, parts: list[list[Any]]) -> dict[str, Any]:
    return {"id": id_, "name": name, "criticality": criticality, "parts": [_part(*part) for part in parts]}


def _part(id_: str, name: str, state: str, documents: list[list[Any]]) -> dict[str, Any]:
    bound = [{"id": d[0], "name": d[1], "kind": d[2], "validTo": d[3]} for d in documents]
    return {"id": id_, "name": name, "state": state, "governedBy": bound}


def _json(content: Any) -> Response:
    return Response(orjson.dumps(content), media_type="application/json")


if __name__ == "__main__":
    serve(app)

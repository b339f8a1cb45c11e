"""What each contender answered, in the names that all can be compared by."""

from __future__ import annotations

from typing import Any

from benchmarks.graphql.nodes import CRITICALITIES

Answer = Any
"""JSON."""


def ours(name: str, data: Answer) -> Answer:
    """Of Clausegraph."""
    if name in ("rows", "nested"):
        return data["services"]["nodes"]
    if name == "page":
        page = data["services"]
        return _page(page["totalCount"], page["pageInfo"], page["nodes"])
    if name == "node":
        return data["service"]
    found = data["servicesAggregate"]
    counts = {each["value"]: each["count"] for each in found["by"]["criticality"]}
    return _aggregate(found["count"], found["min"]["rtoMinutes"], found["max"]["rtoMinutes"], counts)


def neo4j_graphql(name: str, data: Answer) -> Answer:
    """Of @neo4j/graphql."""
    if name == "page":
        page = data["servicesConnection"]
        return _page(page["totalCount"], page["pageInfo"], [edge["node"] for edge in page["edges"]])
    if name == "aggregate":
        minutes = data["all"]["aggregate"]["node"]["rtoMinutes"]
        counts = {each: data[each]["aggregate"]["count"]["nodes"] for each in set(CRITICALITIES)}
        return _aggregate(data["all"]["aggregate"]["count"]["nodes"], minutes["min"], minutes["max"], counts)
    return data["services"][0] if name == "node" else data["services"]


def strawberry(name: str, data: Answer) -> Answer:
    """Of Strawberry with DataLoaders."""
    (found,) = data.values()
    if name == "page":
        return _page(found["totalCount"], found, found["nodes"])
    if name == "aggregate":
        counts = {each["value"]: each["count"] for each in found["byCriticality"]}
        return _aggregate(found["count"], found["minRtoMinutes"], found["maxRtoMinutes"], counts)
    return found


def by_hand(name: str, data: Answer) -> Answer:
    """Of the statements written by hand."""
    if name == "page":
        return _page(data["totalCount"], data, data["nodes"])
    if name == "aggregate":
        return _aggregate(data["count"], data["min"], data["max"], data["byCriticality"])
    return data


def _page(total: int, info: dict[str, Any], nodes: list[Answer]) -> Answer:
    """Cursors are each one's own; that there is one is not."""
    return {"total": total, "more": info["hasNextPage"], "placed": bool(info["endCursor"]), "nodes": nodes}


def _aggregate(count: int, least: int, most: int, counts: dict[str, int]) -> Answer:
    return {"count": count, "min": least, "max": most, "by": counts}

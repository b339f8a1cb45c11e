"""A GraphQL request as it comes over HTTP, and how an answer goes back (GraphQL over HTTP, draft of 2025)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import orjson

LARGEST_BODY = 1_000_000
"""Bytes of a request."""
JSON = "application/json"
GRAPHQL_JSON = "application/graphql-response+json"


class Refused(Exception):
    """A request that is not answered: the HTTP status and why."""

    def __init__(self, status: int, why: str, **headers: str) -> None:
        self.status, self.why, self.headers = status, why, headers
        super().__init__(why)


@dataclass(frozen=True)
class Request:
    """What a client asks."""

    query: str
    variables: dict[str, Any] | None
    operation_name: str | None


def media_type(accept: str | None) -> str:
    """The type to answer in; raises Refused when the client takes none that there is."""
    wanted = [part.partition(";") for part in (accept or "*/*").lower().split(",")]
    taken = {name.strip() for name, _, rest in wanted if "q=0" not in rest.replace(" ", "").replace("q=0.", "")}
    if GRAPHQL_JSON in taken:
        return GRAPHQL_JSON
    if taken & {JSON, "application/*", "*/*"}:
        return JSON
    raise Refused(406, f"Answers come as {GRAPHQL_JSON} or {JSON}.")


async def body(content_type: str | None, stream: AsyncIterator[bytes]) -> bytes:
    """The body of a request; raises Refused for another type than JSON, and for too large a body as soon as it is."""
    name, _, rest = (content_type or "").lower().partition(";")
    charset = rest.partition("charset=")[2].strip(' "')
    if name.strip() != JSON or charset not in ("", "utf-8", "utf8"):
        raise Refused(415, f"Send the request as {JSON}, in UTF-8.")
    received = bytearray()
    async for chunk in stream:
        received += chunk
        if len(received) > LARGEST_BODY:
            raise Refused(413, f"The request is larger than {LARGEST_BODY} bytes.", connection="close")
    return bytes(received)


def request(received: bytes) -> Request:
    """The request in a body; raises Refused for one that is none."""
    try:
        given = orjson.loads(received)
    except orjson.JSONDecodeError as problem:
        raise Refused(400, f"The body is not JSON: {problem}.") from problem
    if isinstance(given, list):
        raise Refused(400, "Batches are not answered. Send one request, with as many root fields as it takes.")
    if not isinstance(given, dict):
        raise Refused(400, 'The body is not a JSON object. Send {"query": "…"}.')
    query = given.get("query")
    if not isinstance(query, str) or not query.strip():
        raise Refused(400, 'There is no query. Send {"query": "…"}.')
    _optional(given, "extensions", dict, "an object")
    return Request(
        query, _optional(given, "variables", dict, "an object"), _optional(given, "operationName", str, "a text") or None
    )


def _optional(given: dict[str, Any], name: str, type_: type, form: str) -> Any:
    value = given.get(name)
    if value is not None and not isinstance(value, type_):
        raise Refused(400, f"{name} is not {form}.")
    return value

"""A GraphQL request as it comes over HTTP (GraphQL over HTTP, draft of 2025, and its appendix on persisted documents)."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from api.graphql.trusted import Trusted
from api.graphql.variables import over_limit

JSON = "application/json"
GRAPHQL_JSON = "application/graphql-response+json"
CSRF_HEADER = "x-clausegraph"
_SHA256 = "sha256:"
_PARAMETERS = ("query", "documentId", "operationName", "variables", "extensions")


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


async def body(headers: Mapping[str, str], stream: AsyncIterator[bytes], largest: int) -> bytes:
    """The body of a request; raises Refused for another type than JSON, and for too large a body as soon as it is."""
    name, _, rest = headers.get("content-type", "").lower().partition(";")
    charset = rest.partition("charset=")[2].strip(' "')
    if name.strip() != JSON or charset not in ("", "utf-8", "utf8"):
        raise Refused(415, f"Send the request as {JSON}, in UTF-8.")
    if headers.get("content-encoding", "identity").lower() != "identity":
        raise Refused(415, "Send the request without compression.")
    received = bytearray()
    async for chunk in stream:
        received += chunk
        if len(received) > largest:
            raise Refused(413, f"The request is larger than {largest} bytes, which is the limit.", connection="close")
    return bytes(received)


def posted(received: bytes) -> dict[str, Any]:
    """The parameters in the body of a POST; raises Refused for a body that has none."""
    try:
        given = orjson.loads(received)
    except orjson.JSONDecodeError as problem:
        raise Refused(400, f"The body is not JSON: {problem}.") from problem
    if isinstance(given, list):
        raise Refused(400, "Batches are not answered. Send one request, with as many root fields as it takes.")
    if not isinstance(given, dict):
        raise Refused(400, 'The body is not a JSON object. Send {"query": "…"}.')
    return given


def asked_for(parameters: Mapping[str, str], headers: Mapping[str, str], largest: int) -> dict[str, Any]:
    """The parameters in the address of a GET; raises Refused where a page of another site may have sent it."""
    if not _meant(headers):
        raise Refused(
            403,
            f"A GET has to carry a header that a page of another site cannot send: add `{CSRF_HEADER}: 1`, "
            "or send the query by POST. A browser finds GraphiQL here.",
        )
    if sum(map(len, parameters.values())) > largest:
        raise Refused(414, f"The request is larger than {largest} bytes, which is the limit.")
    given: dict[str, Any] = {name: parameters[name] for name in _PARAMETERS if name in parameters}
    for name in ("variables", "extensions"):
        if name in given:
            given[name] = _json(name, given[name])
    return given


def _json(name: str, text: str) -> Any:
    try:
        return orjson.loads(text or "null")
    except ValueError as problem:
        raise Refused(400, f"{name} is not JSON: {problem}.") from problem


def _meant(headers: Mapping[str, str]) -> bool:
    """Whether no page of another site can have made a browser send it.

    Our header and this type of a body cannot be set across sites without being asked first, which we do not answer. Nor can
    a page set Sec-Fetch-*: a browser says there itself that a script sent it, and from where.
    """
    if CSRF_HEADER in headers or headers.get("content-type", "").lower().startswith(JSON):
        return True
    return headers.get("sec-fetch-mode") == "cors" and headers.get("sec-fetch-site", "same-origin") == "same-origin"


def request(given: Mapping[str, Any], trusted: Trusted) -> Request:
    """The request that parameters make; raises Refused for those that make none, or ask what is not trusted."""
    extensions = _optional(given, "extensions", dict, "an object")
    query = _optional(given, "query", str, "a text")
    hashed = _hash(given, extensions or {})
    variables = _optional(given, "variables", dict, "an object")
    name = _optional(given, "operationName", str, "a text") or None
    if not (query or "").strip() and not hashed:
        raise Refused(400, 'There is no query. Send {"query": "…"}, or the documentId of a trusted document.')
    if said := over_limit(variables or {}):
        raise Refused(400, said)
    try:
        return Request(trusted.text(query or "", hashed), variables, name)
    except LookupError as problem:
        raise Refused(400, str(problem.args[0])) from problem


def _hash(given: Mapping[str, Any], extensions: Mapping[str, Any]) -> str:
    """The SHA-256 that names the document, in hexadecimal; empty when none does."""
    named = _optional(given, "documentId", str, "a text")
    if named is not None:
        if not named.startswith(_SHA256):
            raise Refused(400, "documentId is not of the form sha256:…, in hexadecimal.")
        return str(named).removeprefix(_SHA256)
    persisted = extensions.get("persistedQuery")
    hashed = persisted.get("sha256Hash") if isinstance(persisted, dict) else None
    return hashed if isinstance(hashed, str) else ""


def _optional(given: Mapping[str, Any], name: str, type_: type, form: str) -> Any:
    value = given.get(name)
    if value is not None and not isinstance(value, type_):
        raise Refused(400, f"{name} is not {form}.")
    return value

"""GraphiQL, the editor for queries, from files of our own: nothing is asked of any other host."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import orjson
from fastapi import HTTPException, Response

from api.graphql.ready import ready_questions

_STATIC = files("api") / "static"
_VENDOR = _STATIC / "vendor" / "graphiql"
_ASSETS = {
    "react.production.min.js": (_VENDOR, "text/javascript"),
    "react-dom.production.min.js": (_VENDOR, "text/javascript"),
    "graphiql.min.js": (_VENDOR, "text/javascript"),
    "graphiql.min.css": (_VENDOR, "text/css"),
    "plugin-explorer.umd.js": (_VENDOR, "text/javascript"),
    "plugin-explorer.css": (_VENDOR, "text/css"),
    "start.js": (_STATIC / "graphiql", "text/javascript"),
    "page.css": (_STATIC / "graphiql", "text/css"),
}
_POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    ]
)
"""Scripts and connections of our own only. The editor sets styles on its elements, which is all that is inline."""
_HEADERS = {"x-content-type-options": "nosniff", "referrer-policy": "no-referrer"}
_TABS = "tabs.json"


def page() -> Response:
    """The page."""
    headers = {**_HEADERS, "content-security-policy": _POLICY, "cache-control": "no-cache"}
    return Response(_read("page.html"), headers=headers, media_type="text/html; charset=utf-8")


async def asset(name: str) -> Response:
    """One of the files that the page needs; 404 for any other name."""
    if name == _TABS:
        return Response(_tabs(), headers={**_HEADERS, "cache-control": "no-cache"}, media_type="application/json")
    if name not in _ASSETS:
        raise HTTPException(404)
    headers = {**_HEADERS, "cache-control": "max-age=3600"}
    return Response(_read(name), headers=headers, media_type=f"{_ASSETS[name][1]}; charset=utf-8")


@cache
def _read(name: str) -> bytes:
    folder, _ = _ASSETS.get(name, (_STATIC / "graphiql", ""))
    return (folder / name).read_bytes()


@cache
def _tabs() -> bytes:
    """The tabs that somebody finds who was never here, in the form that GraphiQL takes."""
    return orjson.dumps([{"query": text} for text in ready_questions().values()])

"""GraphiQL, the editor for queries, from files of our own: nothing is asked of any other host."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from fastapi import HTTPException, Response

_STATIC = files("api") / "static"
_VENDOR = _STATIC / "vendor" / "graphiql"
_ASSETS = {
    "react.production.min.js": (_VENDOR, "text/javascript"),
    "react-dom.production.min.js": (_VENDOR, "text/javascript"),
    "graphiql.min.js": (_VENDOR, "text/javascript"),
    "graphiql.min.css": (_VENDOR, "text/css"),
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


def page() -> Response:
    """The page."""
    headers = {**_HEADERS, "content-security-policy": _POLICY, "cache-control": "no-cache"}
    return Response(_read("page.html"), headers=headers, media_type="text/html; charset=utf-8")


async def asset(name: str) -> Response:
    """One of the files that the page needs; 404 for any other name."""
    if name not in _ASSETS:
        raise HTTPException(404)
    headers = {**_HEADERS, "cache-control": "max-age=3600"}
    return Response(_read(name), headers=headers, media_type=f"{_ASSETS[name][1]}; charset=utf-8")


@cache
def _read(name: str) -> bytes:
    folder, _ = _ASSETS.get(name, (_STATIC / "graphiql", ""))
    return (folder / name).read_bytes()

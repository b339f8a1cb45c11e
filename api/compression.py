"""Pages and files go over the wire compressed, unless another site made the browser ask."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.middleware.gzip import DEFAULT_EXCLUDED_CONTENT_TYPES, GZipMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

_LEAST_BYTES, _LEVEL = 1_000, 5
_AS_THEY_ARE = (*DEFAULT_EXCLUDED_CONTENT_TYPES, "application/json", "application/graphql-response+json", "application/pdf")
"""JSON is for programs, which ask often and from near."""
_OWN = frozenset({"same-origin", "none"})


class Compressed:
    """Compresses what is text (ASGI).

    The size of a compressed page tells who chooses a part of its words something of the rest (BREACH). Such a request comes from
    a page of another site, and browsers say so (Fetch Metadata): it gets the page as it is.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._plain = app
        self._compressed = GZipMiddleware(app, _LEAST_BYTES, _LEVEL, exclude_content_types=_AS_THEY_ARE)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handles a request."""
        own = scope["type"] == "http" and Headers(scope=scope).get("sec-fetch-site", "none") in _OWN
        await (self._compressed if own else self._plain)(scope, receive, send)

"""Traces by OpenTelemetry, for those who installed `clausegraph[otel]` and named an address: a span for every request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.journal import entry
from graph.errors import WrongUse

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.trace import Span

_EXTRA = "Install it: pip install 'clausegraph[otel]'."


class Traced:
    """Puts everything that the application inside answers into a span, below the caller's where it names one (ASGI)."""

    def __init__(self, app: ASGIApp, provider: TracerProvider) -> None:
        from opentelemetry.propagate import extract
        from opentelemetry.trace import SpanKind

        self.app = app
        self._tracer = provider.get_tracer("clausegraph")
        self._extract, self._kind = extract, SpanKind.SERVER

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handles a request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        above = self._extract(dict(Headers(scope=scope)))
        with self._tracer.start_as_current_span(scope["method"], context=above, kind=self._kind) as span:
            await self.app(scope, receive, _noting(span, send))
            _describe(span, scope)


def provider_for(address: str) -> TracerProvider:
    """Sends spans to the address by OTLP over HTTP; raises WrongUse where the extra is not installed. Shut it down at the end."""
    try:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.resources import Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor
    except ImportError as problem:
        raise WrongUse("Traces need OpenTelemetry, which is not installed.", remedy=_EXTRA) from problem
    provider = TracerProvider(resource=Resource.create({"service.name": "clausegraph"}))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(endpoint=address, timeout=5)))
    return provider


def _noting(span: Span, send: Send) -> Send:
    async def send_noting(message: Message) -> None:
        if message["type"] == "http.response.start":
            span.set_attribute("http.response.status_code", message["status"])
        await send(message)

    return send_noting


def _describe(span: Span, scope: Scope) -> None:
    """What the semantic conventions of HTTP and GraphQL call it; the text of a query is not told."""
    kept, route = entry(scope), getattr(scope.get("route"), "path", "")
    span.update_name(f"{scope['method']} {route}".strip())
    told = {
        "http.request.method": scope["method"],
        "http.route": route,
        "clausegraph.request_id": kept.request_id,
        "clausegraph.document": kept.document,
        "clausegraph.outcome": kept.outcome,
        "graphql.operation.name": kept.operation,
    }
    span.set_attributes({name: value for name, value in told.items() if value})

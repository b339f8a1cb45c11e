"""Traces reach a collector that speaks OTLP over HTTP, below the caller's span, and say neither query nor values."""

from __future__ import annotations

import gzip
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx
import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from api import tracing
from graph.errors import WrongUse
from graph.settings import Settings
from tests.api.visiting import serving

CALLER = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"


@dataclass
class Collector:
    """Takes spans as any collector does."""

    address: str = ""
    bodies: list[bytes] = field(default_factory=list)

    @property
    def spans(self) -> list[Any]:
        received = (ExportTraceServiceRequest.FromString(body) for body in self.bodies)
        return [s for each in received for resource in each.resource_spans for scope in resource.scope_spans for s in scope.spans]

    @contextmanager
    def listening(self) -> Iterator[None]:
        bodies = self.bodies

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"]))
                if self.headers.get("content-encoding") == "gzip":
                    body = gzip.decompress(body)
                bodies.append(body)
                self.send_response(200)
                self.send_header("content-length", "0")
                self.end_headers()

            def log_message(self, *_: object) -> None:
                """Says nothing."""

        with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
            self.address = f"http://127.0.0.1:{server.server_address[1]}/v1/traces"
            threading.Thread(target=server.serve_forever, daemon=True).start()
            yield
            server.shutdown()


def attributes(span: Any) -> dict[str, Any]:
    return {a.key: a.value.string_value or a.value.int_value for a in span.attributes}


async def test_a_request_is_a_span_below_the_callers(arcadedb_settings: Settings) -> None:
    collector = Collector()
    with collector.listening():
        traced = arcadedb_settings.model_copy(update={"traces": collector.address})
        async with serving(traced) as address, httpx.AsyncClient(base_url=address) as client:
            query = 'query Find { services(where: {name: {eq: "hidden-51973"}}) { totalCount } }'
            body = {"query": query, "operationName": "Find"}
            await client.post("/graphql", json=body, headers={"traceparent": CALLER, "x-request-id": "span-1"})
            await client.get("/healthz")
    spans = {span.name: span for span in collector.spans}
    assert set(spans) == {"POST /graphql", "GET /healthz"}
    asked = spans["POST /graphql"]
    assert (asked.trace_id.hex(), asked.parent_span_id.hex()) == tuple(CALLER.split("-")[1:3])
    said = attributes(asked)
    assert said["http.response.status_code"] == 200
    assert said["clausegraph.request_id"] == "span-1"
    assert said["graphql.operation.name"] == "Find"
    assert said["clausegraph.outcome"] == "data"
    assert not [body for body in collector.bodies if b"hidden-51973" in body]


async def test_a_collector_that_is_away_harms_nobody(arcadedb_settings: Settings) -> None:
    nowhere = arcadedb_settings.model_copy(update={"traces": "http://127.0.0.1:9/v1/traces"})
    async with serving(nowhere) as address, httpx.AsyncClient(base_url=address) as client:
        assert (await client.get("/healthz")).status_code == 200


def test_without_the_extra_it_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "opentelemetry.sdk.resources", None)
    with pytest.raises(WrongUse, match=r"pip install 'clausegraph\[otel\]'"):
        tracing.provider_for("http://127.0.0.1:4318/v1/traces")


def test_nothing_of_opentelemetry_is_loaded_unless_traces_are_asked_for() -> None:
    code = "import api.server, sys; sys.exit(any(n.startswith('opentelemetry.sdk') for n in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

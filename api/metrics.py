"""Figures about a running server, as Prometheus reads them."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4

CONTENT_TYPE = CONTENT_TYPE_PLAIN_0_0_4
_SECONDS = (0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
_METHODS = frozenset({"GET", "POST", "HEAD", "OPTIONS"})


class Metrics:
    """The figures of one server; nothing is shared with another one in the same process."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        self._requests = Counter(
            "clausegraph_http_requests", "Requests answered.", ["route", "method", "status"], registry=self._registry
        )
        self._seconds = Histogram(
            "clausegraph_http_request_seconds", "Time to answer a request.", ["route"], buckets=_SECONDS, registry=self._registry
        )
        self._answers = Counter("clausegraph_graphql_answers", "How GraphQL answered.", ["outcome"], registry=self._registry)
        self.running = Gauge("clausegraph_graphql_running", "Requests to GraphQL being answered.", registry=self._registry)
        self.places = Gauge("clausegraph_graphql_places", "How many may be at the same time.", registry=self._registry)
        self.engine = Gauge("clausegraph_engine_up", "Whether the engine answers: 1 or 0.", registry=self._registry)

    def request(self, route: str, method: str, status: int, seconds: float, outcome: str) -> None:
        """Counts a request; `outcome` is empty for everything but GraphQL."""
        self._requests.labels(route, method if method in _METHODS else "other", str(status)).inc()
        self._seconds.labels(route).observe(seconds)
        if outcome:
            self._answers.labels(outcome).inc()

    def written(self) -> bytes:
        """All of them in Prometheus' text form."""
        return generate_latest(self._registry)

"""Who is compared: how each is started, what it is sent, and how its answers are read."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode

from benchmarks.graphql import naming
from benchmarks.graphql.neo4j_graphql import install
from benchmarks.graphql.questions import Question, Variables
from benchmarks.servers import Address

HEADERS = {"accept": "application/json", "content-type": "application/json"}
DOCUMENTS = Path(__file__).parent / "documents"


class Request(NamedTuple):
    """A request, with `HEADERS`."""

    method: str
    path: str
    body: bytes

    @property
    def raw(self) -> bytes:
        """As it goes over the wire."""
        described = {"host": "127.0.0.1", **HEADERS, **({"content-length": len(self.body)} if self.body else {})}
        lines = [f"{self.method} {self.path} HTTP/1.1", *(f"{name}: {value}" for name, value in described.items()), "", ""]
        return "\r\n".join(lines).encode() + self.body


@dataclass(frozen=True)
class Contender:
    """A server beside others."""

    name: str
    command: Callable[[], list[str]]
    settings: Callable[[Address], dict[str, str]]
    """Environment that names the engine."""
    named: Callable[[str, Any], Any]
    """Its data for a question, in the names that all share."""
    documents: str = ""
    """Folder of its documents; none where a question is an address."""

    def request(self, question: Question, variables: Variables) -> Request:
        """How it is asked."""
        if not self.documents:
            return Request("GET", f"/{question.name}?{urlencode(variables)}", b"")
        text = (DOCUMENTS / self.documents / f"{question.name}.graphql").read_text()
        return Request("POST", "/graphql", json.dumps({"query": text, "variables": variables}).encode())

    def answer(self, question: Question, body: bytes) -> Any:
        """What it answered; raises ValueError for errors."""
        said = json.loads(body)
        if not self.documents:
            return self.named(question.name, said)
        if said.get("errors"):
            raise ValueError(f"{self.name}, {question.name}: {said['errors'][0]['message']}")
        return self.named(question.name, said["data"])


def _python(module: str) -> Callable[[], list[str]]:
    return lambda: [sys.executable, "-m", f"benchmarks.graphql.{module}"]


def _serve() -> list[str]:
    return [sys.executable, "-m", "api.cli.main", "serve", "--port", "0"]


def _plain(at: Address) -> dict[str, str]:
    return {"BENCH_URI": at.uri, "BENCH_DATABASE": at.database, "BENCH_USER": at.user, "BENCH_PASSWORD": at.password}


def _product(at: Address) -> dict[str, str]:
    """The embedded engine is found by its folder, as the product does, and shared with those who have its address."""
    if at.data:
        return {"CLAUSEGRAPH_DATA": str(at.data)}
    named = {"URI": at.uri, "DATABASE": at.database, "USER": at.user, "PASSWORD": at.password}
    return {f"CLAUSEGRAPH_{name}": value for name, value in named.items()}


CONTENDERS = {
    each.name: each
    for each in (
        Contender("ours", _serve, _product, naming.ours, "ours"),
        Contender("by hand", _python("by_hand.server"), _plain, naming.by_hand),
        Contender("@neo4j/graphql", install.command, _plain, naming.neo4j_graphql, "neo4j_graphql"),
        Contender("Strawberry", _python("loaders.server"), _plain, naming.strawberry, "strawberry"),
    )
}
ON = {"Neo4j": list(CONTENDERS), "ArcadeDB": ["ours", "by hand", "Strawberry"]}
"""Who takes part on which engine."""

"""A small ServiceNow of our own on 127.0.0.1: the Table API with paging, credentials, and every way of being unwell."""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

USER, PASSWORD, CLIENT, SECRET = "reader", "s3cret:with colon", "client-id", "client-secret"
Rows = list[dict[str, Any]]


@dataclass
class Instance:
    """What the instance holds and how it behaves."""

    address: str = ""
    tables: dict[str, Rows] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)
    """sys_ids that are counted, and not delivered to this account."""
    linked: bool = True
    counted: bool = True
    unwell: list[tuple[int, dict[str, str], bytes]] = field(default_factory=list)
    """Answers given before it is well again: status, headers, body."""
    broken_page: dict[str, bytes] = field(default_factory=dict)
    """Body by `table offset` instead of the page."""
    tokens: list[str] = field(default_factory=list)
    """Tokens that are good now."""
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    grants: list[dict[str, str]] = field(default_factory=list)

    def pages(self, table: str) -> list[int]:
        return [int(query["sysparm_offset"]) for name, query in self.asked if name == table]

    def answer(self, table: str, query: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
        self.asked.append((table, query))
        if self.unwell:
            return self.unwell.pop(0)
        offset, limit = int(query["sysparm_offset"]), int(query["sysparm_limit"])
        if broken := self.broken_page.get(f"{table} {offset}"):
            return 200, {"Content-Type": "application/json"}, broken
        rows = sorted(self.tables.get(table, []), key=lambda row: row["sys_id"])
        page = [
            displayed(row, query["sysparm_fields"].split(","))
            for row in rows[offset : offset + limit]
            if row["sys_id"] not in self.hidden
        ]
        headers = {"Content-Type": "application/json;charset=UTF-8"}
        if self.counted:
            headers["X-Total-Count"] = str(len(rows))
        if self.linked:
            links = [f'<http://elsewhere.example/api/now/table/{table}?sysparm_offset=0>;rel="first"']
            if offset + limit < len(rows):
                links.append(f'<http://elsewhere.example/api/now/table/{table}?sysparm_offset={offset + limit}>;rel="next"')
            headers["Link"] = ",".join(links)
        return 200, headers, json.dumps({"result": page}).encode()

    def token(self, form: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
        self.grants.append(form)
        if (form.get("client_id"), form.get("client_secret")) != (CLIENT, SECRET):
            return 401, {}, b'{"error": "access_denied"}'
        self.tokens = [f"token-{len(self.grants)}"]
        return (
            200,
            {"Content-Type": "application/json"},
            json.dumps({"access_token": self.tokens[0], "expires_in": 1799}).encode(),
        )

    def may(self, authorization: str) -> bool:
        basic = "Basic " + base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
        return authorization == basic or authorization in {f"Bearer {token}" for token in self.tokens}


def displayed(row: dict[str, Any], fields: list[str]) -> dict[str, Any]:
    """A row as sysparm_display_value=all shows it, of the fields that were asked for."""
    return {name: {"value": value, "display_value": value} for name, value in row.items() if name in fields}


@contextmanager
def running() -> Iterator[Instance]:
    """An instance that ends with the block."""
    instance = Instance()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            query = {name: values[0] for name, values in parse_qs(parts.query).items()}
            if not instance.may(self.headers.get("Authorization", "")):
                self.give(401, {}, b'{"error": {"message": "User Not Authenticated"}, "status": "failure"}')
            elif not parts.path.startswith("/api/now/table/"):
                self.give(404, {}, b"")
            else:
                self.give(*instance.answer(parts.path.rpartition("/")[2], query))

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            form = {name: values[0] for name, values in parse_qs(body).items()}
            self.give(*instance.token(form) if self.path == "/oauth_token.do" else (404, {}, b""))

        def give(self, status: int, headers: dict[str, str], body: bytes) -> None:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            if "Content-Length" not in headers:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    instance.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield instance
    finally:
        server.shutdown()
        server.server_close()
        thread.join()

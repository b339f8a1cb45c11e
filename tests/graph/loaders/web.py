"""A web server on this machine that answers as a test tells it, for loaders that read live sources."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit


@dataclass
class Answer:
    """One answer; `wait` seconds pass before its body."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    wait: float = 0


@dataclass
class Site:
    """What the server answers by path: one answer for ever, or several in turn, the last for ever."""

    address: str = ""
    answers: dict[str, list[Answer]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    stop: threading.Event = field(default_factory=threading.Event)

    def put(self, path: str, *answers: Answer | str) -> str:
        """Sets what a path answers; gives its address."""
        self.answers[path] = [a if isinstance(a, Answer) else Answer(a.encode()) for a in answers]
        return self.address + path

    def take(self, path: str) -> Answer:
        self.asked.append(path)
        several = self.answers.get(path, [Answer(b"nothing here", 404)])
        return several.pop(0) if len(several) > 1 else several[0]


@contextmanager
def serving() -> Iterator[Site]:
    """A site on 127.0.0.1 that ends with the block."""
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answer = site.take(urlsplit(self.path).path)
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.end_headers()
            site.stop.wait(answer.wait)
            self.wfile.write(answer.body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield site
    finally:
        site.stop.set()
        server.shutdown()
        server.server_close()
        thread.join()

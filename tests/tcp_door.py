"""An address in front of an engine that can be opened late and shut again, as a network does it."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress
from dataclasses import dataclass, field


@dataclass
class Door:
    """`bolt://127.0.0.1:PORT` that leads to `uri` while it is open; a connection is refused before and after."""

    uri: str
    port: int = 0
    _listener: socket.socket | None = None
    _open: list[socket.socket] = field(default_factory=list)

    def __post_init__(self) -> None:
        with socket.socket() as found:
            found.bind(("127.0.0.1", 0))
            self.port = found.getsockname()[1]

    @property
    def address(self) -> str:
        """Where it stands."""
        return f"bolt://127.0.0.1:{self.port}"

    def open(self) -> None:
        """From now on connections come through."""
        self._listener = socket.create_server(("127.0.0.1", self.port))
        threading.Thread(target=self._let_in, args=(self._listener,), daemon=True).start()

    def shut(self) -> None:
        """Cuts every connection and refuses new ones."""
        for one in [self._listener, *self._open]:
            if one:
                with suppress(OSError):
                    one.shutdown(socket.SHUT_RDWR)
                one.close()
        self._open.clear()

    def _let_in(self, listener: socket.socket) -> None:
        host, _, port = self.uri.partition("://")[2].rpartition(":")
        with suppress(OSError):
            while True:
                near, far = listener.accept()[0], socket.create_connection((host, int(port)))
                self._open += [near, far]
                threading.Thread(target=_carry, args=(near, far), daemon=True).start()
                threading.Thread(target=_carry, args=(far, near), daemon=True).start()


def _carry(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)

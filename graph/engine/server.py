"""Where an engine is and who may do what there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from pydantic import SecretStr

from graph.engine.embedded.folder import EngineFolder


class Login(NamedTuple):
    """A user of the engine."""

    user: str
    password: SecretStr

    @property
    def pair(self) -> tuple[str, str]:
        """As the driver takes it."""
        return self.user, self.password.get_secret_value()


@dataclass(frozen=True)
class Server:
    """An engine that can be connected to."""

    uri: str
    database: str
    writer: Login
    reader: Login
    """May only read where the engine has such users (the embedded one); elsewhere the same as `writer`."""
    folder: EngineFolder | None = None
    """Of the embedded engine; a server elsewhere has none that we know."""

    http_port: int = 0
    """Where the embedded engine takes commands about itself."""

    @property
    def embedded(self) -> bool:
        """Whether it is the one that we start."""
        return self.folder is not None

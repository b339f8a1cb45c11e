"""The same answer elsewhere: as a command, and as a query for GraphiQL."""

from __future__ import annotations

import json
import shlex
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode

_ASK = "query Ask($name: String!, $params: JSON) { ask(name: $name, params: $params) { columns rows } }"
_CHECK = "query Check($name: String!, $params: JSON) { runCheck(name: $name, params: $params) { name status reason resource } }"


@dataclass(frozen=True)
class Elsewhere:
    """Where the answer of a page can be had besides: words of a command after `clausegraph`, and a GraphQL query."""

    words: Sequence[str] = ()
    query: str = ""
    variables: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def of_question(cls, name: str, /, **params: str) -> Elsewhere:
        """The answer to a question of the catalogue."""
        return cls(["ask", name, *_given(params)], _ASK, {"name": name, "params": params})

    @classmethod
    def of_check(cls, name: str, /, **params: str) -> Elsewhere:
        """What a check of the catalogue finds."""
        return cls(["check", name, *_given(params)], _CHECK, {"name": name, "params": params})

    @classmethod
    def of_checks(cls, names: Sequence[str]) -> Elsewhere:
        """What checks of the catalogue find."""
        runs = [f'{name.replace("-", "_")}: runCheck(name: "{name}") {{ status reason resource }}' for name in names]
        return cls(["check", *names], "{\n  " + "\n  ".join(runs) + "\n}\n") if names else cls()

    @property
    def command(self) -> str:
        """The command, quoted for a shell: the query is sent where no other has the answer; empty when there is neither."""
        words = self.words or self._sent
        return shlex.join(["clausegraph", *words]) if words else ""

    @property
    def _sent(self) -> list[str]:
        given = _given({name: _written(value) for name, value in self.variables.items()})
        return ["ask", "--graphql", " ".join(self.query.split()), *given] if self.query else []

    @property
    def graphiql(self) -> str:
        """The address of GraphiQL with the query filled in; empty when there is none."""
        if not self.query:
            return ""
        variables = {"variables": json.dumps(self.variables, ensure_ascii=False, indent=2)} if self.variables else {}
        return f"/graphql?{urlencode({'query': self.query.strip(), **variables}, quote_via=quote)}"


def _given(params: Mapping[str, str]) -> list[str]:
    """Values as options of a command."""
    return [word for name, value in params.items() for word in ("-p", f"{name}={value}")]


def _written(value: Any) -> str:
    """As `-p` takes it: a text that reads like JSON as JSON, any other as it is."""
    if isinstance(value, str):
        with suppress(json.JSONDecodeError):
            json.loads(value)
            return json.dumps(value, ensure_ascii=False)
        return value
    return json.dumps(value, ensure_ascii=False)

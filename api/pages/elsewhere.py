"""The same answer elsewhere: as a command, and as a query for GraphiQL."""

from __future__ import annotations

import json
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, urlencode


@dataclass(frozen=True)
class Elsewhere:
    """Where the answer of a page can be had besides: words of a command after `clausegraph`, and a GraphQL query."""

    words: Sequence[str] = ()
    query: str = ""
    variables: Mapping[str, Any] = field(default_factory=dict)

    @property
    def command(self) -> str:
        """The command, quoted for a shell; empty when there is none."""
        return shlex.join(["clausegraph", *self.words]) if self.words else ""

    @property
    def graphiql(self) -> str:
        """The address of GraphiQL with the query filled in; empty when there is none."""
        if not self.query:
            return ""
        variables = {"variables": json.dumps(self.variables, ensure_ascii=False, indent=2)} if self.variables else {}
        return f"/graphql?{urlencode({'query': self.query.strip(), **variables}, quote_via=quote)}"

"""Addresses within the pages: of a node, and of the page at hand with something else chosen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from starlette.requests import Request

MADE_FOR_VIEWS = ("format", "table", "part")
"""Parameters that say in which form an answer is wanted, not which answer."""


def node_address(id_: str) -> str:
    """Where the page of a node is; slashes stay readable unless a browser would resolve them away."""
    plain = all(part not in ("", ".", "..") for part in id_.split("/"))
    return f"/explore/{quote(id_, safe='/' if plain else '')}"


@dataclass(frozen=True)
class Address:
    """A path with its parameters, in order; a name may come more than once."""

    path: str
    pairs: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, request: Request) -> Address:
        """What was asked for, without the form that it was asked for in."""
        pairs = request.query_params.multi_items()
        return cls(request.url.path, tuple((name, value) for name, value in pairs if name not in MADE_FOR_VIEWS))

    def changed(self, changes: dict[str, str | Sequence[str]]) -> str:
        """The same address with these parameters in the place of its own; an empty value leaves one out."""
        kept = [(name, value) for name, value in self.pairs if name not in changes]
        given = [(name, one) for name, value in changes.items() for one in ([value] if isinstance(value, str) else value) if one]
        return self._written([*kept, *given])

    def without(self, *names: str) -> tuple[tuple[str, str], ...]:
        """Its parameters except these, for the hidden fields of a form."""
        return tuple((name, value) for name, value in self.pairs if name not in names)

    def all(self, name: str) -> list[str]:
        """Every value of a parameter."""
        return [value for known, value in self.pairs if known == name]

    def __str__(self) -> str:
        return self._written(self.pairs)

    def _written(self, pairs: Iterable[tuple[str, str]]) -> str:
        query = urlencode(list(pairs), quote_via=quote)
        return f"{quote(self.path, safe='/')}{'?' if query else ''}{query}"

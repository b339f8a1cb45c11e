"""The budget of a document: how much it may ask for, and what is said of one that asks for more."""

from __future__ import annotations

from dataclasses import dataclass

from graphql import GraphQLError, Node


@dataclass(frozen=True)
class Budget:
    """The limits of one document; `TOLD` says what each of them counts."""

    characters: int = 100_000
    tokens: int = 2_000
    operations: int = 20
    fragments: int = 100
    depth: int = 30
    fields: int = 1_500
    aliases: int = 150
    directives: int = 100
    nesting: int = 20
    roots: int = 30
    repeats: int = 1_000
    rows: int = 1_000_000

    def spend(self, what: str, counted: int, node: Node | None = None) -> None:
        """Raises OverBudget when so much of it is too much."""
        limit: int = getattr(self, what)
        if counted > limit:
            raise OverBudget(what, counted, limit, node)


TOLD = {
    "characters": ("is {} characters long", "Send values as variables."),
    "tokens": ("has {} tokens or more", "Send values as variables, or ask in several requests."),
    "operations": ("has {} operations", "Send the one that is to run."),
    "fragments": ("defines {} fragments", "Leave out those that are not spread, or ask in several requests."),
    "depth": ("goes {} levels deep", "Ask for the inner part by its id, in a request of its own."),
    "fields": ("selects {} fields and fragments, fragments spread out", "Ask in several requests."),
    "aliases": ("has {} aliases, fragments spread out", "Ask in several requests, or for a list with a filter."),
    "directives": ("has {} directives, fragments spread out", "Leave out what is not wanted."),
    "nesting": ("has values {} levels deep", "Put conditions beside each other: those of one object all have to hold."),
    "roots": ("has {} root fields", "Ask in several requests."),
    "repeats": ("repeats fields so often that {} pairs have to be merged", "Select each field once."),
    "rows": ("may give {} rows", "Give its lists a smaller `first`, or have fewer lists inside lists."),
}
"""What is said of each thing that is counted, and the remedy."""
_LONGEST = 10**12


class OverBudget(GraphQLError):
    """A document that asks for too much: what, how much, and the limit."""

    def __init__(self, what: str, counted: int, limit: int, node: Node | None = None) -> None:
        self.what = what
        said, remedy = TOLD[what]
        # A document of a few hundred characters can ask for so much that the number alone would fill the answer.
        shown = str(counted) if counted < _LONGEST else "more than 10^12"
        message = f"The document {said.format(shown)}; {limit} is the limit. {remedy}"
        super().__init__(message, node, extensions={"code": "OVER_BUDGET", "what": what, "limit": limit})

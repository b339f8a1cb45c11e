"""The pages that the header leads to, in its order; one that is not served is left out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Place(NamedTuple):
    """A page of the header."""

    path: str
    name: str
    about: str
    """What one finds there, for the start page."""

    def holds(self, path: str) -> bool:
        """Whether a path is this page or one below it."""
        return path == self.path or (self.path != "/" and path.startswith(f"{self.path}/"))


PLACES = (
    Place("/", "Start", ""),
    Place("/impact", "Impact", "What fails when something fails, and through what."),
    Place("/map", "Service map", "Business services and what they stand on, layer by layer."),
    Place("/suppliers", "Suppliers", "Which service stands on which supplier; contracts, reviews and exit plans."),
    Place(
        "/responsibility", "Responsibility", "Who is accountable and responsible for what, where nobody is, and where two are."
    ),
    Place("/coverage", "Coverage", "Each framework clause by clause: what addresses it, and what shows it."),
    Place("/questions", "Questions", "Every check and question, to run with your own values."),
    Place("/graphql", "GraphQL", "Every node and relationship, checks and questions, for people and programs."),
)


def served(paths: Iterable[str]) -> tuple[Place, ...]:
    """The places whose path is among these."""
    known = set(paths)
    return tuple(place for place in PLACES if place.path in known)

"""A picture: nodes, edges and where each node stands. What is said of a node is words; the style sheet says how it looks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

WIDTH, HEIGHT = 196, 52
"""Of the box of a node, in pixels."""
Place = tuple[int, int]
"""The middle of a box."""


class Tone(StrEnum):
    """What the border of a node says; `word` of the node says it too."""

    PLAIN = ""
    START = "start"
    """What the picture begins at."""
    BAD = "bad"
    WARN = "warn"
    GOOD = "good"


class Strength(StrEnum):
    """How firmly an edge ties its ends."""

    CERTAIN = "certain"
    BACKED_UP = "backed up"
    DEGRADES = "degrades"


_FIRMEST = list(Strength)


def firmest(some: Iterable[Strength]) -> Strength:
    """What an edge is that stands for several; there is at least one."""
    return min(some, key=_FIRMEST.index)


STRENGTHS = {
    Strength.CERTAIN: "needs it",
    Strength.BACKED_UP: "something can stand in",
    Strength.DEGRADES: "only degrades",
}
"""What strengths mean where arrows lead from what fails to what needs it."""


class Light(StrEnum):
    """What is lit when a node is chosen."""

    WAYS = "ways"
    """Every way that leads to it, against the arrows."""
    NEAR = "near"
    """What it is joined to."""


@dataclass(frozen=True)
class Node:
    """A box: shape by label, words, border by tone."""

    id: str
    label: str
    """One of the schema, or `Group`."""
    name: str
    detail: str = ""
    """What it is, closer: its kind, its criticality."""
    state: str = ""
    """As it is reported; said where it is not up."""
    criticality: str = ""
    word: str = ""
    """What the tone says."""
    tone: Tone = Tone.PLAIN
    badge: str = ""
    """A few characters at its corner."""
    href: str = ""
    """Its page."""
    expand: str = ""
    """The address that shows what is in a group."""
    zoom: str = ""
    """The address of the picture of this node and what it is tied to."""
    team: str = ""
    supplier: str = ""
    """What it is drawn together by where there are too many."""

    @property
    def failing(self) -> bool:
        """Whether it is reported not to work."""
        return self.state in ("down", "degraded")

    @property
    def caption(self) -> str:
        """The line under its name."""
        said = (self.label.lower() if self.label != "Group" else "", self.detail.replace("_", " "))
        return " · ".join(part for part in (*said, self.state if self.failing else self.word) if part)


@dataclass(frozen=True)
class Edge:
    """An arrow from `start` to `end`."""

    start: str
    end: str
    type: str
    """The relationship, as the schema writes it."""
    strength: Strength = Strength.CERTAIN
    implied: bool = False
    """Whether it stands for a path through nodes that are not shown."""
    count: int = 1
    """How many relationships it stands for."""


@dataclass(frozen=True)
class Picture:
    """Nodes at their places, edges among them."""

    title: str
    nodes: Sequence[Node]
    edges: Sequence[Edge]
    places: Mapping[str, Place]
    name: str = "picture"
    light: Light = Light.WAYS
    hint: str = "Choose a box, or a row of the table, to see what it is tied to."
    incoming: str = "Needs"
    """What is said before the names of those whose arrows lead to a node."""
    outgoing: str = "Needed by"
    """What is said before the names of those that its arrows lead to."""
    strengths: Mapping[Strength, str] = field(default_factory=lambda: STRENGTHS)
    """What the legend says of each strength."""
    left_out: int = 0
    """Nodes that are not drawn."""

    @property
    def area(self) -> tuple[int, int, int, int]:
        """Left, top, right and bottom of everything that is drawn, with room for arrows that bend around."""
        across, down = [x for x, _ in self.places.values()] or [0], [y for _, y in self.places.values()] or [0]
        return (
            min(across) - WIDTH // 2 - 12,
            min(down) - HEIGHT // 2 - 12,
            max(across) + WIDTH // 2 + 32,
            max(down) + HEIGHT // 2 + 12,
        )

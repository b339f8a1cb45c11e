"""The tree that says why a node is as it is, as far as a page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

from queries.impact.causes import Explained
from queries.impact.why import Reason, lines

MOST = 400
"""Lines of a tree on the page; the command has them all."""


@dataclass(frozen=True)
class Tree:
    """Reasons below each other."""

    name: str
    top: Reason
    cut: bool
    """Whether there are more lines."""


def tree(explained: Explained, id_: str) -> Tree | None:
    """The first lines of the tree of a node; None where none is asked for."""
    if not id_:
        return None
    node = explained.model.index[id_]
    made: list[Reason] = []
    for line in (some := list(islice(lines(explained, node), MOST + 1)))[:MOST]:
        made.append(Reason(line.text))
        if line.parent is not None:
            made[line.parent].because.append(made[-1])
    return Tree(explained.model.nodes.names[node], made[0], len(some) > MOST)

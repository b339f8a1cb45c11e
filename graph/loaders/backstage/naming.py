"""Names that stay apart: a component and its API often have one name, and things that join by name would become one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from graph.loaders.backstage.options import KINDS, SPELLED
from graph.records.identity import normalised
from graph.schema import model


class Named(NamedTuple):
    """What is to be named."""

    key: str
    label: str
    name: str
    kind: str
    """Kind of the entity, in lower case."""


_RANKS = {kind: rank for rank, kind in enumerate(KINDS)}


def distinct(named: Iterable[Named]) -> dict[str, str]:
    """The name of each key. Of those that would join, the one of the first kind keeps its name and the others say their kind.

    Where that is not enough they say their key. The order in which they come does not matter.
    """
    found: dict[str, str] = {}
    alike: dict[tuple[str, str], list[Named]] = defaultdict(list)
    for one in named:
        found[one.key] = one.name
        if model.node(one.label).joins_by_name:
            alike[one.label, normalised(one.name)].append(one)
    for several in alike.values():
        several.sort(key=lambda one: (_RANKS.get(one.kind, len(_RANKS)), one.key))
        kinds = [one.kind for one in several]
        for one in several[1:]:
            unique = kinds.count(one.kind) == 1
            found[one.key] = f"{one.name} ({SPELLED.get(one.kind, one.kind) if unique else one.key})"
    return found

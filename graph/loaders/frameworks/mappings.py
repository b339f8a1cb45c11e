"""Mappings between frameworks that stand in a file of their own: put on the requirement that the source describes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from graph.records.identity import by_id
from graph.records.model import Item, Link, Record, Rejected

_RELATIONS = {
    "equal": "equal",
    "equal-to": "equal",
    "equivalent-to": "equal",
    "subset": "subset",
    "subset-of": "subset",
    "superset": "superset",
    "superset-of": "superset",
    "intersect": "intersects",
    "intersects": "intersects",
    "intersects-with": "intersects",
}
UNRELATED = ("not_related", "no-relationship")
"""Words that say there is nothing to map."""


@dataclass(frozen=True)
class Mapped:
    """That one requirement compares with another; the relation reads from source to target."""

    source: str
    """Id of a requirement."""
    target: str
    """Id of a requirement of another framework."""
    relation: str
    file: str
    line: int

    @property
    def key(self) -> str:
        """Names the mapping in reports of rejected rows."""
        return f"{self.source}/maps_to/{self.target}"

    def rejected(self, field: str, value: str, reason: str, remedy: str) -> Rejected:
        """The mapping as a row that cannot be loaded."""
        return Rejected(self.file, self.line, field, value, reason, remedy, self.key)


def relation_of(word: str) -> str | None:
    """The relation of MAPS_TO that a word of CISO Assistant or OSCAL stands for; None for an unknown one."""
    return _RELATIONS.get(word.strip().lower())


def attached(given: Iterable[Item | Mapped]) -> Iterator[Item]:
    """The items, each record with the mappings that start or end at it.

    A mapping hangs on its source where the data source describes that, else on its target; one that meets neither is a
    rejected row, and so is the second of two that contradict each other.
    """
    items, mappings = _parted(given)
    described = {item.key for item in items if isinstance(item, Record)}
    links: dict[str, list[Link]] = defaultdict(list)
    bad: list[Rejected] = []
    known: dict[tuple[str, str], str] = {}
    for one in mappings:
        if known.setdefault((one.source, one.target), one.relation) != one.relation:
            bad.append(one.rejected("relation", one.relation, "the two are already mapped in another way.", "Keep one of them."))
        elif one.source in described:
            links[one.source].append(_link(one, one.target, outgoing=True))
        elif one.target in described:
            links[one.target].append(_link(one, one.source, outgoing=False))
        else:
            remedy = "List the file of its framework in the same source."
            bad.append(one.rejected("source", one.source, "the source describes neither requirement.", remedy))
    for item in items:
        more = links.pop(item.key, ()) if isinstance(item, Record) else ()
        yield replace(item, links=(*item.links, *more)) if isinstance(item, Record) and more else item
    yield from bad


def _parted(given: Iterable[Item | Mapped]) -> tuple[list[Item], list[Mapped]]:
    items: list[Item] = []
    mappings: dict[Mapped, None] = {}
    seen: set[tuple[str, str, str]] = set()
    for one in given:
        if not isinstance(one, Mapped):
            items.append(one)
        elif (same := (one.source, one.target, one.relation)) not in seen:
            seen.add(same)
            mappings[one] = None
    return items, list(mappings)


def _link(one: Mapped, other: str, *, outgoing: bool) -> Link:
    return Link("MAPS_TO", by_id(other), {"relation": one.relation}, outgoing)

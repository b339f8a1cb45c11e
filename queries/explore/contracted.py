"""Paths stay whole when nodes are left out of a picture: what leads through them alone is joined by implied relationships."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

Pair = tuple[str, str]
MOST = 3_000
"""So many implied relationships are made."""


def implied(pairs: Iterable[Pair], gone: Collection[str]) -> list[Pair]:
    """From each node that stays to each that stays and is reached along the arrows through nothing but what is gone."""
    onwards: dict[str, list[str]] = defaultdict(list)
    direct = set(pairs)
    for start, end in sorted(direct):
        if start in gone or end in gone:
            onwards[start].append(end)
    made: list[Pair] = []
    for start in [node for node in onwards if node not in gone]:
        made += [(start, end) for end in _through(start, onwards, gone) if (start, end) not in direct and end != start]
        if len(made) >= MOST:
            return made[:MOST]
    return made


def _through(start: str, onwards: dict[str, list[str]], gone: Collection[str]) -> Iterator[str]:
    seen, waiting = {start}, [start]
    while waiting:
        for node in onwards.get(waiting.pop(), ()):
            if node in seen:
                continue
            seen.add(node)
            if node in gone:
                waiting.append(node)
            else:
                yield node


def joined(starts: Iterable[str], pairs: Iterable[Pair]) -> set[str]:
    """What hangs together with these nodes, whichever way the arrows go."""
    near: dict[str, list[str]] = defaultdict(list)
    for start, end in pairs:
        near[start].append(end)
        near[end].append(start)
    found = set(starts)
    waiting = list(found)
    while waiting:
        for node in near[waiting.pop()]:
            if node not in found:
                found.add(node)
                waiting.append(node)
    return found

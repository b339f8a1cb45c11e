"""What the raw files say, in plain dictionaries: things, how they hang together, and who said so. Nothing of the product is used.

A thing is known by names: `source:key` of whoever lists it, `email:…`, and `name:Label/…` for services, roles, suppliers and
processes, which people know by name. Who says something about a known name speaks of that thing.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

BY_NAME = {"Service", "Role", "Supplier", "Process"}
ORGANISATION = {"Service", "Role", "Supplier", "Process", "Document", "Resource"}
TRAVELS = ("DEPENDS_ON", "SUPPLIED_BY", "OPERATED_BY", "SUBCONTRACTS_TO", "LOCATED_IN")
"""Along these a thing needs another one."""


class Tie(NamedTuple):
    """A relationship as somebody stated it; its ends are names."""

    source: str
    type: str
    start: str
    end: str
    said: dict[str, Any]


@dataclass
class Thing:
    """Something that exists."""

    id: str
    label: str
    given: dict[str, Any] = field(default_factory=dict)
    accounts: dict[str, dict[str, Any]] = field(default_factory=dict)
    """What each entry says of it, by `source/key`."""

    def __hash__(self) -> int:
        return hash(self.id)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return self.given.get(name)


def name_of(label: str, name: str) -> str:
    """How a thing is known by its name: case, spacing and form of accents do not matter."""
    return f"name:{label}/{' '.join(unicodedata.normalize('NFKC', name).casefold().split())}"


class World:
    """All of it."""

    def __init__(self) -> None:
        self.known: dict[str, Thing] = {}
        self.things: dict[str, Thing] = {}
        self.ties: list[Tie] = []
        self.sources: dict[str, int] = defaultdict(int)
        """Source → entries."""
        self.refused: list[str] = []
        """Entries that cannot count, as `source/key`."""
        self.lost: dict[str, list[Tie]] = defaultdict(list)
        """Source → ties of which it does not know an end."""
        self._touched: set[str] = set()
        self._out: dict[tuple[str, str], list[tuple[Thing, dict[str, Any]]]] = defaultdict(list)
        self._in: dict[tuple[str, str], list[tuple[Thing, dict[str, Any]]]] = defaultdict(list)

    def say(self, source: str, key: str, label: str, also: Iterable[str] = (), **given: Any) -> None:
        """An entry of a source says this of a thing; empty values are not said."""
        said = {name: value for name, value in given.items() if value not in (None, "")}
        names = [f"{source}:{key}", *also]
        names += [f"email:{said['email'].casefold()}"] if "email" in said else []
        names += [name_of(label, said["name"])] if label in BY_NAME and "name" in said else []
        found = {self.known[name].id for name in names if name in self.known}
        if len(found) == 1:
            thing = self.things[found.pop()]
        else:
            names = [name for name in names if name not in self.known]
            plain = key if label in ("Requirement", "Framework") else f"{label.lower()}/{source}/{key}"
            thing = self.things.setdefault(plain, Thing(plain, label))
        assert thing.label == label, (thing, names)
        self.known.update(dict.fromkeys(names, thing))
        self.sources[source] += f"{source}/{key}" not in thing.accounts
        # Of several rows about one thing the first that says something counts.
        thing.accounts[f"{source}/{key}"] = {**said, **thing.accounts.get(f"{source}/{key}", {})}

    def tie(self, source: str, type_: str, start: str, end: str, **said: Any) -> None:
        """A source says that one thing hangs on another."""
        self.ties.append(Tie(source, type_, start, end, {n: v for n, v in said.items() if v not in (None, "")}))

    def settle(self) -> World:
        """Joins the ends of what was said, once everybody has spoken."""
        for thing in self.things.values():
            for _, said in sorted(thing.accounts.items()):
                thing.given = {**said, **thing.given}
        for tie in self.ties:
            start, end = self.known.get(tie.start), self.known.get(tie.end)
            if start is None or end is None:
                self.lost[tie.source].append(tie)
                continue
            self._touched |= {start.id, end.id}
            self._out[start.id, tie.type].append((end, tie.said))
            self._in[end.id, tie.type].append((start, tie.said))
        return self

    def all(self, *labels: str, **given: Any) -> list[Thing]:
        """Things of these labels with these properties."""
        return [t for t in self.things.values() if t.label in labels and all(t.given.get(n) == v for n, v in given.items())]

    def living(self, *labels: str, **given: Any) -> list[Thing]:
        """Those in use: neither planned nor retired."""
        return [t for t in self.all(*labels, **given) if lives(t)]

    def to(self, thing: Thing, *types: str) -> list[Thing]:
        """What it leads to, each once."""
        return list(dict.fromkeys(end for type_ in types for end, _ in self._out[thing.id, type_]))

    def by(self, thing: Thing, *types: str) -> list[Thing]:
        """What leads to it, each once."""
        return list(dict.fromkeys(start for type_ in types for start, _ in self._in[thing.id, type_]))

    def ways(self, thing: Thing, *types: str) -> Iterator[tuple[Thing, dict[str, Any]]]:
        """What it leads to, with what is said of each way."""
        for type_ in types:
            yield from self._out[thing.id, type_]

    def ways_in(self, thing: Thing, *types: str) -> Iterator[tuple[Thing, dict[str, Any]]]:
        """What leads to it, with what is said of each way."""
        for type_ in types:
            yield from self._in[thing.id, type_]

    def touched(self, thing: Thing) -> bool:
        """Whether anything hangs on it, or it on anything."""
        return thing.id in self._touched

    def reach(self, thing: Thing, alone: bool = False, types: tuple[str, ...] = TRAVELS) -> set[Thing]:
        """What it needs, however far away; `alone`: only what no spare stands in for and whose loss is felt in full."""
        found: set[Thing] = set()
        edge = [thing]
        while edge:
            for end, said in self.ways(edge.pop(), *types):
                if end not in found and not (alone and (said.get("group") or said.get("effect", "down") != "down")):
                    found.add(end)
                    edge.append(end)
        return found


def lives(thing: Thing) -> bool:
    """Whether it is in use; a thing of which nobody says otherwise is."""
    return bool(thing.given.get("status", "live") == "live")

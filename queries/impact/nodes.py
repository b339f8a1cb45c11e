"""Nodes as columns: a million of them in the room of a few lists, each made when somebody looks at it."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple, TypeVar, overload

import numpy as np
from numpy.typing import NDArray

from graph.schema.vocabulary import Criticality

LIVE, UNRATED = "live", "not rated"
_RANKS: dict[str | None, int] = {term.value: rank for rank, term in enumerate(Criticality)}
N = TypeVar("N", bound=np.generic)


def rank(criticality: str | None) -> int:
    """How far down a node of this criticality stands in lists; one that nobody rated comes last."""
    return _RANKS.get(criticality, len(_RANKS))


class Node(NamedTuple):
    """A node that failure can reach or leave."""

    id: str
    label: str
    name: str
    status: str | None = None
    criticality: str | None = None
    state: str | None = None
    country: str | None = None
    rto_minutes: int | None = None

    @property
    def live(self) -> bool:
        """Whether it is in use; an absent status means so."""
        return self.status in (None, LIVE)


def seen(values: array[Any], type_: type[N]) -> NDArray[N]:
    """The values as NumPy sees them, without a copy."""
    return np.frombuffer(values, type_) if values else np.empty(0, type_)


@dataclass
class Column:
    """A property that takes few values: a code a node, and what the codes stand for."""

    terms: dict[Any, int] = field(default_factory=dict)
    _codes: array[int] = field(default_factory=lambda: array("i"))

    def extend(self, values: Iterable[Any]) -> None:
        """Adds the values of further nodes."""
        terms, listed = self.terms, list(values)
        if len(few := set(listed)) == 1:
            self._codes.extend([terms.setdefault(few.pop(), len(terms))] * len(listed))
        else:
            self._codes.extend([terms.setdefault(value, len(terms)) for value in listed])

    def append(self, other: Column, places: NDArray[np.intp] | None = None) -> None:
        """Adds the values of the nodes of another column, or of those at these places."""
        codes = np.array([self.terms.setdefault(value, len(self.terms)) for value in other.terms], np.int32)
        some = other.codes if places is None else other.codes[places]
        self._codes.frombytes(codes[some].tobytes() if len(some) else b"")

    @cached_property
    def codes(self) -> NDArray[np.int32]:
        """The code of every node; to be asked for once all are there."""
        return seen(self._codes, np.int32)

    @cached_property
    def named(self) -> list[Any]:
        """What the codes stand for."""
        return list(self.terms)

    def among(self, *values: Any) -> NDArray[np.bool_]:
        """Which nodes have one of these values."""
        return np.isin(self.codes, [self.terms[value] for value in values if value in self.terms])

    def __getitem__(self, place: int) -> Any:
        return self.named[self._codes[place]]


@dataclass
class Nodes(Sequence[Node]):
    """All nodes of a graph, in columns; filled first, looked at then."""

    ids: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    labels: Column = field(default_factory=Column)
    statuses: Column = field(default_factory=Column)
    criticalities: Column = field(default_factory=Column)
    states: Column = field(default_factory=Column)
    countries: Column = field(default_factory=Column)
    rto_minutes: Column = field(default_factory=Column)

    @classmethod
    def of(cls, nodes: Iterable[Node]) -> Nodes:
        """The columns of these nodes."""
        made = cls()
        if rows := list(nodes):
            made.extend(*zip(*rows, strict=True))
        return made

    def extend(self, ids: Iterable[str], labels: Iterable[str], names: Iterable[str], *few: Iterable[Any]) -> None:
        """Adds further nodes, a list for each field of a node."""
        self.ids.extend(ids)
        self.names.extend(names)
        for column, values in zip(self._few, (labels, *few), strict=True):
            column.extend(values)

    def append(self, other: Nodes, places: NDArray[np.intp] | None = None) -> None:
        """Adds the nodes of others, or those at these places."""
        at = range(len(other)) if places is None else places.tolist()
        self.ids.extend([other.ids[i] for i in at])
        self.names.extend([other.names[i] for i in at])
        for column, others in zip(self._few, other._few, strict=True):
            column.append(others, places)

    @property
    def _few(self) -> tuple[Column, ...]:
        return self.labels, self.statuses, self.criticalities, self.states, self.countries, self.rto_minutes

    def __len__(self) -> int:
        return len(self.ids)

    @overload
    def __getitem__(self, place: int) -> Node: ...
    @overload
    def __getitem__(self, place: slice) -> list[Node]: ...
    def __getitem__(self, place: int | slice) -> Node | list[Node]:
        if isinstance(place, slice):
            return [self[i] for i in range(*place.indices(len(self)))]
        label, *few = (column[place] for column in self._few)
        return Node(self.ids[place], label, self.names[place], *few)

    @cached_property
    def places(self) -> dict[str, int]:
        """Id to place."""
        return {id_: place for place, id_ in enumerate(self.ids)}

    def called(self, text: str) -> list[int]:
        """The node of this id, or else those of this name, case aside."""
        return [self.places[text]] if text in self.places else self._named.get(text.casefold(), [])

    @cached_property
    def _named(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for place, name in enumerate(self.names):
            found.setdefault(name.casefold(), []).append(place)
        return found

    def by_name(self, place: int) -> tuple[str, str]:
        """What a node is put in order by, for people: its name, case aside, and its id, however the graph was read."""
        return self.names[place].casefold(), self.ids[place]

    @cached_property
    def live(self) -> NDArray[np.bool_]:
        """Which are in use; an absent status means so."""
        return self.statuses.among(None, LIVE)

    @cached_property
    def live_services(self) -> NDArray[np.bool_]:
        """Which are services in use."""
        return self.labels.among("Service") & self.live

    @cached_property
    def services_in_use(self) -> NDArray[np.int32]:
        """The places of services in use."""
        return np.flatnonzero(self.live_services).astype(np.int32)

    @cached_property
    def live_services_rated(self) -> dict[str, int]:
        """Services in use by criticality."""
        return self.rated(self.services_in_use)

    def rated(self, places: NDArray[np.signedinteger]) -> dict[str, int]:
        """How many of these there are of each criticality."""
        column, counts = self.criticalities, np.bincount(self.criticalities.codes[places])
        return {column.named[code] or UNRATED: int(counts[code]) for code in np.flatnonzero(counts).tolist()}

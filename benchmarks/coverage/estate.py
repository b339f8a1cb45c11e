"""A provider of any size, always the same one: its nodes by part, and its relationships line by line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from benchmarks.coverage.dice import Dice
from benchmarks.coverage.links import LINES, REST, Line, Names, says
from benchmarks.coverage.parts import PARTS, Properties

Edge = tuple[str, str, dict[str, Any]]
"""Id of the start, id of the end, what it says."""


class Estate:
    """The provider with so many nodes."""

    def __init__(self, nodes: int) -> None:
        self.nodes = nodes
        self.ids = {name: [self._id(name, number) for number in range(part.count(nodes))] for name, part in PARTS.items()}

    @staticmethod
    def _id(name: str, number: int) -> str:
        part = PARTS[name]
        return f"{part.label.lower()}/{part.source}/{name.replace(' ', '-')}-{number:06d}"

    def of(self, name: str) -> Iterator[Properties]:
        """The nodes of a part, with id and name; what is not known of one is left out."""
        dice = Dice(name)
        for number, id_ in enumerate(self.ids[name]):
            said = PARTS[name].said(dice, number)
            known = {key: value for key, value in said.items() if value is not None}
            yield {"id": id_, "name": f"{name.replace('_', ' ').capitalize()} {number:06d}", **known}

    def several(self, names: Names) -> list[str]:
        """The ids of some parts."""
        return [id_ for name in names for id_ in self.ids[name]]

    def line(self, line: Line) -> Iterator[Edge]:
        """The relationships of a line; nothing is joined to itself, nor twice to the same."""
        dice, others = Dice(f"{line.turn} {line.type} {line.others}"), self.several(line.others)
        for one in self.several(line.turn):
            drawn = {others[dice.place(len(others), line.skew)] for _ in range(line.amount(dice))} - {one}
            for other, said in zip(sorted(drawn), says(line, dice, len(drawn)), strict=True):
                yield (one, other, said) if line.outward else (other, one, said)

    def lines(self) -> Iterator[tuple[str, Iterable[Edge]]]:
        """Every line: its type, and its relationships."""
        return ((line.type, self.line(line)) for line in LINES)

    def rest(self, wanted: int) -> Iterator[Edge]:
        """So many more."""
        dice, starts, ends = Dice("rest"), self.several(REST.turn), self.several(REST.others)
        for number in range(wanted):
            yield starts[number % len(starts)], dice.choice(ends), {}

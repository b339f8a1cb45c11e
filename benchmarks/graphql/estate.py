"""A made-up estate of any size, always the same one: nodes and relationships in the words of the schema.

A quarter of the nodes are services, a tenth of those sold to customers; each of these has 12 parts, and each part is
bound by 6 documents. What is left of the relationships joins resources.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from benchmarks.graphql.nodes import MADE, Properties

TWENTIETHS = {"Service": 5, "Resource": 8, "Supplier": 1, "Process": 2, "Role": 1, "Document": 3}
"""Of all nodes."""
PARTS, DOCUMENTS, DEPENDENCIES = 12, 6, 3
BUSINESS = 10
"""Every so-manieth service is sold to customers."""

Shape = tuple[str, str, str]
"""Label, type, label of a relationship."""
Ends = tuple[str, str]


@dataclass(frozen=True)
class Estate:
    """So many nodes and relationships."""

    nodes: int
    edges: int

    def count(self, label: str) -> int:
        """How many nodes have the label."""
        return self.nodes * TWENTIETHS[label] // 20

    def of(self, label: str) -> Iterator[Properties]:
        """The nodes of a label."""
        return (MADE[label](number, random.Random(f"{label} {number}")) for number in range(self.count(label)))

    def joined(self) -> Iterator[tuple[Shape, Iterator[Ends]]]:
        """The ids that each sort of relationship joins, each pair once."""
        written = 0
        for shape, wanted in self._plan().items():
            yield shape, self._pairs(shape, wanted)
            written += wanted
        shape = ("Resource", "DEPENDS_ON", "Resource")
        yield shape, self._pairs(shape, self.edges - written)

    def _plan(self) -> dict[Shape, int]:
        services = self.count("Service")
        business = services // BUSINESS
        return {
            ("Service", "PART_OF", "Service"): business * PARTS,
            ("Document", "GOVERNS", "Service"): (services - business) * DOCUMENTS,
            ("Service", "SUPPLIED_BY", "Supplier"): services * 3 // 2,
            ("Service", "OPERATED_BY", "Supplier"): services // 2,
            ("Role", "ACCOUNTABLE_FOR", "Service"): services,
            ("Service", "DEPENDS_ON", "Resource"): services * 2,
            ("Service", "DEPENDS_ON", "Process"): services // 2,
            ("Service", "DEPENDS_ON", "Service"): services // 2,
            ("Process", "SUPPORTS", "Service"): self.count("Process"),
        }

    def _pairs(self, shape: Shape, wanted: int) -> Iterator[Ends]:
        """Every node of one end in turn, with one drawn for the other; a pair that was there is drawn again."""
        dice, seen = random.Random(f"{shape}"), set[Ends]()
        turn = partial(self._turn, shape)
        for number in range(wanted):
            while (ends := turn(number, dice)) in seen or ends[0] == ends[1]:
                pass
            seen.add(ends)
            yield ends

    def _turn(self, shape: Shape, number: int, dice: random.Random) -> Ends:
        source, type_, target = shape
        if type_ == "PART_OF":
            return self._id(source, self._technical(dice)), self._id(target, number // PARTS * BUSINESS)
        if type_ == "GOVERNS":
            part = number // DOCUMENTS
            return self._any(source, dice), self._id(target, part + part // (BUSINESS - 1) + 1)
        if source == "Role":
            return self._any(source, dice), self._id(target, number % self.count(target))
        return self._id(source, number % self.count(source)), self._any(target, dice)

    def _technical(self, dice: random.Random) -> int:
        """A service that is not sold."""
        drawn = dice.randrange(self.count("Service") * (BUSINESS - 1) // BUSINESS)
        return drawn + drawn // (BUSINESS - 1) + 1

    def _any(self, label: str, dice: random.Random) -> str:
        """A node of the label; suppliers are drawn unevenly, as in life."""
        share = dice.random() ** (2 if label == "Supplier" else 1)
        return self._id(label, int(share * self.count(label)))

    @staticmethod
    def _id(label: str, number: int) -> str:
        return f"{label.lower()}/cmdb/{number:07d}"

    def some(self, label: str, wanted: int) -> list[str]:
        """Ids of a few nodes, spread over all; of services, parts of others."""
        step = self.count(label) // wanted
        return [self._id(label, number * step + 1) for number in range(wanted)]

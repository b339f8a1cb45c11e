"""A made-up estate of any size, the same for every contender: plain dictionaries, nothing of the product.

For `size` nodes: `cmdb` describes 60 % and `register` 40 %; `catalogue` describes a tenth of them again and differs in
half of what it says; one link in a hundred points at nothing. About 2.9 links a record.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

LABELS = ["Service", "Service", "Resource", "Resource", "Resource", "Resource", "Resource", "Supplier", "Process", "Document"]
TOLD = {"Service": "description", "Resource": "state", "Supplier": "state", "Process": "purpose"}
PLAN = {
    "Service": [("DEPENDS_ON", "Resource"), ("DEPENDS_ON", "Service"), ("SUPPLIED_BY", "Supplier")],
    "Resource": [("DEPENDS_ON", "Resource"), ("DEPENDS_ON", "Resource"), ("SUPPLIED_BY", "Supplier")],
    "Supplier": [("SUBCONTRACTS_TO", "Supplier"), ("SUBSIDIARY_OF", "Supplier")],
    "Process": [("SUPPORTS", "Service"), ("DEPENDS_ON", "Resource"), ("OPERATED_BY", "Supplier")],
    "Document": [("GOVERNS", "Supplier"), ("GOVERNS", "Service"), ("DESCRIBES", "Process")],
}
"""What a record of each label links to."""


class Row(NamedTuple):
    """What one source says about one node."""

    source: str
    key: str
    label: str
    node: str
    """Number of the node, the same in every source."""
    properties: dict[str, object]
    links: list[tuple[str, str, str]]
    """Type, label and node of the other end; a node that does not exist for a dangling one."""


@dataclass(frozen=True)
class Estate:
    """The rows of every source, at one of three moments."""

    size: int
    moment: str = "first"
    """first; changed (1 % of the records changed, 0.1 % of the nodes gone)."""

    SOURCES = ("cmdb", "register", "catalogue")

    def rows(self, source: str) -> Iterator[Row]:
        """The rows of a source, made while they are read."""
        split = self.size * 6 // 10
        numbers = {"cmdb": range(split), "register": range(split, self.size), "catalogue": range(0, self.size, 10)}[source]
        for number in numbers:
            row = self._row(source, number)
            if self.moment == "first" or not self._drawn("gone", number, 0.001):
                yield row

    def owner(self, node: str) -> str:
        """The source that describes a node first."""
        return "cmdb" if int(node) < self.size * 6 // 10 else "register"

    def _drawn(self, what: str, number: int, share: float) -> bool:
        """Whether this number is one of a share, of every label alike; always the same ones."""
        return random.Random(f"{what} {number}").random() < share

    def _row(self, source: str, number: int) -> Row:
        label = LABELS[number % 10]
        dice = random.Random(f"{source}/{number}")
        said: dict[str, object] = {"name": f"{label} {number}"}
        if label == "Document":
            said["reference"] = f"D-{number}"
        else:
            said["status"] = dice.choice(["live", "live", "live", "planned"])
            said[TOLD[label]] = "up" if TOLD[label] == "state" else f"Told by {source}"
        if source == "catalogue" and number % 20 == 0 and label != "Document":
            said["status"] = "retired"
        if self.moment == "changed" and self._drawn(source, number, 0.01):
            said["name"] = f"{label} {number} renamed"
        plan = PLAN[label] if source != "catalogue" else PLAN[label][:1]
        links = [(type_, other, self._other(dice, other)) for type_, other in plan]
        return Row(source, f"k{number}", label, str(number), said, links)

    def _other(self, dice: random.Random, label: str) -> str:
        """A node of the label; suppliers are drawn unevenly, as in life; one in a hundred does not exist."""
        if dice.random() < 0.01:
            return str(self.size * 10 + dice.randrange(self.size))
        ring = [i for i, its in enumerate(LABELS) if its == label]
        tens = self.size // 10
        share = dice.random() ** (6 if label == "Supplier" else 1)
        return str(int(share * tens) * 10 + dice.choice(ring))

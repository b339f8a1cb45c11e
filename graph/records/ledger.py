"""The ledger: which live record stands for which node, and which node answers to which identity.

It is read from the graph once, and only when something changed. A run then moves it from how things stood to how they
will stand; `owner_before` still tells the former.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field


def record_id(source: str, key: str) -> str:
    """Id of the record node: `<source>/<key>`."""
    return f"{source}/{key}"


def source_of(record: str) -> str:
    """Name of the source of a record, from its id (names of sources have no slash)."""
    return record.split("/", 1)[0]


def own_key(record: str) -> str:
    """The identity that a record always claims: `<source>:<key>`."""
    return record.replace("/", ":", 1)


@dataclass(frozen=True, slots=True)
class Standing:
    """A live record's place."""

    node: str
    label: str
    identities: tuple[str, ...] = ()
    """What it claims besides its own key."""


@dataclass(slots=True)
class Ledger:
    """Records, nodes and identities, both ways."""

    standings: dict[str, Standing] = field(default_factory=dict)
    members: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Node id to the ids of the live records about it."""
    labels: dict[str, str] = field(default_factory=dict)
    """Node id to label, of nodes that have live records."""
    owner: dict[str, str] = field(default_factory=dict)
    """Identity to node id."""
    waiting: dict[str, set[str]] = field(default_factory=dict)
    """Identity that nobody answered to, to the records that name it in a link."""
    before: dict[str, str | None] = field(default_factory=dict)
    """Former owner of every identity that changed hands in this run."""

    def label_of(self, node: str) -> str:
        """Label of a node that has live records."""
        return self.labels[node]

    def enter(self, record: str, standing: Standing) -> None:
        """Puts a record at a node and lets it claim what nobody else owns."""
        self.standings[record] = standing
        self.members[standing.node] = (*self.members.get(standing.node, ()), record)
        self.labels[standing.node] = standing.label
        for identity in (own_key(record), *standing.identities):
            self._give(identity, standing.node)

    def leave(self, record: str) -> None:
        """Takes a record from its node; identities that no other member claims are given up."""
        standing = self.standings.pop(record)
        rest = tuple(r for r in self.members[standing.node] if r != record)
        if rest:
            self.members[standing.node] = rest
        else:
            del self.members[standing.node], self.labels[standing.node]
        kept = self._claimed(rest)
        for identity in (own_key(record), *standing.identities):
            if identity not in kept and self.owner.get(identity) == standing.node:
                self.before.setdefault(identity, self.owner.pop(identity))

    def owner_before(self, identity: str) -> str | None:
        """Who answered to it before this run."""
        return self.before[identity] if identity in self.before else self.owner.get(identity)

    def wait(self, record: str, unresolved: Iterable[str]) -> None:
        """Remembers that a record names these and nobody answers. It may be remembered for longer than it waits."""
        for identity in unresolved:
            self.waiting.setdefault(identity, set()).add(record)

    def settle(self) -> None:
        """What a run changed is how things stand now."""
        self.before.clear()

    def gained(self) -> Iterable[str]:
        """Identities that some node answers to now and did not before."""
        return (i for i, former in self.before.items() if self.owner.get(i) not in (None, former))

    def lost(self) -> set[str]:
        """Nodes that no longer answer to something they did before."""
        return {former for i, former in self.before.items() if former and self.owner.get(i) != former}

    def _give(self, identity: str, node: str) -> None:
        if identity not in self.owner:
            self.before.setdefault(identity, None)
            self.owner[identity] = node

    def _claimed(self, records: Iterable[str]) -> set[str]:
        return {i for r in records for i in (own_key(r), *self.standings[r].identities)}

"""Which node a record speaks of: it joins by identity, or makes its own; it never joins one of two silently."""

from __future__ import annotations

from dataclasses import dataclass

from graph.records.identity import identities
from graph.records.ledger import Ledger, Standing, own_key, record_id
from graph.records.model import Record
from graph.schema import model


@dataclass(frozen=True, slots=True)
class Joined:
    """Where a record of this run stands."""

    record: Record
    id: str
    node: str
    made: bool
    """Whether the node is new with this record."""
    was: str | None = None
    """The node it spoke of before, when that is another one."""
    ambiguous: tuple[str, ...] = ()
    """The different nodes that its identities point at."""
    claims: tuple[str, ...] = ()
    """The identities that it claims for its node, besides its own key."""


def join(ledger: Ledger, record: Record, source: str) -> Joined:
    """Finds the record's node and moves the ledger on; the record may be new or changed.

    A record that alone stands for its node follows its identities to another one; one that shares it stays.
    """
    rid = record_id(source, record.key)
    former = ledger.standings.get(rid)
    if former:
        ledger.leave(rid)
    claims = tuple(i for i in identities(record, source) if i != own_key(rid))
    home = former.node if former and former.node in ledger.members and former.label == record.label else None
    pointed = {ledger.owner[i] for i in (own_key(rid), *claims) if i in ledger.owner} | ({home} if home else set())
    fitting = [n for n in pointed if ledger.label_of(n) == record.label]
    if len(pointed) == 1 and fitting:
        return _enter(ledger, record, rid, fitting[0], claims, former)
    if not pointed:
        return _enter(ledger, record, rid, _own_node(ledger, record, source, former), claims, former)
    own = home or _own_node(ledger, record, source, former)
    free = tuple(i for i in claims if ledger.owner.get(i) in (None, own))
    return _enter(ledger, record, rid, own, free, former, tuple(sorted(pointed - {own})))


def _enter(
    ledger: Ledger,
    record: Record,
    rid: str,
    node: str,
    claims: tuple[str, ...],
    former: Standing | None,
    ambiguous: tuple[str, ...] = (),
) -> Joined:
    made = node not in ledger.members and (former is None or former.node != node)
    ledger.enter(rid, Standing(node, record.label, claims))
    was = former.node if former and former.node != node else None
    return Joined(record, rid, node, made, was, ambiguous, claims)


def _own_node(ledger: Ledger, record: Record, source: str, former: Standing | None) -> str:
    """The id of a node that this record makes, or keeps when it stood there alone."""
    if former and former.label == record.label and former.node not in ledger.members:
        return former.node
    if model.node(record.label).keyed_by_id:
        return record.key
    node = f"{record.label.lower()}/{source}/{record.key}"
    while node in ledger.members:
        node += "'"
    return node

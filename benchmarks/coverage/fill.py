"""The provider into an engine: plain statements; nothing here is measured."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain, islice

from benchmarks.batches import write
from benchmarks.coverage import agreements, clauses, provenance
from benchmarks.coverage.estate import Edge, Estate
from benchmarks.coverage.parts import PARTS, Properties
from graph.engine import Engine

_NODES = "UNWIND $rows AS row CREATE (n:{label}) SET n = row"
_EDGES = (
    "UNWIND $rows AS row MATCH (a:{source} {{id: row[0]}}) MATCH (b:{target} {{id: row[1]}}) "
    "CREATE (a)-[e:{type}]->(b) SET e = row[2]"
)
_AT_ONCE = 100_000
_LABELS = {part.label.lower(): part.label for part in PARTS.values()}
Said = Iterable[tuple[Properties, str]]


async def fill(engine: Engine, nodes: int, edges: int) -> None:
    """So many nodes and relationships as sources would tell them, and beside them the records that say so."""
    await engine.ensure_schema()
    estate = Estate(nodes)
    for label, nodes_of in described(estate):
        await write(engine, _NODES.format(label=label), nodes_of)
    written = 0
    for type_, some in chain(estate.lines(), agreements.agreed(estate), clauses.claimed(estate)):
        written += await _join(engine, type_, _asserted(some))
    if written > edges:
        raise SystemExit(f"An estate of {nodes} nodes has at least {written} relationships.")
    await _join(engine, "DESCRIBES", _asserted(estate.rest(edges - written)))
    await _provenance(engine, estate)


def described(estate: Estate) -> Iterator[tuple[str, Iterable[Properties]]]:
    """Every node that a source speaks of, with its label."""
    for name, part in PARTS.items():
        yield part.label, estate.of(name)
    yield "Framework", clauses.framework_nodes()
    yield "Requirement", clauses.requirement_nodes()


def _asserted(edges: Iterable[Edge]) -> Iterator[Edge]:
    """Each with the record that says so, that of its start."""
    return ((start, end, {**said, "record": provenance.record_of(start)}) for start, end, said in edges)


async def _join(engine: Engine, type_: str, edges: Iterable[Edge]) -> int:
    """Writes them by the labels of their ends; returns how many there were."""
    written, rest = 0, iter(edges)
    while some := list(islice(rest, _AT_ONCE)):
        by_label: dict[tuple[str, str], list[Edge]] = defaultdict(list)
        for edge in some:
            by_label[_label(edge[0]), _label(edge[1])].append(edge)
        for (source, target), its in by_label.items():
            await write(engine, _EDGES.format(source=source, type=type_, target=target), its)
        written += len(some)
    return written


def _label(node: str) -> str:
    head, slash, _ = node.partition("/")
    return _LABELS.get(head) or ("Requirement" if slash else "Framework")


async def _provenance(engine: Engine, estate: Estate) -> None:
    await write(engine, _NODES.format(label="Source"), provenance.source_nodes())
    told = ((label, node) for label, some in described(estate) for node in some)
    ids = (node["id"] for _, some in described(estate) for node in some)
    for label, type_, said in (
        ("Run", "OF", provenance.runs()),
        ("Record", "ABOUT", provenance.records(told)),
        ("PastRecord", "ABOUT", provenance.past_records(ids)),
    ):
        await _kept(engine, label, type_, said)


async def _kept(engine: Engine, label: str, type_: str, said: Said) -> None:
    """Nodes of the bookkeeping, each joined to what it is about."""
    rest = iter(said)
    while some := list(islice(rest, _AT_ONCE)):
        await write(engine, _NODES.format(label=label), (node for node, _ in some))
        by_label: dict[str, list[Edge]] = defaultdict(list)
        for node, about in some:
            by_label["Source" if label == "Run" else _label(about)].append((node["id"], about, {}))
        for target, its in by_label.items():
            await write(engine, _EDGES.format(source=label, type=type_, target=target), its)

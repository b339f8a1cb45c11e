"""The made-up provider speaks the language of the schema, and is the same one each time."""

from __future__ import annotations

from itertools import chain

from benchmarks.coverage import agreements, clauses, fill, provenance
from benchmarks.coverage.estate import Estate
from graph.schema import model

ESTATE = Estate(2_000)


def test_every_node_is_one_that_the_schema_knows() -> None:
    nodes = [(label, node) for label, some in fill.described(ESTATE) for node in some]
    told = [*nodes, *(("Source", one) for one in provenance.source_nodes()), *(("Run", one) for one, _ in provenance.runs())]
    told += [("Record", one) for one, _ in provenance.records(nodes)]
    told += [("PastRecord", one) for one, _ in provenance.past_records(node["id"] for _, node in nodes)]
    for label, node in told:
        assert model.node(label).model_validate(node).id == node["id"]
    assert len({(label, node["id"]) for label, node in told}) == len(told)


def test_every_relationship_joins_what_the_schema_lets_it_join() -> None:
    labels = {node["id"]: label for label, some in fill.described(ESTATE) for node in some}
    seen = 0
    for type_, edges in chain(ESTATE.lines(), agreements.agreed(ESTATE), clauses.claimed(ESTATE)):
        declared = model.TYPES[type_]
        for start, end, said in edges:
            assert model.joins(declared, labels[start], labels[end]), (labels[start], type_, labels[end])
            declared.properties.model_validate(said)
            seen += 1
    assert seen > 5_000


def test_the_same_size_gives_the_same_provider() -> None:
    again = Estate(2_000)
    assert list(ESTATE.of("server")) == list(again.of("server"))
    assert [list(edges) for _, edges in ESTATE.lines()] == [list(edges) for _, edges in again.lines()]

"""What is derived from the declarations is complete, documented and free of clashes."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from pydantic import Field

from graph.errors import WrongUse
from graph.schema import model, nodes, relationships

EVERY_PROPERTY = [
    (owner.__name__, prop)
    for owner in [*model.LABELS.values(), *dict.fromkeys(r.properties for r in model.TYPES.values())]
    for prop in model.properties(owner).values()
]


@pytest.mark.parametrize("label", model.LABELS)
def test_a_node_reads_every_relationship_and_property_under_a_name_of_its_own(label: str) -> None:
    reads = [r.forward for r in model.leaving(label)] + [r.reverse for r in model.arriving(label)]
    twice = [name for name, times in Counter([*reads, *model.properties(model.node(label))]).items() if times > 1]
    assert not twice


def test_names_of_labels_types_and_lists_are_unique() -> None:
    for names in (
        [n.__name__.lower() for n in nodes.NODES],
        [n.plural for n in nodes.NODES],
        [r.type for r in relationships.RELATIONSHIPS],
    ):
        assert len(names) == len(set(names))


def test_no_label_is_also_a_type() -> None:
    assert not {label.lower() for label in model.LABELS} & {type_.lower() for type_ in model.TYPES}


def test_names_are_plain_identifiers() -> None:
    assert all(re.fullmatch(r"[A-Z][A-Za-z]+", label) for label in model.LABELS)
    assert all(re.fullmatch(r"[A-Z_]+", type_) for type_ in model.TYPES)
    ends = [name for r in model.TYPES.values() for name in (r.forward, r.reverse)]
    assert all(re.fullmatch(r"[a-z][a-z0-9_]*", name) for name in ends + [prop.name for _, prop in EVERY_PROPERTY])


@pytest.mark.parametrize(
    ("owner", "prop"), EVERY_PROPERTY, ids=lambda part: part.name if isinstance(part, model.Property) else part
)
def test_every_property_says_what_it_is(owner: str, prop: model.Property) -> None:
    assert prop.about.endswith((".", "…")), f"{owner}.{prop.name} has no sentence"
    assert (prop.kind == "term") == (prop.terms is not None)
    assert prop.required == (prop.name in {"id", "name"})


def test_properties_know_kind_unit_terms_and_identity() -> None:
    supplier = model.properties(nodes.Supplier)
    assert (supplier["lei"].kind, supplier["lei"].identity, supplier["lei"].unit) == ("text", "lei", "ISO 17442")
    assert supplier["state"].terms is not None
    assert [term.value for term in supplier["state"].terms] == ["up", "degraded", "down", "unknown"]
    assert (supplier["state_since"].kind, supplier["name"].kind) == ("instant", "text")
    service = model.properties(nodes.Service)
    assert (service["rto_minutes"].kind, service["rto_minutes"].unit) == ("integer", "minutes")
    assert (service["availability_target"].kind, service["availability_target"].unit) == ("number", "percent, 0-100")
    assert model.properties(nodes.Document)["valid_to"].kind == "day"
    assert model.properties(nodes.Requirement)["required_documents"].kind == "texts"
    assert model.properties(relationships.Holding)["deputy"].kind == "boolean"


def test_a_property_knows_why_it_is_deprecated() -> None:
    class Printer(nodes.Node):
        pages: int | None = Field(None, description="Pages a day.", deprecated="Count them as resources.")
        colour: bool | None = Field(None, description="Whether it prints in colour.")

    found = model.properties(Printer)
    assert (found["pages"].deprecated, found["colour"].deprecated) == ("Count them as resources.", "")
    assert [found["pages"].told, found["colour"].told] == [
        "Pages a day. Deprecated: Count them as resources.",
        "Whether it prints in colour.",
    ]


@pytest.mark.parametrize(
    ("type_", "source", "target", "allowed"),
    [
        ("DEPENDS_ON", "Service", "Resource", True),
        ("DEPENDS_ON", "Service", "Supplier", False),
        ("SUPPLIED_BY", "Supplier", "Service", False),
        ("PART_OF", "Service", "Service", True),
        ("PART_OF", "Service", "Process", False),
        ("PART_OF", "Requirement", "Framework", True),
        ("PART_OF", "Framework", "Requirement", False),
        ("PART_OF", "Service", "Framework", False),
        ("ABOUT", "PastRecord", "Requirement", True),
        ("ABOUT", "Record", "Run", False),
        ("OF", "Run", "Nonsense", False),
    ],
)
def test_a_type_joins_only_the_labels_it_is_declared_for(type_: str, source: str, target: str, allowed: bool) -> None:
    assert model.joins(model.relationship(type_), source, target) is allowed


def test_every_type_joins_at_least_one_pair_from_each_of_its_ends() -> None:
    for declared in model.TYPES.values():
        for start in declared.source:
            assert any(model.joins(declared, start.__name__, end.__name__) for end in declared.target)
        for end in declared.target:
            assert any(model.joins(declared, start.__name__, end.__name__) for start in declared.source)


def test_failure_travels_along_exactly_the_types_that_carry_its_properties() -> None:
    assert set(model.travelling()) == {t for t, r in model.TYPES.items() if r.properties is relationships.Failure}
    assert set(model.travelling()) == {"DEPENDS_ON", "SUPPLIED_BY", "OPERATED_BY", "SUBCONTRACTS_TO", "LOCATED_IN"}


def test_records_speak_of_all_but_provenance_and_assessments_and_assert_all_but_the_bookkeeping() -> None:
    bookkeeping = {"Source", "Run", "Record", "PastRecord", "Assessment", "Result"}
    assert {n.__name__ for n in nodes.LOADABLE} == set(model.LABELS) - bookkeeping
    assert {r.type for r in relationships.ASSERTED} == set(model.TYPES) - {"ABOUT", "OF", "ASSESSES", "FINDS", "JUDGES"}


@pytest.mark.parametrize(
    ("find", "wrong", "near"), [(model.node, "Servce", "Service"), (model.relationship, "DEPEND_ON", "DEPENDS_ON")]
)
def test_an_unknown_name_is_answered_with_the_nearest(find: object, wrong: str, near: str) -> None:
    with pytest.raises(WrongUse, match=f"{wrong}.*Did you mean {near}") as refused:
        find(wrong)  # type: ignore[operator]
    assert refused.value.exit_code == 2

"""docs/schema.graphql says the same as the code, describes everything, and tells what is deprecated."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from graphql import DirectiveDefinitionNode, Node, build_schema, lexicographic_sort_schema, parse, print_schema, validate_schema

from api.graphql.schema import schema
from api.graphql.sdl import sdl

COMMITTED = Path(__file__).parents[3] / "docs" / "schema.graphql"
# Types are built from the declarations once, so what is declared for this test only is declared in a process of its own.
DECLARED = """
from graph.schema import nodes, relationships
nodes.Service.model_fields["rto_minutes"].deprecated = "Its agreements say it."
nodes.Service.model_fields["criticality"].deprecated = "Nobody keeps it up."
relationships.Holding.model_fields["since"].deprecated = "Ask its record."
from api.graphql.sdl import sdl
print(sdl())
"""


def test_the_file_in_docs_is_what_the_declarations_say() -> None:
    # Not compared by ==, whose account of 13,000 lines nobody would read.
    same = COMMITTED.read_text(encoding="utf-8") == sdl()
    assert same, "docs/schema.graphql is out of date: run `make docs`"


def test_the_file_describes_every_type_field_argument_and_filter() -> None:
    document = parse(COMMITTED.read_text(encoding="utf-8"))
    silent = []
    for definition in document.definitions:
        for node in () if isinstance(definition, DirectiveDefinitionNode) else _described(definition):
            if not node.description or not node.description.value.strip():  # type: ignore[attr-defined]
                silent.append(f"{definition.name.value}: {node.name.value}")  # type: ignore[attr-defined]
    assert not silent


def _described(definition: Node) -> list[Node]:
    fields = list(getattr(definition, "fields", None) or ())
    return [definition, *fields, *(argument for field in fields for argument in getattr(field, "arguments", None) or ())]


def test_the_file_is_a_schema_that_other_tools_can_build() -> None:
    built = build_schema(COMMITTED.read_text(encoding="utf-8"))
    assert not validate_schema(built)
    written, made = (print_schema(lexicographic_sort_schema(s)) for s in (built, schema()._schema))
    assert written == made


@pytest.fixture(scope="module")
def deprecating() -> dict[str, str]:
    """The types of the schema, as text by name, when some properties are declared deprecated."""
    ran = subprocess.run([sys.executable, "-c", DECLARED], capture_output=True, text=True, cwd=COMMITTED.parents[1], check=True)
    built = parse(ran.stdout, no_location=False)
    return {d.name.value: ran.stdout[d.loc.start : d.loc.end] for d in built.definitions}  # type: ignore[attr-defined,union-attr]


@pytest.mark.parametrize(
    ("type_", "line"),
    [
        ("Service", 'rtoMinutes: Int @deprecated(reason: "Its agreements say it.")'),
        ("ServiceFilter", 'rtoMinutes: IntFilter @deprecated(reason: "Its agreements say it.")'),
        ("ServiceOrder", 'rtoMinutes: Direction @deprecated(reason: "Its agreements say it.")'),
        ("ServiceExtremes", 'rtoMinutes: Int @deprecated(reason: "Its agreements say it.")'),
        ("ServiceGroups", 'criticality: [CriticalityCount!]! @deprecated(reason: "Nobody keeps it up.")'),
        ("HoldsRoleEdge", 'since: Date @deprecated(reason: "Ask its record.")'),
        ("HoldsEdgeFilter", 'since: DateFilter @deprecated(reason: "Ask its record.")'),
    ],
)
def test_a_property_that_is_declared_deprecated_is_told_so_wherever_it_stands(
    deprecating: dict[str, str], type_: str, line: str
) -> None:
    assert f"  {line}\n" in deprecating[type_]


def test_a_property_of_the_same_name_elsewhere_is_not(deprecating: dict[str, str]) -> None:
    assert "@deprecated" not in deprecating["Process"]
    assert sum("@deprecated" in text for text in deprecating.values()) == 8, "Holding is read from two ends"

"""The words of the graph as a page in Markdown.

`python -m graph.schema.pages` prints the page; a test holds docs/schema.md against it.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Iterator

from graph.schema import model, nodes, relationships, vocabulary
from graph.schema.description import Description, End, describe
from graph.schema.mermaid import mermaid

_CHAPTERS = (
    ("Organisation", nodes.ORGANISATION, "What the organisation consists of."),
    ("Obligations", nodes.OBLIGATIONS, "What is asked of it."),
    ("Provenance", nodes.PROVENANCE, "Who said so, when, and where it is written."),
    ("Assessments", nodes.ASSESSMENTS, "How a framework stood, kept by `clausegraph coverage --record`."),
)
_INTRODUCTION = """\
# The words of the graph

Made from the declarations in `graph/schema` by `make docs`; change it there.

The same words stand in Cypher, GraphQL (in camel case), the command line and the configuration of sources. Every
property but `id` and `name` is optional, dates and times are ISO 8601 text, and every relationship that a source asserts
carries `record`, the id of the record that asserts it. Failure travels along the relationship types in bold, from the
end of the arrow to its start."""
_CLOSED_LISTS = """\
## Closed lists

A value is accepted in any case, with spaces or hyphens for underscores, and stored as written here."""


def page() -> str:
    """The whole schema in Markdown."""
    chapters = [_chapter(*chapter) for chapter in _CHAPTERS]
    return "\n\n".join([_INTRODUCTION, f"```mermaid\n{mermaid()}\n```", *chapters, *_relationships(), *_closed_lists()]) + "\n"


def _chapter(title: str, labels: tuple[type[nodes.Node], ...], about: str) -> str:
    sections = (_section(described) for label in labels for described in describe(label.__name__))
    return "\n\n".join([f"## {title}", about, *sections])


def _section(described: Description) -> str:
    joins = "\n\nRecords that give the same name, whatever its case and spacing, speak of the same one."
    return "\n\n".join(
        [
            f"### {described.label}",
            described.about + (joins if described.joins_by_name else ""),
            _properties(described.properties),
            _table(("Reads", "Relationship", "Other end"), map(_end_row, described.ends)),
        ]
    )


def _properties(properties: Iterable[model.Property]) -> str:
    return _table(("Property", "Kind", "What it is"), ((p.name, _kind(p), p.told) for p in properties))


def _kind(prop: model.Property) -> str:
    if prop.terms:
        return f"[{prop.terms.__name__}](#{prop.terms.__name__.lower()})"
    return ", ".join(filter(None, (prop.kind, prop.unit, f"identifies as {prop.identity}" if prop.identity else "")))


def _end_row(end: End) -> tuple[str, str, str]:
    arrow = f"{_named(end.type)} →" if end.outgoing else f"← {_named(end.type)}"
    return end.reads, arrow, ", ".join(end.others)


def _named(type_: str) -> str:
    return f"**{type_}**" if model.TYPES[type_].travels else type_


def _relationships() -> Iterator[str]:
    declared = relationships.RELATIONSHIPS
    yield "## Relationships"
    yield _table(
        ("Type", "Says", "Properties"), ((_named(r.type), r.says, ", ".join(model.properties(r.properties))) for r in declared)
    )
    for kept in dict.fromkeys(r.properties for r in declared):
        if properties := model.properties(kept):
            types = ", ".join(r.type for r in declared if r.properties is kept)
            yield f"### Properties of {types}\n\n{inspect.getdoc(kept)}\n\n{_properties(properties.values())}"


def _closed_lists() -> Iterator[str]:
    yield _CLOSED_LISTS
    for term in vocabulary.Term.__subclasses__():
        yield f"### {term.__name__}\n\n{inspect.getdoc(term)}\n\n{', '.join(f'`{value}`' for value in term)}"


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


if __name__ == "__main__":
    print(page(), end="")

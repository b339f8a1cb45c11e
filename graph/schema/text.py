"""The words of the graph as plain text for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from graph.schema import model
from graph.schema.description import Description, End, describe


def text(label: str | None = None, width: int = 100) -> str:
    """One label in full, or every label with what it is, wrapped to `width` columns.

    Raises WrongUse with the nearest label for one that does not exist.
    """
    found = describe(label)
    lines = _in_full(found[0], width) if label else _entries([(d.label, d.about) for d in found], width)
    return "\n".join(lines)


def kind(prop: model.Property) -> str:
    """What a value of the property may be: its terms, or its kind, unit and the scheme it identifies under."""
    if prop.terms:
        return " | ".join(str(term.value) for term in prop.terms)
    return ", ".join(filter(None, (prop.kind, prop.unit, f"identifies as {prop.identity}" if prop.identity else "")))


def _in_full(described: Description, width: int) -> Iterator[str]:
    yield from textwrap.wrap(f"{described.label}: {described.about}", width)
    yield "\nProperties"
    yield from _entries([(p.name, f"{p.about} [{kind(p)}]") for p in described.properties], width)
    yield "\nRelationships"
    yield from _entries([(end.reads, _arrow(end)) for end in described.ends], width)


def _entries(entries: Iterable[tuple[str, str]], width: int) -> Iterator[str]:
    indent = max(len(name) for name, _ in entries) + 4
    for name, about in entries:
        yield textwrap.fill(about, width, initial_indent=f"  {name}".ljust(indent), subsequent_indent=" " * indent)


def _arrow(end: End) -> str:
    others = ", ".join(end.others)
    return f"-{end.type}-> {others}: {end.says}" if end.outgoing else f"<-{end.type}- {others}: {end.says}"

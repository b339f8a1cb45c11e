"""The labels and relationship types as one picture, in mermaid's language.

A type that joins every label of the organisation is drawn once, at a node that stands for all six. Failure travels
along the types in bold, against their arrow.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from graph.schema import model, nodes

_ANY = "Any"
_GROUPS = {
    "organisation": nodes.ORGANISATION,
    "obligation": nodes.OBLIGATIONS,
    "provenance": nodes.PROVENANCE,
    "assessment": nodes.ASSESSMENTS,
}
_COLOURS = {
    "organisation": "#dbeafe,stroke:#1d4ed8",
    "obligation": "#dcfce7,stroke:#15803d",
    "provenance": "#f3f4f6,stroke:#4b5563",
    "assessment": "#fef3c7,stroke:#b45309",
}

Arrows = dict[tuple[str, str], list[str]]
"""The types that lead from one label to another."""


def mermaid() -> str:
    """A mermaid flowchart that names every label and every relationship type."""
    return "\n".join(["flowchart LR", *_boxes(), *_lines(_arrows())])


def _boxes() -> Iterator[str]:
    for group, labels in _GROUPS.items():
        yield f"  classDef {group} fill:{_COLOURS[group]},color:#111827"
        yield from (f"  {label.__name__}:::{group}" for label in labels)
    yield f'  {_ANY}(["any of the six"]):::organisation'


def _arrows() -> Arrows:
    arrows: Arrows = defaultdict(list)
    for type_, declared in model.TYPES.items():
        for start in _gathered(declared.source):
            for end in _gathered(declared.target):
                if _ANY in (start, end) or model.joins(declared, start, end):
                    arrows[start, end].append(type_)
    return arrows


def _gathered(labels: tuple[type[nodes.Node], ...]) -> list[str]:
    """The labels by name, the six as one where all of them are there."""
    if not set(nodes.ORGANISATION) <= set(labels):
        return [label.__name__ for label in labels]
    return [_ANY, *(label.__name__ for label in labels if label not in nodes.ORGANISATION)]


def _lines(arrows: Arrows) -> Iterator[str]:
    for (start, end), types in arrows.items():
        both_ways = start != end and arrows.get((end, start)) == types
        if both_ways and start > end:
            continue
        shaft = "==>" if any(model.TYPES[type_].travels for type_ in types) else "-->"
        yield f"  {start} {'<' * both_ways}{shaft}|{'<br>'.join(map(_named, types))}| {end}"


def _named(type_: str) -> str:
    return f"<b>{type_}</b>" if model.TYPES[type_].travels else type_

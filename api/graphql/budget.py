"""The budget of a document: how deep it may go and how much it may select, fragments spread out.

Every fragment is measured once, so a document is measured in the time it takes to read it, however its fragments nest.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
)

DEEPEST = 30
"""Fields inside each other; the introspection query of every client needs 15."""
MOST_FIELDS = 2_000
"""Fields of an operation with its fragments spread out."""


class Size(NamedTuple):
    """How much a selection asks for."""

    depth: int = 0
    fields: int = 0


def check(document: DocumentNode) -> None:
    """Raises GraphQLError when an operation goes over the budget, naming what and the limit."""
    measure = _Measure(document)
    for definition in document.definitions:
        if isinstance(definition, OperationDefinitionNode | FragmentDefinitionNode):
            size = measure.selections(definition.selection_set)
            if size.depth > DEEPEST:
                raise GraphQLError(f"The document goes {size.depth} fields deep; {DEEPEST} is the limit.", definition)
            if size.fields > MOST_FIELDS:
                what = f"The document selects {size.fields} fields with its fragments spread out; {MOST_FIELDS} is the limit."
                raise GraphQLError(what, definition)


class _Measure:
    def __init__(self, document: DocumentNode) -> None:
        fragments = (d for d in document.definitions if isinstance(d, FragmentDefinitionNode))
        self._fragments = {f.name.value: f for f in fragments}
        self._measured: dict[str, Size] = {}

    def selections(self, selected: SelectionSetNode | None) -> Size:
        return _sum(self._selection(s) for s in selected.selections) if selected else Size()

    def _selection(self, selection: SelectionNode) -> Size:
        if isinstance(selection, FragmentSpreadNode):
            return self._fragment(selection.name.value)
        inner = self.selections(getattr(selection, "selection_set", None))
        return Size(inner.depth + 1, inner.fields + 1) if isinstance(selection, FieldNode) else inner

    def _fragment(self, name: str) -> Size:
        """A fragment inside itself counts as nothing here: validation refuses it."""
        if name not in self._measured:
            self._measured[name] = Size()
            if name in self._fragments:
                self._measured[name] = self.selections(self._fragments[name].selection_set)
        return self._measured[name]


def _sum(sizes: Iterable[Size]) -> Size:
    depth = fields = 0
    for size in sizes:
        depth, fields = max(depth, size.depth), fields + size.fields
    return Size(depth, fields)

"""What answers side by side: the fields of one level, those of fragments included, and which of them have to be merged.

Fragments are spread out, so this is only for documents that are known to select little.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from graphql import FieldNode, FragmentDefinitionNode, FragmentSpreadNode, SelectionSetNode


class Levels:
    """The levels of one document; no fragment of it spreads itself."""

    def __init__(self, fragments: Mapping[str, FragmentDefinitionNode]) -> None:
        self._fragments = fragments

    def width(self, selected: SelectionSetNode) -> int:
        """How many fields a level has."""
        return sum(1 for _ in self._fields(selected))

    def pairs(self, selected: Sequence[SelectionSetNode]) -> int:
        """How often two fields of the same name in the answer are compared, here and below."""
        alike: dict[str, list[FieldNode]] = defaultdict(list)
        for field in (f for each in selected for f in self._fields(each)):
            alike[(field.alias or field.name).value].append(field)
        below = ([f.selection_set for f in fields if f.selection_set] for fields in alike.values())
        return sum(len(f) * (len(f) - 1) // 2 for f in alike.values()) + sum(self.pairs(inner) for inner in below if inner)

    def _fields(self, selected: SelectionSetNode) -> Iterator[FieldNode]:
        for selection in selected.selections:
            if isinstance(selection, FieldNode):
                yield selection
            elif isinstance(selection, FragmentSpreadNode):
                fragment = self._fragments.get(selection.name.value)
                yield from self._fields(fragment.selection_set) if fragment else ()
            else:
                yield from self._fields(selection.selection_set)  # type: ignore[attr-defined]

"""Measuring a document: its text, its selections with fragments spread out, and its values.

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
    GraphQLSyntaxError,
    ListValueNode,
    ObjectValueNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    ValueNode,
    parse,
)

from api.graphql.budget import Budget, OverBudget
from api.graphql.merging import Levels

Definition = OperationDefinitionNode | FragmentDefinitionNode
_TOO_DEEP = 100
"""Levels at which reading a document is given up, roughly."""


class Size(NamedTuple):
    """How much a selection asks for; the names are those of `Budget`."""

    depth: int = 0
    nesting: int = 0
    fields: int = 0
    aliases: int = 0
    directives: int = 0


def read(text: str, budget: Budget) -> DocumentNode:
    """The document of a text; raises GraphQLError for one that is none, OverBudget for one that asks for too much."""
    budget.spend("characters", len(text))
    try:
        document = parse(text, max_lexical_tokens=budget.tokens, max_comments=budget.tokens)
        check(document, budget)
    except GraphQLSyntaxError as problem:
        raise _over(problem, budget) or problem from None
    except RecursionError:
        raise OverBudget("depth", _TOO_DEEP, budget.depth) from None
    return document


def _over(problem: GraphQLSyntaxError, budget: Budget) -> OverBudget | None:
    """What the parser gives up on, as ours."""
    if f"than {budget.tokens} tokens" in problem.message:
        return OverBudget("tokens", budget.tokens + 1, budget.tokens)
    return OverBudget("depth", _TOO_DEEP, budget.depth) if "nested too deeply" in problem.message else None


def check(document: DocumentNode, budget: Budget) -> None:
    """Raises OverBudget, or GraphQLError for a fragment that spreads itself."""
    operations = [d for d in document.definitions if isinstance(d, OperationDefinitionNode)]
    fragments = {d.name.value: d for d in document.definitions if isinstance(d, FragmentDefinitionNode)}
    budget.spend("operations", len(operations))
    budget.spend("fragments", len(fragments))
    measure = _Measure(fragments)
    # Validation looks at every fragment by itself once more.
    definitions: list[Definition] = [*operations, *fragments.values()]
    for definition in definitions:
        for what, counted in measure.definition(definition)._asdict().items():
            budget.spend(what, counted, definition)
    budget.spend("fields", sum(measure.definition(d).fields for d in definitions))
    # From here on so little is selected that fragments can be spread out.
    levels = Levels(fragments)
    for operation in operations:
        budget.spend("roots", levels.width(operation.selection_set), operation)
    budget.spend("repeats", sum(levels.pairs([operation.selection_set]) for operation in operations))


class _Measure:
    def __init__(self, fragments: dict[str, FragmentDefinitionNode]) -> None:
        self._fragments = fragments
        self._measured: dict[str, Size | None] = {}
        """None while a fragment is being measured."""

    def definition(self, definition: Definition) -> Size:
        if isinstance(definition, FragmentDefinitionNode):
            return self._fragment(definition.name.value)
        size = self._selections(definition.selection_set)
        variables = definition.variable_definitions or ()
        directives = len(definition.directives or ()) + sum(len(v.directives or ()) for v in variables)
        nesting = _deepest(v.default_value for v in variables if v.default_value)
        return size._replace(directives=size.directives + directives, nesting=max(size.nesting, nesting))

    def _selections(self, selected: SelectionSetNode | None) -> Size:
        depth = nesting = fields = aliases = directives = 0
        for selection in selected.selections if selected else ():
            inner = self._selection(selection)
            depth, nesting = max(depth, inner.depth), max(nesting, inner.nesting)
            fields += inner.fields
            aliases += inner.aliases
            directives += inner.directives
        return Size(depth, nesting, fields, aliases, directives)

    def _selection(self, selection: SelectionNode) -> Size:
        inner = self._inside(selection)
        named = int(isinstance(selection, FieldNode) and selection.alias is not None)
        directives = inner.directives + len(selection.directives or ())
        nesting = max(inner.nesting, _deepest(_values(selection)))
        return Size(inner.depth + 1, nesting, inner.fields + 1, inner.aliases + named, directives)

    def _inside(self, selection: SelectionNode) -> Size:
        if isinstance(selection, FragmentSpreadNode):
            return self._fragment(selection.name.value)
        return self._selections(getattr(selection, "selection_set", None))

    def _fragment(self, name: str) -> Size:
        if name not in self._measured:
            self._measured[name] = None
            fragment = self._fragments.get(name)
            size = self._selections(fragment.selection_set) if fragment else Size()
            directives = len(fragment.directives or ()) if fragment else 0
            self._measured[name] = size._replace(directives=size.directives + directives)
        if (known := self._measured[name]) is None:
            raise GraphQLError(f"Fragment {name} spreads itself. Leave out one of the spreads.", self._fragments[name])
        return known


def _values(selection: SelectionNode) -> Iterable[ValueNode]:
    yield from (argument.value for argument in getattr(selection, "arguments", None) or ())
    for directive in selection.directives or ():
        yield from (argument.value for argument in directive.arguments or ())


def _deepest(values: Iterable[ValueNode]) -> int:
    return max((_nesting(value) for value in values), default=0)


def _nesting(value: ValueNode) -> int:
    if isinstance(value, ListValueNode):
        return 1 + _deepest(value.values or ())
    if isinstance(value, ObjectValueNode):
        return 1 + _deepest(field.value for field in value.fields or ())
    return 0

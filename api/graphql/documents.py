"""Documents: read, measured and validated once, and kept with their plans."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any

from graphql import DocumentNode, GraphQLError, GraphQLSchema, validate

from api.graphql.budget import Budget
from api.graphql.measure import read
from api.graphql.plan import Plan
from api.graphql.rows import Rows

_KEPT = 500
_PLANS = 50
_MOST_ERRORS = 5
"""Every error costs a search for what may have been meant."""


class Plans(dict[Hashable, Plan]):
    """The plans of a document, by operation, root field and shape of the variables; so many and no more."""

    def __setitem__(self, key: Hashable, plan: Plan) -> None:
        if len(self) >= _PLANS:
            self.clear()
        super().__setitem__(key, plan)


@dataclass(frozen=True)
class Prepared:
    """A document that can be run, or the errors why not."""

    document: DocumentNode | None
    errors: list[GraphQLError] = field(default_factory=list)
    plans: Plans = field(default_factory=Plans)
    rows: Rows | None = None
    """How many rows it may give."""

    def over_budget(self, variables: Mapping[str, Any], operation_name: str | None) -> GraphQLError | None:
        """The error that it may give too many rows with these values; None when it may not."""
        try:
            if self.rows:
                self.rows.check(variables, operation_name)
        except GraphQLError as problem:
            return problem
        return None


class Documents:
    """The documents asked last; the one that was not asked for longest goes first."""

    def __init__(self, schema: GraphQLSchema, budget: Budget | None = None) -> None:
        self._schema, self._budget = schema, budget or Budget()
        self._kept: OrderedDict[str, Prepared] = OrderedDict()

    def prepare(self, text: str) -> Prepared:
        """The document of a text."""
        if (known := self._kept.get(text)) is not None:
            self._kept.move_to_end(text)
            return known
        prepared = self._made(text)
        if prepared.document:
            self._kept[text] = prepared
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return prepared

    def _made(self, text: str) -> Prepared:
        try:
            document = read(text, self._budget)
        except GraphQLError as problem:
            return Prepared(None, [problem])
        errors = validate(self._schema, document, max_errors=_MOST_ERRORS)
        return Prepared(None, errors) if errors else Prepared(document, rows=Rows(self._schema, document, self._budget))

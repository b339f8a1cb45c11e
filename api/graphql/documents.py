"""Documents: parsed, measured and validated once, and kept with their plans."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass, field

from graphql import DocumentNode, GraphQLError, GraphQLSchema, parse, validate

from api.graphql.budget import check
from api.graphql.plan import Plan

_MOST_TOKENS = 5_000
_KEPT = 500
_PLANS = 50


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


class Documents:
    """The documents asked last; the one that was not asked for longest goes first."""

    def __init__(self, schema: GraphQLSchema) -> None:
        self._schema = schema
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
            document = parse(text, max_lexical_tokens=_MOST_TOKENS, max_comments=_MOST_TOKENS)
            check(document)
        except GraphQLError as problem:
            return Prepared(None, [problem])
        errors = validate(self._schema, document)
        return Prepared(None, errors) if errors else Prepared(document)

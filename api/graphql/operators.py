"""The operators of filters, by kind of property: their GraphQL input and their Cypher, side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from graph.schema.model import Kind

Takes = Literal["one", "list", "text", "switch"]
"""What an operator takes: one value of the property's type, a list of them, a text, or true or false."""


@dataclass(frozen=True)
class Operator:
    """`cypher` has {property} and {value} for what it compares; a switch has one text for true and one for false."""

    about: str
    cypher: str
    takes: Takes = "one"
    otherwise: str = ""
    of_missing: bool = False
    """Whether it has an answer where the value is missing; without one, it does not hold."""


_NULLS = "a missing value counts"
_EQ = Operator("Equal to this.", "{property} = {value}")
_NE = Operator(f"Different from this; {_NULLS}.", "({property} IS NULL OR {property} <> {value})", of_missing=True)
_IN = Operator("One of these; none matches an empty list.", "{property} IN {value}", "list")
_NOT_IN = Operator(f"None of these; {_NULLS}.", "({property} IS NULL OR NOT {property} IN {value})", "list", of_missing=True)
_IS_NULL = Operator("Whether it has no value.", "{property} IS NULL", "switch", "{property} IS NOT NULL", True)
_SAME = {"eq": _EQ, "ne": _NE, "in": _IN, "notIn": _NOT_IN}
_ORDERED = {
    "lt": Operator("Before or below this.", "{property} < {value}"),
    "lte": Operator("Up to this, itself included.", "{property} <= {value}"),
    "gt": Operator("After or above this.", "{property} > {value}"),
    "gte": Operator("From this on, itself included.", "{property} >= {value}"),
}
_WORDS = {
    "contains": Operator("Has this in it; case matters.", "{property} CONTAINS {value}"),
    "startsWith": Operator("Begins with this; case matters.", "{property} STARTS WITH {value}"),
    "endsWith": Operator("Ends with this; case matters.", "{property} ENDS WITH {value}"),
}
_QUANTITY = {**_SAME, **_ORDERED, "isNull": _IS_NULL}

OPERATORS: dict[Kind, dict[str, Operator]] = {
    "text": {**_SAME, **_ORDERED, **_WORDS, "isNull": _IS_NULL},
    "integer": _QUANTITY,
    "number": _QUANTITY,
    "day": _QUANTITY,
    "instant": _QUANTITY,
    "term": {**_SAME, "isNull": _IS_NULL},
    "boolean": {"eq": _EQ, "ne": _NE, "isNull": _IS_NULL},
    "texts": {"includes": Operator("Has this item.", "{value} IN {property}", "text"), "isNull": _IS_NULL},
}
"""Every operator of every kind of property, by GraphQL name."""

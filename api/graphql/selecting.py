"""What every part of the compiler asks of it: selected fields, their arguments, and the shape of a node."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from graphql.execution.collect_fields import FieldDetails

from api.graphql.columns import Columns, Fields, Shaper, constant
from api.graphql.given import Given
from api.graphql.reach import Reach

Details = list[FieldDetails]
"""The places of a document where one field of the response is selected."""


class Selecting(Protocol):
    """The compiler, as its parts see it."""

    def fields(self, type_name: str, details: Details) -> Iterator[tuple[str, str, Details]]:
        """Key, name and places of every field selected of an object type; fragments spread, directives applied."""

    def given(self, type_name: str, details: Details) -> Given:
        """The arguments of a field of that type."""

    def nodes(self, reach: Reach, columns: Columns, details: Details) -> Shaper:
        """The object of a node of a list, whose values are added to the list's row."""


def chosen(compiler: Selecting, fields: Fields, details: Details) -> Iterator[tuple[str, str, Details]]:
    """The fields selected of the object that `fields` makes; `__typename` is answered here."""
    for key, name, selected in compiler.fields(fields.owner, details):
        if name == "__typename":
            fields.shaped(key, constant(fields.owner))
        else:
            yield key, name, selected


def name_of(details: Details) -> str:
    """Name of the selected field."""
    return details[0].node.name.value

"""A matrix: rows and columns of nodes, and what joins them in the cells. A table with a row a pair says the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import NamedTuple, TypeVar

from api.pages.addresses import node_address

T = TypeVar("T")


class Flag(NamedTuple):
    """A word that stands out, with its mark."""

    word: str
    tone: str
    """`bad` or `warn`."""


class Head(NamedTuple):
    """What a row or a column is about."""

    id: str
    name: str
    detail: str = ""
    criticality: str = ""
    flag: Flag | None = None

    @property
    def address(self) -> str:
        """The page of the node."""
        return node_address(self.id)


class Cell(NamedTuple):
    """What joins a row and a column."""

    sign: str
    """What its mark looks like, a class of the style sheet."""
    word: str
    more: str = ""
    """A second word below."""
    address: str = ""
    """Where it leads."""


class Line(NamedTuple):
    """A row: its cells by the id of their column."""

    head: Head
    cells: Mapping[str, Cell]


class Band(NamedTuple):
    """Rows that belong together; without a name they are all."""

    name: str
    lines: Sequence[Line]


class Tile(NamedTuple):
    """A number that shows what it counts, above the matrix."""

    words: str
    number: int
    address: str
    chosen: bool


@dataclass(frozen=True)
class Matrix:
    """What is shown of it; `left_out` says in a sentence each what is not."""

    name: str
    title: str
    corner: str
    """What rows and columns are."""
    columns: Sequence[Head]
    bands: Sequence[Band]
    signs: Sequence[tuple[str, str]]
    """The legend: a sign, and what it says."""
    twin: str
    """Name of the table that says the same."""
    left_out: Sequence[str] = ()
    empty: str = "Nothing."

    @property
    def lines(self) -> list[Line]:
        """The rows of every band."""
        return [line for band in self.bands for line in band.lines]


def paged(some: Sequence[T], page: int, size: int) -> tuple[Sequence[T], int, int]:
    """A page, its number, and how many there are; the last for a number beyond it."""
    pages = max(1, ceil(len(some) / size))
    page = min(page, pages)
    return some[(page - 1) * size : page * size], page, pages

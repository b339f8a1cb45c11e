"""What the shapes, borders and lines of a picture mean; only those that occur in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from api.pages.pictures.model import Picture, Strength
from graph.schema import model


@dataclass(frozen=True)
class Sign:
    """One entry: how it looks (`shape`, `line` or `box`), which of them, and what it means."""

    look: str
    which: str
    words: str


def legend(picture: Picture) -> list[Sign]:
    """The signs of a picture in a settled order."""
    return [*_shapes(picture), *_lines(picture), *_boxes(picture)]


def _shapes(picture: Picture) -> Iterator[Sign]:
    found = {node.label for node in picture.nodes}
    for label in (*model.LABELS, "Group"):
        if label in found:
            yield Sign("shape", label, label.lower() if label != "Group" else "several, opened by choosing")


def _lines(picture: Picture) -> Iterator[Sign]:
    found = {edge.strength for edge in picture.edges if not edge.implied}
    if found - {Strength.CERTAIN}:
        yield from (
            Sign("line", strength.replace(" ", "-"), words) for strength, words in picture.strengths.items() if strength in found
        )
    if any(edge.implied for edge in picture.edges):
        yield Sign("line", "implied", "a way through what is not shown")


def _boxes(picture: Picture) -> Iterator[Sign]:
    said = {(node.tone, node.word) for node in picture.nodes if node.tone and node.word}
    yield from (Sign("box", tone, word) for tone, word in sorted(said))

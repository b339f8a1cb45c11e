"""A picture as SVG: for print, for who runs no scripts, for the first moment of a page, and as a file.

It is coloured by attributes, light; inside a page the style sheet goes over them, so it is dark where the page is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from api.cli.terminal import visible
from api.pages.pictures.bends import path
from api.pages.pictures.fitting import fitted, in_lines, width
from api.pages.pictures.model import HEIGHT, WIDTH, Edge, Node, Picture, Tone
from api.pages.pictures.shapes import points
from api.pages.rendering import environment

_ROOM, _NAME, _CAPTION, _STEP = WIDTH - 48, 12.5, 11, 13.5
PALETTE = {
    "service": "#1b5fc9",
    "role": "#a3367a",
    "supplier": "#6b3fc0",
    "process": "#0b7a6a",
    "document": "#7a5a00",
    "resource": "#566477",
    "framework": "#16202c",
    "requirement": "#b0481a",
    "group": "#556274",
    "start": "#16202c",
    "bad": "#b3261e",
    "warn": "#8a5a00",
    "good": "#1a7236",
    "soft": "#556274",
}
"""Colours of a file, by what they stand for: those of pages.css in light."""


@dataclass(frozen=True)
class Box:
    """A node as the template draws it."""

    node: Node
    x: int
    y: int

    @property
    def name(self) -> list[str]:
        """Its name in one line or two."""
        return in_lines(visible(self.node.name), _ROOM, _NAME) or [""]

    @property
    def caption(self) -> str:
        """The line below."""
        return fitted(visible(self.node.caption), _ROOM, _CAPTION)

    @property
    def baselines(self) -> list[float]:
        """Where each line of text stands."""
        first = self.y - len(self.name) * _STEP / 2 + 4
        return [round(first + line * _STEP, 1) for line in range(len(self.name) + 1)]

    @property
    def corners(self) -> str:
        """Of the shape; empty for a circle."""
        return points(self.node.label, self.left + 20, self.y, 9.5)

    @property
    def left(self) -> int:
        """Its left side."""
        return self.x - WIDTH // 2

    @property
    def top(self) -> int:
        """Its upper side."""
        return self.y - HEIGHT // 2

    @property
    def key(self) -> str:
        """Which colour its shape has."""
        return self.node.label.lower() if self.node.label.lower() in PALETTE else "soft"

    @property
    def border(self) -> str:
        """Which colour its border has."""
        return "soft" if self.node.tone is Tone.PLAIN else self.node.tone.value

    @property
    def text(self) -> str:
        """Which colour its caption has."""
        return {"down": "bad", "degraded": "warn"}.get(self.node.state, "soft")

    @property
    def badge_width(self) -> int:
        """Pixels that its badge takes."""
        return round(width(self.node.badge, _CAPTION) + 12)


def svg(picture: Picture) -> str:
    """The whole picture; well-formed on its own, and within a page."""
    boxes = [Box(node, *picture.places[node.id]) for node in picture.nodes]
    lines = [_line(edge, picture) for edge in picture.edges]
    left, top, right, bottom = picture.area
    size = {"left": left, "top": top, "width": right - left, "height": bottom - top}
    template = environment().get_template("picture.svg")
    return template.render(picture=picture, boxes=boxes, lines=lines, palette=PALETTE, title=visible(picture.title), **size)


def inline(picture: Picture) -> Markup:
    """The same, to be put into a page."""
    return Markup(svg(picture))  # noqa: S704 - made by an escaping template


def _line(edge: Edge, picture: Picture) -> dict[str, Any]:
    kind = "implied" if edge.implied else edge.strength.replace(" ", "-")
    return {"kind": kind, "path": path(picture.places[edge.start], picture.places[edge.end]), "wide": edge.count > 1}

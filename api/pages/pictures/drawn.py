"""A picture as a page shows it, and as the files that are made of it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from markupsafe import Markup

from api.pages.addresses import Address
from api.pages.pictures.legend import Sign, legend
from api.pages.pictures.model import HEIGHT, WIDTH, Picture
from api.pages.pictures.network import fragment
from api.pages.pictures.shapes import SHAPES, points
from api.pages.pictures.standalone import standalone
from api.pages.pictures.svg import inline, svg


@dataclass(frozen=True)
class Drawn:
    """What the template `pictured.html` needs."""

    picture: Picture
    address: Address
    swapped: bool = False
    """Whether a script draws it at once, in a page that is there already: the still picture is fetched when there is time."""
    types: ClassVar[dict[str, str]] = {"svg": "image/svg+xml; charset=utf-8", "html": "text/html; charset=utf-8"}

    @cached_property
    def fragment(self) -> Markup:
        """The box with its data."""
        return fragment(self.picture)

    @cached_property
    def still(self) -> Markup:
        """The SVG that is shown until a script draws, and in print."""
        return inline(self.picture)

    @cached_property
    def legend(self) -> list[Sign]:
        """What its signs mean."""
        return legend(self.picture)

    @property
    def settings(self) -> str:
        """What its script needs to know, as JSON."""
        shapes = {label: SHAPES[label] for label in SHAPES if any(node.label == label for node in self.picture.nodes)}
        return json.dumps(
            {
                "area": self.picture.area,
                "size": {"width": WIDTH, "height": HEIGHT},
                "light": self.picture.light,
                "incoming": self.picture.incoming,
                "outgoing": self.picture.outgoing,
                "shapes": shapes,
            }
        )

    def corners(self, label: str) -> str:
        """A shape for the legend, in a square of 20."""
        return points(label, 10, 10, 8)

    def exports(self) -> list[tuple[str, str]]:
        """Name and address of each file."""
        return [(kind.upper(), self.export(kind)) for kind in self.types]

    def export(self, form: str) -> str:
        """The address of a file."""
        return self.address.changed({"format": form})

    def file(self, form: str, source: str) -> str:
        """The text of a file: `svg` or `html`."""
        return svg(self.picture) if form == "svg" else standalone(self, source)

"""A picture in one HTML file that opens from a disk and asks nothing of any network: its own policy forbids it."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from markupsafe import Markup

from api.pages.addresses import Address
from api.pages.pictures.bundle import bundled
from api.pages.pictures.model import Picture
from api.pages.pictures.twin import twin
from api.pages.rendering import environment
from api.pages.tables.view import view

if TYPE_CHECKING:
    from api.pages.pictures.drawn import Drawn


def standalone(drawn: Drawn, source: str) -> str:
    """The file: the picture, its table, and scripts and styles inside; `source` is the address that it was made at."""
    scripts = [_inside(_vis()), _inside(bundled("alone"))]
    style = _inside(_style())
    policy = "; ".join(
        [
            "default-src 'none'",
            f"script-src {' '.join(map(_hash, scripts))}",
            f"style-src {_hash(style)}",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )
    drawn = replace(drawn, picture=_without_addresses(drawn.picture))
    table = view(twin(drawn.picture), Address(""))
    inside = [Markup(text) for text in (style, *scripts)]  # noqa: S704 - files of our own
    template = environment().get_template("standalone.html")
    return template.render(drawn=drawn, table=table, source=source, policy=policy, style=inside[0], scripts=inside[1:])


def _without_addresses(picture: Picture) -> Picture:
    return replace(picture, nodes=[replace(node, href="", expand="", zoom="") for node in picture.nodes])


@cache
def _vis() -> str:
    return (files("pyvis") / "templates" / "lib" / "vis-9.1.2" / "vis-network.min.js").read_text(encoding="utf-8")


@cache
def _style() -> str:
    return (files("api") / "static" / "pages.css").read_text(encoding="utf-8")


def _inside(text: str) -> str:
    """Our own script or style, as it may stand within its element: nothing in it ends one, and lines end in one way."""
    return text.replace("\r\n", "\n").replace("</script", "<\\/script").replace("<!--", "<\\!--")


def _hash(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"

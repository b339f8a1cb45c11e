"""A picture as a pyvis network: our places, no physics, our own template; colours are the style sheet's business."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup
from pyvis.network import Network  # type: ignore[import-untyped]

from api.cli.terminal import visible
from api.pages.pictures.bends import path
from api.pages.pictures.model import Edge, Node, Picture, Strength
from api.pages.rendering import environment

TEMPLATE = "picture.html"
OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"hierarchical": False, "improvedLayout": False},
    "interaction": {"hover": True, "dragNodes": False, "multiselect": False, "zoomView": False, "tooltipDelay": 1e9},
    "nodes": {"shape": "custom", "chosen": False},
}


def network(picture: Picture) -> Network:
    """Nodes with their place and what is said of them, and edges with their path, which our script draws."""
    made = Network(directed=True, heading=picture.title)
    made.options = OPTIONS
    made.templateEnv, made.path = environment(), TEMPLATE
    for node in picture.nodes:
        x, y = picture.places[node.id]
        made.add_node(node.id, visible(node.name), shape="custom", x=x, y=y, **_said(node))
    for edge in picture.edges:
        made.add_edge(edge.start, edge.end, **_drawn(edge, picture))
    return made


def fragment(picture: Picture) -> Markup:
    """The box that a script draws in, with the data beside it."""
    return Markup(network(picture).generate_html(name=TEMPLATE))  # noqa: S704 - made by an escaping template


def _said(node: Node) -> dict[str, str]:
    said = {
        "kind": node.label,
        "caption": visible(node.caption),
        "detail": node.detail.replace("_", " "),
        "criticality": node.criticality,
        "state": node.state,
        "tone": node.tone,
        "word": node.word,
        "badge": node.badge,
        "href": node.href,
        "expand": node.expand,
        "zoom": node.zoom,
    }
    return {name: value for name, value in said.items() if value or name in ("kind", "caption")}


def _drawn(edge: Edge, picture: Picture) -> dict[str, Any]:
    """What is the rule goes without saying: certain, one, not implied."""
    said: dict[str, Any] = {"path": path(picture.places[edge.start], picture.places[edge.end])}
    if edge.strength is not Strength.CERTAIN:
        said["strength"] = edge.strength
    if edge.count > 1:
        said["count"] = edge.count
    return said | ({"implied": True} if edge.implied else {})

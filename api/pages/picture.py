"""The layers as a pyvis network: our positions, no physics, our own template; colours are the style sheet's business."""

from __future__ import annotations

from typing import Any

from pyvis.network import Network  # type: ignore[import-untyped]

from api.pages.layers import Layers, Link, Node, alone
from api.pages.layout import ROW, positions
from api.pages.rendering import environment

TEMPLATE = "picture.html"
OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"hierarchical": False, "improvedLayout": False},
    "interaction": {"hover": True, "dragNodes": False, "multiselect": False, "zoomView": False, "tooltipDelay": 1e9},
    "nodes": {"shape": "custom", "chosen": False},
    "edges": {"chosen": False, "arrows": {"to": {"enabled": True, "scaleFactor": 0.45}}, "selectionWidth": 0},
}
_LEAST_HEIGHT, _MARGIN = 320, 96


def network(found: Layers) -> Network:
    """Nodes with their place and what is said of them; arrows go the way a failure goes, to who needs it."""
    supplier = found.layers[0][0]
    certain, place = alone(supplier.id, found.links), positions(found)
    tallest = max(len(layer) for layer in found.layers)
    height = max(_LEAST_HEIGHT, tallest * ROW + _MARGIN)
    made = Network(height=f"{height}px", directed=True, heading=f"What stands on {supplier.name}")
    made.options = OPTIONS
    made.templateEnv, made.path = environment(), TEMPLATE
    for node in found.nodes:
        x, y = place[node.id]
        made.add_node(node.id, node.name, shape="custom", x=x, y=y, **_said(node, supplier, certain))
    for link in found.links:
        made.add_edge(link.target, link.source, **_drawn(link, place))
    return made


def _said(node: Node, supplier: Node, certain: set[str]) -> dict[str, str]:
    verdict = "start" if node is supplier else "alone" if node.id in certain else "spare"
    return {
        "kind": node.label,
        "detail": node.subtype or node.kind,
        "criticality": node.criticality,
        "state": node.state,
        "verdict": verdict,
    }


def _drawn(link: Link, place: dict[str, tuple[int, int]]) -> dict[str, Any]:
    """Links to the next layer run straight across; all others bend around what stands between."""
    across = place[link.source][0] > place[link.target][0]
    smooth = {"enabled": True, "type": "cubicBezier", "forceDirection": "horizontal", "roundness": 0.45}
    around = {"enabled": True, "type": "curvedCW", "roundness": 0.35}
    strength = "certain" if link.alone else "backed up" if link.group else "degrades"
    return {"relationship": link.relationship, "strength": strength, "smooth": smooth if across else around}

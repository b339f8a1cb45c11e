"""The pictures of the documentation that show a failure, read as small graphs."""

from __future__ import annotations

import re
from typing import NamedTuple

from queries.impact.links import Dependency
from queries.impact.nodes import Node

_LABELS = {"[/": "Supplier", "[(": "Resource", "([": "Service"}
_NODE = r"\w+(?:\[/[^/]+/\]|\[\([^)]+\)\]|\(\[[^\]]+\]\))?"
_ARROW = r" -->| -- ([^-]+) -->"
_SAID = {"group": str, "needs": float, "weight": float, "effect": str}


class Picture(NamedTuple):
    """Nodes, what they need, and the state in which each node is drawn that is not simply up."""

    nodes: list[Node]
    needs: list[Dependency]
    drawn: dict[str, str]

    @property
    def failing(self) -> list[str]:
        """Nodes that are down and need nothing in the picture: what the failure begins with."""
        return [node for node, state in self.drawn.items() if state == "down" and node not in {d.start for d in self.needs}]


def pictures(page: str) -> list[Picture]:
    """The flowcharts of a page."""
    return [_picture(text) for text in re.findall(r"^```mermaid\nflowchart LR\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)]


def _picture(text: str) -> Picture:
    nodes: dict[str, Node] = {}
    needs: list[Dependency] = []
    drawn: dict[str, str] = {}
    for line in text.splitlines():
        word, _, rest = line.strip().partition(" ")
        if word == "class":
            names, state = rest.split(" ")
            drawn |= dict.fromkeys(names.split(","), state)
        elif word != "classDef":
            needs += _chain(line.strip(), nodes, str(len(needs)))
    assert drawn.keys() <= nodes.keys()
    return Picture(list(nodes.values()), needs, drawn)


def _chain(line: str, nodes: dict[str, Node], record: str) -> list[Dependency]:
    assert re.fullmatch(rf"{_NODE}(?:(?:{_ARROW}) {_NODE})+", line), f"no line of a picture that is understood: {line}"
    ids = [_node(text, nodes) for text in re.findall(rf"(?:^|> )({_NODE})", line)]
    said = [_said(found[1] or "") for found in re.finditer(_ARROW, line)]
    return [Dependency("DEPENDS_ON", a, b, record, **it) for a, b, it in zip(ids, ids[1:], said, strict=False)]  # type: ignore[arg-type]


def _node(text: str, nodes: dict[str, Node]) -> str:
    name, shape, shown = re.fullmatch(r"(\w+)(?:([\[(][/(\[])(.+)[/)\]][\])])?", text).groups()  # type: ignore[union-attr]
    if shape:
        nodes[name] = Node(name, _LABELS[shape], shown)
    assert name in nodes, f"{name} is drawn before it is named"
    return name


def _said(label: str) -> dict[str, object]:
    pairs = [part.split(" ") for part in label.split(", ") if part]
    return {key: _SAID[key](value) for key, value in pairs}

"""The shape of each label, once for the canvas, the SVG and the legend: corners in a square from -1 to 1, or a circle."""

from __future__ import annotations

Corners = list[tuple[float, float]]

SHAPES: dict[str, Corners] = {
    "Service": [],
    "Role": [(0, -1), (1, 0), (0, 1), (-1, 0)],
    "Supplier": [(0, -1), (0.87, -0.5), (0.87, 0.5), (0, 1), (-0.87, 0.5), (-0.87, -0.5)],
    "Process": [(-1, -0.75), (0.25, -0.75), (1, 0), (0.25, 0.75), (-1, 0.75), (-0.4, 0)],
    "Document": [(-0.75, -1), (0.3, -1), (0.75, -0.5), (0.75, 1), (-0.75, 1)],
    "Resource": [(-0.82, -0.82), (0.82, -0.82), (0.82, 0.82), (-0.82, 0.82)],
    "Framework": [(-0.9, -0.2), (0, -1), (0.9, -0.2), (0.9, 0.9), (-0.9, 0.9)],
    "Requirement": [(-0.95, -0.8), (0.95, -0.8), (0, 0.95)],
    "Group": [(-1, -0.3), (-0.3, -0.3), (-0.3, -1), (1, -1), (1, 0.3), (0.3, 0.3), (0.3, 1), (-1, 1)],
}
"""Without corners it is a circle. Every other label is drawn as one, too."""

COLOURS = {label: label.lower() for label in SHAPES}
"""The variable of the style sheet that colours a label."""


def points(label: str, x: float, y: float, size: float) -> str:
    """The corners around a middle as SVG writes them; empty for a circle."""
    return " ".join(f"{x + dx * size:.1f},{y + dy * size:.1f}" for dx, dy in SHAPES.get(label, []))

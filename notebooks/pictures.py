"""The pictures of the notebooks. Every colour is also said in words, for print and for those who do not see it."""

from __future__ import annotations

from collections.abc import Sequence

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb

RED, AMBER, GREEN, GREY, PALE = "#b3312c", "#e0a030", "#3f7f5f", "#9aa3ab", "#f1f3f5"
STATES = {"down": RED, "degraded": AMBER, "up": GREEN}
Place = tuple[float, float]
plt.rcParams.update({"figure.dpi": 80, "font.size": 9, "axes.spines.top": False, "axes.spines.right": False})


def layers(links: pd.DataFrame, supplier: str, name: str) -> None:
    """What stands on a supplier that is down, one column a link further away; a dashed line is backed up by another.

    `links` is the answer to `supplier-layers`; `supplier` is its id.
    """
    nodes = {supplier: (name, "down"), **{row[0]: row[1:] for row in links[["id", "name", "state"]].to_numpy()}}
    places = _places(links, supplier)
    _, axes = plt.subplots(figsize=(9, 1 + 1.4 * max(y for _, y in places.values())))
    for link in links.itertuples():
        _line(axes, places[link.target], places[link.id], "--" if link.group else "-")
    for node, (x, y) in places.items():
        box = {"boxstyle": "round,pad=0.4", "facecolor": "white", "edgecolor": STATES.get(nodes[node][1], GREY), "linewidth": 2}
        axes.text(x, y, "\n".join(nodes[node]), ha="center", va="center", bbox=box)
    axes.set_title(f"What stands on {name}, and what is reported of it", loc="left")
    axes.margins(0.15, 0.3)
    axes.axis("off")
    plt.show()


def _places(links: pd.DataFrame, supplier: str) -> dict[str, Place]:
    """Column and height of each node: as many columns from the supplier as the shortest way has links."""
    columns, seen = [[supplier]], {supplier}
    while found := sorted(set(links.loc[links["target"].isin(columns[-1]), "id"]) - seen):
        columns.append(found)
        seen.update(found)
    return {node: (x, (len(nodes) - 1) / 2 - y) for x, nodes in enumerate(columns) for y, node in enumerate(nodes)}


def _line(axes: Axes, start: Place, end: Place, style: str) -> None:
    axes.plot([start[0], end[0]], [start[1], end[1]], color=GREY, linestyle=style, zorder=0)


def bars(counts: pd.DataFrame, colours: Sequence[str], title: str) -> None:
    """One bar a row, from the top, its parts the columns, each with its number."""
    axes = counts.iloc[::-1].plot.barh(stacked=True, color=list(colours), figsize=(9, 1 + 0.3 * len(counts)), width=0.75)
    for part in axes.containers:
        axes.bar_label(part, [f"{n:.0f}" if n else "" for n in part.datavalues], label_type="center", fontsize=8)
    axes.set(ylabel="", xticks=[])
    axes.set_title(title, loc="left")
    axes.legend(loc="lower right")
    plt.tight_layout()
    plt.show()


def matrix(words: pd.DataFrame, colours: pd.DataFrame, title: str) -> None:
    """A table with coloured cells; the cells of both tables belong together."""
    shades = [[to_rgb(colour) for colour in row] for row in colours.to_numpy()]
    _, axes = plt.subplots(figsize=(9, 1.2 + 0.32 * len(words)))
    axes.imshow(shades, aspect="auto")
    for y, row in enumerate(words.to_numpy()):
        for x, word in enumerate(row):
            dark = sum(shades[y][x]) < 1.5
            axes.text(x, y, word, ha="center", va="center", color="white" if dark else "black", fontsize=8)
    axes.set_xticks(range(words.shape[1]), words.columns, rotation=30, ha="right")
    axes.set_yticks(range(words.shape[0]), words.index)
    axes.set_title(title, loc="left")
    plt.tight_layout()
    plt.show()

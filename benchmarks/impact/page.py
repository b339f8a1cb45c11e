"""What-ifs as a page with a plot."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

Rows = list[dict[str, Any]]
HEAD = """# Impact

Estates with the shape of a large company (`benchmarks/impact/estate.py`), made anew for each size:

| nodes | edges | fan-out p50 · p90 · p99 · most | fan-in p50 · p90 · p99 · most | edges in groups |
|---|---|---|---|---|
{shapes}
## One what-if in memory

Milliseconds for one supplier that fails, over the same 300 suppliers, the 20 with most below them among them; every way takes its
turn at each. Ours gives states with spares counted; the others follow every path. *reached* is how many nodes a way finds on
average: what plain reachability calls hit, spares or not.

| nodes | way | p50 | p95 | most | mean | reached | mean against ours |
|---|---|---|---|---|---|---|---|
{what_ifs}
![Milliseconds of one what-if against the nodes it reaches](impact.svg)

Each dot is one what-if of ours; the line is proportional to what is reached. No what-if costs more than in proportion.

## The radius of every supplier

| nodes | suppliers | seconds | ms each |
|---|---|---|---|
{blasts}
## From a graph

Snapshot: nodes and relationships read from the server, grouped, and indexed, by a client that shares two cores with the server;
memory is the client's peak. Refresh: after a load that touched 100 nodes. What-if: as a request makes it, with the first 50 rows
and who answers for them. Cypher: a count of the services that rest on a supplier, over at most 8 relationships, spares or not;
given up after 20 s.

| engine | nodes | snapshot s | million edges/s | client MB | refresh s | what-if p50 · p95 ms | Cypher p50 · p95 ms | given up |
|---|---|---|---|---|---|---|---|---|
{graphs}
## Against what was wanted

{targets}
"""


def page(rows: Rows) -> str:
    """The page."""
    return HEAD.format(
        shapes=_lines(_of(rows, "shape"), _shape),
        what_ifs=_lines(_of(rows, "what-if"), lambda row: _what_if(row, rows)),
        blasts=_lines(_of(rows, "blast radius"), _blast),
        graphs=_lines(_graphs(rows), _graph),
        targets=_targets(rows),
    )


def _of(rows: Rows, what: str) -> Rows:
    return [row for row in rows if row["what"] == what]


def _lines(rows: Iterable[dict[str, Any]], cells: Callable[[dict[str, Any]], list[str]]) -> str:
    return "".join(f"| {' | '.join(cells(row))} |\n" for row in rows)


def _shape(row: dict[str, Any]) -> list[str]:
    spread = (" · ".join(f"{some:,.0f}" for some in row[way]) for way in ("fan_out", "fan_in"))
    return [f"{row['nodes']:,}", f"{row['edges']:,}", *spread, f"{row['grouped']:.0%}"]


def _what_if(row: dict[str, Any], rows: Rows) -> list[str]:
    ours = next(r for r in _of(rows, "what-if") if r["nodes"] == row["nodes"] and r["way"] == "Clausegraph")
    figures = [f"{row[name]:.2f}" for name in ("p50", "p95", "most", "mean")]
    return [f"{row['nodes']:,}", row["way"], *figures, f"{row['reached']:,.0f}", f"{row['mean'] / ours['mean']:.1f}×"]


def _blast(row: dict[str, Any]) -> list[str]:
    each = row["seconds"] / row["suppliers"] * 1_000
    return [f"{row['nodes']:,}", f"{row['suppliers']:,}", f"{row['seconds']:.1f}", f"{each:.2f}"]


def _graphs(rows: Rows) -> Rows:
    """What one server gave, in one row."""
    found: dict[tuple[str, int], dict[str, Any]] = {}
    for row in rows:
        if "engine" in row:
            found.setdefault((row["engine"], row["nodes"]), {})[row["what"]] = row
    return [{"engine": engine, "nodes": nodes, **its} for (engine, nodes), its in found.items()]


def _graph(row: dict[str, Any]) -> list[str]:
    taken, what_if, cypher = row["snapshot"], row["what-if with rows"], row["Cypher, every path"]
    snapshot = [f"{taken['seconds']:.1f}", f"{taken['edges_a_second'] / 1e6:.2f}", f"{taken['peak_mb']:.0f}"]
    asked = [f"{what_if['p50']:.1f} · {what_if['p95']:.1f}", f"{cypher['p50']:.1f} · {cypher['p95']:.1f}"]
    return [row["engine"], f"{row['nodes']:,}", *snapshot, f"{row['refresh']['seconds']:.2f}", *asked, str(cypher["given_up"])]


def _targets(rows: Rows) -> str:
    """Each target that these rows can tell of."""
    told = []
    for row in _graphs(rows):
        if (row["engine"], row["nodes"]) == ("Neo4j", 1_000_000):
            taken = row["snapshot"]
            told.append(_target("Snapshot from Neo4j, million edges/s", taken["edges_a_second"] / 1e6, 1.0, more=True))
            told.append(_target("Client at a million nodes, MB", taken["peak_mb"], 1_000))
            told.append(_target("What-if at a million nodes as a request, p95 ms", row["what-if with rows"]["p95"], 50))
    blasts = [row for row in _of(rows, "blast radius") if row["nodes"] == 200_000]
    told += [_target("Every radius at 200,000 nodes, s", row["seconds"], 30) for row in blasts]
    return "| what | measured | wanted | |\n|---|---|---|---|\n" + "".join(told)


def _target(what: str, measured: float, wanted: float, *, more: bool = False) -> str:
    met = measured >= wanted if more else measured <= wanted
    return f"| {what} | {measured:,.2f} | {'at least' if more else 'at most'} {wanted:,g} | {'met' if met else '**missed**'} |\n"


def plot(rows: Rows, file: Path) -> None:
    """Milliseconds of each of our what-ifs against what it reached."""
    from matplotlib import pyplot, rcParams

    rcParams["svg.hashsalt"] = "clausegraph"
    figure, axes = pyplot.subplots(figsize=(7, 4.5))
    for row in _of(rows, "what-if"):
        if row["way"] == "Clausegraph":
            reached, took = zip(*row["points"], strict=True)
            axes.scatter(reached, took, s=8, label=f"{row['nodes']:,} nodes")
    end = max(reached for row in _of(rows, "what-if") for reached, _ in row["points"])
    axes.plot([100, end], [0.1, 0.1 * end / 100], "--", color="grey", label="in proportion")
    axes.set(xscale="log", yscale="log", xlabel="nodes reached", ylabel="milliseconds")
    axes.legend()
    figure.savefig(file, metadata={"Date": None})

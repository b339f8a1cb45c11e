"""The figures of the checks as a page."""

from __future__ import annotations

from statistics import median
from typing import Any

from benchmarks.coverage.asking import missing

Rows = list[dict[str, Any]]
Row = dict[str, Any]
_SLOW = 5
"""Seconds that no check alone should take."""
HEAD = """# Coverage

The demo, and a made-up provider (`benchmarks/coverage/links.py`) with {nodes:,} nodes and {edges:,} relationships that sources
tell of; beside them stand the records that say so ({records} more nodes). Every check finds in it what
is fine and what is not{but}.
All parties share two cores: engine, client, and what else the machine does.

## Against what was wanted

| what | engine | measured | wanted | |
|---|---|---|---|---|
{targets}
*Together*: all {checks} checks as the product runs them, several at a time, in a process of its own; the first time both the
engine's plans and the process are cold. *Overhead*: the same statements one after the other by plain calls of the driver, every
row read, in turns with ours in one process; median of the rounds. Commands are processes of their own, from start to end.

| graph | engine | together first s | together s | plain one by one s | slower than 5 s | MB before | MB at most | findings |
|---|---|---|---|---|---|---|---|---|
{together}
| command on the demo | engine | s | CPU s | MB at most |
|---|---|---|---|---|
{commands}
## Each check alone

Milliseconds, median of the rounds, on the provider; in brackets how many times the plain call of its statement took.

| check | findings | ok | alarm | {engines} |
|---|---|---|---|{rules}|
{alone}"""


def page(rows: Rows) -> str:
    """Targets first, then what they rest on; of the engines that have been measured."""
    provider = next(row for row in rows if row["graph"] == "provider")
    engines = list(dict.fromkeys(row["engine"] for row in rows))
    return HEAD.format(
        nodes=provider["nodes"],
        edges=provider["edges"],
        but=_but(_of(rows, "said", engines[0], "provider")[0]["checks"]),
        records=f"{provider['nodes'] * 12 // 10:,}",
        checks=len(_of(rows, "check", engines[0], "demo")),
        targets="".join(line for engine in engines for line in _targets(rows, engine)),
        together="".join(_together(rows, graph, engine) for graph in ("demo", "provider") for engine in engines),
        commands="".join(_commands(rows)),
        engines=" | ".join(f"{engine} ms" for engine in engines),
        rules="|".join("---" for _ in engines),
        alone="".join(_alone(rows, engines)),
    )


def _but(said: Rows) -> str:
    lacking = missing(said)
    return f", except {', '.join(lacking)}" if lacking else ""


def _of(rows: Rows, what: str, engine: str, graph: str) -> Rows:
    return [row for row in rows if (row["what"], row["engine"], row["graph"]) == (what, engine, graph)]


def _ratio(*of: Row) -> float:
    """How many times the plain calls of these took."""
    ours, theirs = (sum(median(row[who]) for row in of) for who in ("ours", "plain"))
    return float(ours / theirs)


def _over(ratio: float) -> float:
    return (ratio - 1) * 100


def _line(*cells: object) -> str:
    return f"| {' | '.join(map(str, cells))} |\n"


def _target(what: str, engine: str, measured: float, wanted: float, unit: str) -> str:
    verdict = "met" if measured < wanted else "**missed**"
    return _line(what, engine, f"{measured:,.1f} {unit}", f"under {wanted:g} {unit}", verdict)


def _targets(rows: Rows, engine: str) -> list[str]:
    demo, provider = (_of(rows, "together", engine, graph)[0] for graph in ("demo", "provider"))
    alone = _of(rows, "check", engine, "provider")
    slowest = max(alone, key=lambda row: median(row["ours"]))
    packs = [row for row in rows if row["engine"] == engine and row["what"].startswith("command: full pack")]
    most = max(row["mb"] for row in rows if row["engine"] == engine and "mb" in row)
    return [
        _target("All checks on the demo, the first time", engine, demo["first_seconds"], 5, "s"),
        _target(f"All checks on {provider['nodes']:,} nodes, the first time", engine, provider["first_seconds"], 60, "s"),
        _target(f"Slowest check alone there ({slowest['name']})", engine, median(slowest["ours"]), 5, "s"),
        _target("Full pack of the demo, slowest", engine, max(row["seconds"] for row in packs), 20, "s"),
        _target("Memory of the client, all of these", engine, most, 500, "MB"),
        _target("Overhead, demo", engine, _over(_ratio(*_of(rows, "one by one", engine, "demo"))), 10, "%"),
        _target("Overhead, provider", engine, _over(_ratio(*alone)), 10, "%"),
    ]


def _together(rows: Rows, graph: str, engine: str) -> str:
    found, alone = _of(rows, "together", engine, graph)[0], _of(rows, "check", engine, graph)
    said = _of(rows, "said", engine, graph)[0]["checks"]
    findings = sum(value for its in said for value in its.values() if isinstance(value, int))
    slow = sum(median(row["plain"]) > _SLOW for row in alone)
    plain = sum(median(row["plain"]) for row in alone)
    figures = [f"{found[name]:.1f}" for name in ("first_seconds", "seconds")] + [f"{plain:.1f}"]
    return _line(graph, engine, *figures, slow, f"{found['idle_mb']:.0f}", f"{found['mb']:.0f}", f"{findings:,}")


def _commands(rows: Rows) -> list[str]:
    named = dict.fromkeys((row["what"], row["engine"]) for row in rows if row["what"].startswith("command"))
    told = []
    for what, engine in sorted(named):
        its = _of(rows, what, engine, "demo")
        cells = (f"{median(row[name] for row in its):.1f}" for name in ("seconds", "cpu_seconds"))
        told.append(_line(what.removeprefix("command: "), engine, *cells, f"{max(row['mb'] for row in its):.0f}"))
    return told


def _alone(rows: Rows, engines: list[str]) -> list[str]:
    """The slowest on any engine first."""
    took = {engine: {row["name"]: row for row in _of(rows, "check", engine, "provider")} for engine in engines}
    said = {its["check"]: its for its in _of(rows, "said", engines[0], "provider")[0]["checks"]}
    names = sorted(said, key=lambda name: -max(median(took[engine][name]["ours"]) for engine in engines))
    return [_line(name, *_said(said[name]), *(_taken(took[engine][name]) for engine in engines)) for name in names]


def _said(its: Row) -> list[str]:
    counts = {name: value for name, value in its.items() if isinstance(value, int)}
    return [f"{sum(counts.values()):,}", f"{counts.get('ok', 0):,}", f"{counts.get('alarm', 0):,}"]


def _taken(row: Row) -> str:
    return f"{median(row['ours']) * 1000:,.0f} ({_ratio(row):.2f}×)"

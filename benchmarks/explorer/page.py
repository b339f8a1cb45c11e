"""The figures of the explorer as a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from statistics import median, quantiles
from typing import Any

from benchmarks.explorer.targets import ACT_MS, Target, shown, targets

Row = dict[str, Any]
Rows = list[Row]
HEAD = """# The explorer

Pages of `clausegraph serve` in a process of its own, on the embedded engine, read by Debian's Chromium: the demo, and made-up
providers (`benchmarks/coverage`) of which sources tell so many nodes, with five relationships each and the records that say so.
Milliseconds. Server, browser, engine and what else the machine does share two cores; the busiest load average meanwhile was
{busy:.1f} (2 is full).

## Against what was wanted

| what | graph | measured | wanted | |
|---|---|---|---|---|
{targets}
"""
GRAPH = """
## {name}

*Server*: to the last byte; *first*: the first request that a server gets after its start, *again* and *p95*: {rounds} more.
*Parts*: what a page fetches after its first paint, until the last is there. *Paint*: first contentful paint of a reader who was
never here (median of {visits}); *picture*: until the whole picture is to be seen, as SVG; *browser*: that, or the paint, without
the server's part; *canvas*: until it can be worked with; *whole*: with all parts; *back*: paint and canvas of a reader who was
here before.

| page | server first | again | p95 | parts first | again | paint | picture | browser | canvas | whole | back |
|---|---|---|---|---|---|---|---|---|---|---|---|
{pages}
Over the wire on a first visit, in kB (headers included), and what the page itself weighs unpacked:

| page | all | page | unpacked | parts | scripts | styles | boxes in pictures | elements |
|---|---|---|---|---|---|---|---|---|
{bytes}
What a hand does, until the frame that shows it:

| page | what | p50 | p95 | |
|---|---|---|---|---|
{acts}
{together}"""


def page(rows: Rows) -> str:
    """Targets first, then each graph."""
    graphs = list(dict.fromkeys(row["graph"] for row in rows))
    busy = max(row["busy"] for row in rows if row["what"] == "seen")
    head = HEAD.format(busy=busy, targets="".join(_target(one) for one in targets(rows)))
    return head + "".join(_graph(name, [row for row in rows if row["graph"] == name]) for name in graphs)


def _target(one: Target) -> str:
    return _line(one.what, one.graph, one.measured, one.wanted, _verdict(one.met))


def _verdict(met: bool) -> str:
    return "met" if met else "**missed**"


def _line(*cells: object) -> str:
    return f"| {' | '.join(map(str, cells))} |\n"


def _graph(name: str, rows: Rows) -> str:
    seen = _of(rows, "seen")
    return GRAPH.format(
        name=name[:1].upper() + name[1:],
        rounds=len(next(iter(_of(rows, "warm").values()))["ms"]),
        visits=len(next(iter(seen.values()))["visits"]),
        pages="".join(_page(name, _of(rows, "cold")[name], _of(rows, "warm")[name], its) for name, its in seen.items()),
        bytes="".join(_bytes(name, its["visits"]) for name, its in seen.items()),
        acts="".join(_act(row) for row in rows if row["what"] == "act"),
        together="".join(_together(rows)),
    )


def _of(rows: Rows, what: str) -> dict[str, Row]:
    return {row["page"]: row for row in rows if row["what"] == what}


def _page(name: str, cold: Row, warm: Row, seen: Row) -> str:
    def middle(value: Callable[[Row], float]) -> str:
        return _ms(median(value(visit) for visit in seen["visits"]))

    pictured = seen["visits"][0]["boxes"] > 0
    again = seen["again"]
    return _line(
        name,
        _ms(cold["ms"]),
        _ms(median(warm["ms"])),
        _ms(p95(warm["ms"])),
        _ms(cold["parts_ms"]) if cold["parts_ms"] else "",
        _ms(median(warm["parts_ms"])) if cold["parts_ms"] else "",
        middle(lambda visit: visit["fcp"]),
        middle(shown) if pictured else "",
        middle(lambda visit: shown(visit) - visit["received"]),
        middle(lambda visit: visit["drawn"]) if pictured else "",
        middle(lambda visit: visit["whole"]),
        f"{_ms(again['fcp'])}, {_ms(again['drawn'])}" if pictured else _ms(again["fcp"]),
    )


def p95(values: Sequence[float]) -> float:
    """The value that 19 in 20 stay below; of a few the greatest."""
    return quantiles(values, n=20)[18] if len(values) >= 20 else max(values)


def _ms(value: float) -> str:
    return f"{value:,.0f}"


def _bytes(name: str, visits: Rows) -> str:
    last = visits[-1]
    kinds: dict[str, int] = last["kinds"]
    of = [kinds.get(kind, 0) for kind in ("parts", "js", "css")]
    sizes = (sum(kinds.values()), kinds["page"], last["unpacked"], *of)
    return _line(name, *(f"{size / 1000:,.0f}" for size in sizes), last["boxes"] or "", f"{last['elements']:,}")


def _act(row: Row) -> str:
    return _line(row["page"], row["act"], _ms(median(row["ms"])), _ms(p95(row["ms"])), _verdict(median(row["ms"]) < ACT_MS))


def _together(rows: Rows) -> Iterable[str]:
    for when, what in (("The first time", "cold"), ("Again", "warm")):
        if failed := sorted({path for row in rows if row["what"] == what for path in row["failed"]}):
            yield f"{when} these parts failed: {', '.join(failed)}.\n\n"
    (both,) = (row for row in rows if row["what"] == "two readers")
    (load,) = (row for row in rows if row["what"] == "load")
    (server,) = (row for row in rows if row["what"] == "server")
    yield f"Two readers at once, {both['requests']} pages: {_said(both)}, {_slower(both)}.\n"
    yield f"While a load of {load['records']:,} records went on, {load['requests']} pages: {load['told']} bore the notice, "
    yield f"{load['wrong']} failed, {_said(load)}{', ' + _slower(load) if load['slower'] else ''}.\n"
    yield f"The server held {server['mb']:,.0f} MB in the end.\n"


def _slower(row: Row) -> str:
    return f"{row['slower']:.1f} times as long (median)"


def _said(row: Row) -> str:
    differing = row["differing"]
    return f"different from alone: {', '.join(differing)}" if differing else "all said what they say alone"

"""The figures of the GraphQL benchmark as a page."""

from __future__ import annotations

from statistics import median
from typing import Any

from benchmarks.graphql.estate import Estate
from benchmarks.graphql.questions import questions
from benchmarks.graphql.targets import missed

Rows = list[dict[str, Any]]

HEAD = """# GraphQL: ours beside @neo4j/graphql, Strawberry with DataLoaders, and statements by hand

Median of {rounds} rounds in which the contenders take turns at one engine; all gave equal data before. Latency is the median
with 1 client, throughput that of 16; in brackets how many times as good ours is (below 1: worse). CPU is milliseconds a request
with 16 clients, of the server and of its engine. Beside GraphQL's documents stands plain FastAPI with five statements written by
hand and orjson, the limit. On ArcadeDB there is no @neo4j/graphql.
"""
TABLE = """
| question | contender | p50 ms | p95 ms | requests/s | CPU server | CPU engine |
|---|---|---|---|---|---|---|
"""
CLIENT = "\nThe load's own process took at most {share:.0%} of one core.\n"
MISSED = """
## Targets missed

Ours is to be at least 1/1.15 times as good as the statements by hand, twice as good as @neo4j/graphql in latency and 3 times in
throughput (9 times on the page), and 5 times as good as Strawberry.

"""


def page(rows: Rows) -> str:
    """A table for each size and engine, and which targets were missed."""
    text, misses = HEAD.format(rounds=1 + max(row["round"] for row in rows)), list[str]()
    for nodes, edges, engine in dict.fromkeys((row["nodes"], row["edges"], row["engine"]) for row in rows):
        text += f"\n## {nodes:,} nodes, {edges:,} relationships, on {engine}\n{TABLE}"
        chosen = [row for row in rows if (row["nodes"], row["engine"]) == (nodes, engine)]
        for question in questions(Estate(nodes, edges)):
            lines = medians([row for row in chosen if row["question"] == question.name])
            text += "".join(_line(question.title, name, its, lines["ours"]) for name, its in lines.items())
            misses += [f"- {nodes:,}, {engine}, {question.title}: {miss}\n" for miss in missed(question.name, lines)]
    return text + CLIENT.format(share=max(row["client_cpu"] for row in rows)) + MISSED + ("".join(misses) or "None.\n")


def medians(rows: Rows) -> dict[str, dict[str, float]]:
    """Of each contender, over the rounds of one question on one engine."""
    names = dict.fromkeys(row["contender"] for row in rows)
    figures = [name for name, value in rows[0].items() if isinstance(value, float)]
    return {n: {f: median(row[f] for row in rows if row["contender"] == n) for f in figures} for n in names}


def _line(title: str, name: str, its: dict[str, float], ours: dict[str, float]) -> str:
    latency, throughput = f"{its['p50_ms']:.1f}", f"{its['per_second']:.0f}"
    if its is not ours:
        latency += f" ({its['p50_ms'] / ours['p50_ms']:.2f}×)"
        throughput += f" ({ours['per_second'] / its['per_second']:.2f}×)"
    cpu = f"{its['server_cpu_ms']:.1f} | {its['engine_cpu_ms']:.1f}"
    return f"| {title} | {name} | {latency} | {its['p95_ms']:.1f} | {throughput} | {cpu} |\n"

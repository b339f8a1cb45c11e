"""Who said what a clause rests on: source, file and line of each fact."""

from __future__ import annotations

from api.pages.coverage.clause import spoken_of
from api.pages.tables import Column, Kind, Table
from graph.engine import Engine
from queries.assessment.model import Clause
from queries.lineage import read_lineage

NODES = 60
"""So many nodes of a clause are followed; the page of every other one has its own."""


async def table(engine: Engine, clause: Clause) -> Table:
    """A row for each fact about what addresses it, shows it, is open, and counts against it; raises as `Engine.read`."""
    columns = (
        Column("name", Kind.NODE, "About"),
        Column("fact"),
        Column("value", quiet=True),
        Column("standing"),
        Column("source"),
        Column("file"),
        Column("line", Kind.NUMBER),
        Column("since", Kind.MOMENT),
    )
    wanted = spoken_of(clause)
    facts = await read_lineage(engine, wanted[:NODES])
    names = {fact.node: fact.value for fact in facts if fact.fact == "name"}
    rows = [
        {
            "id": fact.node,
            "name": names.get(fact.node, fact.node),
            "fact": fact.fact,
            "value": fact.value,
            "standing": fact.standing,
            "source": fact.said.source,
            "file": fact.said.file,
            "line": fact.said.line or None,
            "since": fact.said.since,
        }
        for fact in facts
    ]
    more = len(wanted) - NODES
    note = f"{more:,} more that it rests on are left out; the page of each says where it comes from." if more > 0 else ""
    return Table(
        "lineage", "Who says so: source, file and line", columns, rows, note=note, empty="No source says anything of it."
    )

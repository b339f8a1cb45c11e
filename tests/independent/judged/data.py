"""The data itself: orphans, dangling names, disagreement, age."""

from __future__ import annotations

from tests.independent.judged.register import READ_ON, Verdicts, ago, counts, judge, today
from tests.independent.world import ORGANISATION, Thing, World


@counts("node-is-connected")
def connected(world: World) -> Verdicts:
    there = [t for t in world.all(*ORGANISATION) if t.status not in ("planned", "retired", "withdrawn")]
    return {t.id: judge(world.touched(t)) for t in there}


@counts("reference-is-resolved")
def resolved(world: World) -> Verdicts:
    return {s: judge(not world.lost[s]) for s in world.sources}


@counts("sources-agree")
def agree(world: World) -> Verdicts:
    def verdict(thing: Thing) -> bool:
        said = list(thing.accounts.values())
        return all(a.get(n, v) == v for a in said for b in said for n, v in b.items())

    return {t.id: judge(verdict(t)) for t in world.all(*ORGANISATION) if len(t.accounts) > 1}


@counts("source-is-fresh")
def fresh(world: World) -> Verdicts:
    """All were read without failure, once they were; one of them promises to be read again every week."""
    read = today() >= READ_ON
    return {source: judge(read and (source != "cmdb" or today() <= "2024-03-08")) for source in world.sources}


@counts("configuration-item-was-seen-recently")
def seen(world: World) -> Verdicts:
    """An item of which no source says when it saw it was confirmed when all were read, if that has been."""
    read = READ_ON if today() >= READ_ON else ""
    return {r.id: judge(r.given.get("last_seen", read) >= ago(30)) for r in world.living("Resource", kind="technical")}

"""What rests on what: spares, single points, recovery times, owners and support of what is rested on."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from tests.independent.judged.register import Verdicts, ahead, counts, judge, recent, today
from tests.independent.world import TRAVELS, Thing, World, lives

Groups = dict[str, list[tuple[Thing, dict[str, Any]]]]


def groups(world: World, thing: Thing) -> Groups:
    found: Groups = defaultdict(list)
    for member, said in world.ways(thing, *TRAVELS):
        if said.get("group"):
            found[said["group"]].append((member, said))
    return found


def members(group: list[tuple[Thing, dict[str, Any]]]) -> list[Thing]:
    """Who backs up whom; one that is reached in two ways is one."""
    return list(dict.fromkeys(member for member, _ in group))


@counts("dependency-is-in-use")
def in_use(world: World) -> Verdicts:
    needs = {
        t: world.to(t, "DEPENDS_ON", "SUPPLIED_BY", "OPERATED_BY", "LOCATED_IN")
        for t in world.living("Service", "Process", "Resource")
    }
    return {t.id: judge(all(map(lives, ends))) for t, ends in needs.items() if ends}


@counts("dependency-keeps-recovery-objectives")
def recovery(world: World) -> Verdicts:
    def verdict(service: Thing) -> str:
        if service.rto_minutes is None:
            return "skip"
        # What suppliers promise stands in agreements, and a site is not recovered but left.
        parts = [p for p in world.reach(service, alone=True, types=("DEPENDS_ON",)) if p.kind not in ("human", "financial")]
        for part in parts:
            for name in ("rto_minutes", "rpo_minutes"):
                if (
                    part.given.get(name) is not None
                    and service.given.get(name) is not None
                    and part.given[name] > service.given[name]
                ):
                    return "alarm"
        return judge(all(p.rto_minutes is not None for p in parts), "info")

    return {s.id: verdict(s) for s in world.living("Service") if s.criticality in ("critical", "high")}


@counts("single-point-of-failure-is-assessed")
def single(world: World) -> Verdicts:
    def verdict(service: Thing) -> str:
        points = [
            p
            for p in world.reach(service, alone=True)
            if p.kind in ("technical", "information", "facility") and p.label == "Resource"
        ]
        assessed = all(recent(world, p, 365, "risk_assessment") == "ok" for p in points)
        return "ok" if not points else "info" if assessed else "alarm"

    return {s.id: verdict(s) for s in world.living("Service", criticality="critical")}


@counts("redundant-group-leaves-a-spare")
def spare(world: World) -> Verdicts:
    def sound(group: list[tuple[Thing, dict[str, Any]]]) -> bool:
        needs = {said.get("needs") for _, said in group}
        weights = [max(said.get("weight", 1) for m, said in group if m == member) for member in members(group)]
        [need] = needs if len(needs) == 1 else [None]
        return need is not None and need > 0 and sum(weights) - max(weights) >= need

    found = {t: groups(world, t) for t in world.all("Service", "Process", "Resource", "Supplier")}
    return {t.id: judge(all(map(sound, own.values()))) for t, own in found.items() if own}


@counts("redundancy-has-no-common-cause")
def common(world: World) -> Verdicts:
    def behind(member: Thing) -> set[Thing]:
        found = {member} | world.reach(member, alone=True, types=(*TRAVELS, "SUBSIDIARY_OF"))
        return {x for x in found if x.kind not in ("human", "financial")}

    def independent(group: list[tuple[Thing, dict[str, Any]]]) -> bool:
        needs, sets = max(said.get("needs", 1) for _, said in group), [behind(m) for m in members(group)]
        hit = {cause: sum(cause in several for several in sets) for cause in set().union(*sets)}
        return not any(n > 1 and len(sets) - n < needs for n in hit.values())

    found = {t: groups(world, t) for t in world.living("Service", "Process", "Resource", "Supplier")}
    return {t.id: judge(all(map(independent, own.values()))) for t, own in found.items() if own}


@counts("standby-takes-over-in-time")
def standby(world: World) -> Verdicts:
    found = {}
    for service in world.living("Service"):
        rests = [g for t in {service} | world.reach(service, alone=True) for g in groups(world, t).values()]
        if service.rto_minutes is not None and rests:
            quick = [[m for m, said in g if said.get("switchover_minutes", 0) <= service.rto_minutes] for g in rests]
            found[service.id] = judge(all(len(q) - 1 >= g[0][1].get("needs", 1) for q, g in zip(quick, rests, strict=True)))
    return found


def rested_on(world: World, *kinds: str, types: tuple[str, ...] = ("DEPENDS_ON",)) -> list[Thing]:
    """Resources in use of these kinds that something in use rests on."""
    return [r for r in world.living("Resource") if r.kind in kinds and any(map(lives, world.by(r, *types)))]


@counts("resource-has-responsible-role")
def responsible(world: World) -> Verdicts:
    def owned(resource: Thing, steps: int = 3) -> bool:
        own = bool(world.by(resource, "ACCOUNTABLE_FOR", "RESPONSIBLE_FOR"))
        return own or (bool(steps) and any(owned(w, steps - 1) for w in world.to(resource, "PART_OF")))

    found = rested_on(world, "technical", "information", "facility", "financial", types=("DEPENDS_ON", "LOCATED_IN"))
    return {r.id: judge(owned(r)) for r in found}


@counts("technical-resource-is-supported")
def supported(world: World) -> Verdicts:
    def verdict(resource: Thing) -> str:
        end = resource.end_of_support
        return "info" if end is None else "alarm" if end < today() else judge(end > ahead(180), "info")

    return {r.id: verdict(r) for r in rested_on(world, "technical")}

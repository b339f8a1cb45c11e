"""Processes: owners, descriptions, interfaces, records, and what other parties run."""

from __future__ import annotations

from collections.abc import Callable

from tests.independent.judged.register import Verdicts, ago, counts, holders, in_force, is_record, judge, recent
from tests.independent.raw.frameworks import tested_by
from tests.independent.world import Thing, World


def each(world: World, verdict: Callable[[Thing], str]) -> Verdicts:
    return {p.id: verdict(p) for p in world.living("Process")}


def outsourced(world: World, verdict: Callable[[Thing], str]) -> Verdicts:
    return {p.id: verdict(p) for p in world.living("Process") if world.to(p, "OPERATED_BY")}


@counts("process-has-accountable-role")
def owned(world: World) -> Verdicts:
    def verdict(process: Thing) -> str:
        one = len(world.by(process, "ACCOUNTABLE_FOR")) == 1
        return "alarm" if not one else judge(bool(world.by(process, "RESPONSIBLE_FOR")), "info")

    return each(world, verdict)


@counts("process-is-described")
def described(world: World) -> Verdicts:
    kinds = ("process_description", "procedure")
    return each(world, lambda p: judge(any(d.kind in kinds and in_force(d) for d in world.by(p, "DESCRIBES"))))


@counts("process-interface-is-defined")
def interface(world: World) -> Verdicts:
    def verdict(process: Thing) -> bool:
        flows = [*world.ways(process, "FEEDS"), *world.ways_in(process, "FEEDS")]
        return bool(process.inputs and process.outputs) and any(said.get("output") for _, said in flows)

    return each(world, lambda p: judge(verdict(p)))


@counts("process-leaves-records")
def leaves(world: World) -> Verdicts:
    def verdict(process: Thing) -> str:
        kinds = {d.kind for d in world.by(process, "DESCRIBES") if is_record(d)}
        return recent(world, process, 180, *kinds)

    return {p.id: verdict(p) for p in world.living("Process") if not world.to(p, "OPERATED_BY")}


@counts("plan-names-every-process")
def planned(world: World) -> Verdicts:
    clauses = set(tested_by("plan-names-every-process"))
    plans = [d for d in world.all("Document", kind="plan") if in_force(d) and clauses & {c.id for c in world.to(d, "EVIDENCES")}]
    return each(world, lambda p: "skip" if not plans else judge(any(p in world.to(d, "DESCRIBES") for d in plans)))


@counts("outsourced-process-keeps-own-owner")
def kept(world: World) -> Verdicts:
    def verdict(process: Thing) -> bool:
        operators = set(world.to(process, "OPERATED_BY"))
        people = [h for role in world.by(process, "ACCOUNTABLE_FOR") for h in holders(world, role)]
        return any(not operators & set(world.to(person, "SUPPLIED_BY")) for person in people)

    return outsourced(world, lambda p: judge(verdict(p)))


@counts("outsourced-process-has-defined-interface")
def border(world: World) -> Verdicts:
    def verdict(process: Thing) -> bool:
        def crosses(other: Thing, operator: Thing) -> bool:
            return operator not in world.to(other, "OPERATED_BY")

        flows = [*world.ways(process, "FEEDS"), *world.ways_in(process, "FEEDS")]
        written = [d for d in world.by(process, "DESCRIBES", "GOVERNS") if not is_record(d) and in_force(d)]
        return any(
            any(operator in world.to(d, "DESCRIBES", "GOVERNS") for d in written)
            and any(said.get("output") and crosses(other, operator) for other, said in flows)
            for operator in world.to(process, "OPERATED_BY")
        )

    return outsourced(world, lambda p: judge(verdict(p)))


@counts("outsourced-process-is-measured")
def measured(world: World) -> Verdicts:
    kinds = ("supplier_review", "service_report", "measurement", "audit_report")
    return outsourced(world, lambda p: recent(world, p, 180, *kinds))


@counts("outsourced-process-improvement-is-decided-by-us")
def decided(world: World) -> Verdicts:
    def verdict(process: Thing) -> str:
        ideas = [d for d in world.by(process, "DESCRIBES") if d.kind == "improvement"]
        waiting = [d for d in ideas if d.status not in ("closed", "withdrawn") and not d.approved_on]
        return "info" if not ideas else judge(all(d.given.get("valid_from", "") >= ago(90) for d in waiting))

    return outsourced(world, verdict)


@counts("governance-process-is-not-outsourced")
def steering(world: World) -> Verdicts:
    clauses = set(tested_by("governance-process-is-not-outsourced"))

    def verdict(process: Thing) -> str:
        kinds = {o.given.get("kind", "external") for o in world.to(process, "OPERATED_BY")}
        return "alarm" if kinds - {"internal"} else judge(not kinds, "info")

    return {p.id: verdict(p) for p in world.living("Process") if clauses & {c.id for c in world.to(p, "ADDRESSES")}}

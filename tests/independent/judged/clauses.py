"""Clauses of the frameworks: what stands behind them."""

from __future__ import annotations

from collections.abc import Callable

from tests.independent.judged.register import Verdicts, ago, counts, happened, holders, in_force, is_record, judge, recent
from tests.independent.raw.frameworks import record_spans, tested_by
from tests.independent.world import Thing, World, lives


def about(world: World, check: str, verdict: Callable[[Thing], str]) -> Verdicts:
    """For each clause that this check is about and that is there."""
    return {ref: verdict(world.things[ref]) for ref in tested_by(check) if ref in world.things}


def evidence(world: World, clause: Thing, *kinds: str) -> list[Thing]:
    return [d for d in world.by(clause, "EVIDENCES") if d.kind in kinds]


def wholes(world: World, clause: Thing) -> list[Thing]:
    """The clause and those it is a part of."""
    return [clause, *(w for whole in world.to(clause, "PART_OF") for w in wholes(world, whole))]


def parts(world: World, clause: Thing) -> list[Thing]:
    """The clause and those below it."""
    return [clause, *(p for part in world.by(clause, "PART_OF") for p in parts(world, part))]


@counts("policy-is-in-force")
def policy(world: World) -> Verdicts:
    return about(world, "policy-is-in-force", lambda c: judge(any(map(in_force, evidence(world, c, "policy")))))


@counts("clause-has-a-process")
def process(world: World) -> Verdicts:
    def verdict(clause: Thing) -> str:
        ways = [
            way
            for part in parts(world, clause)
            for way in world.ways_in(part, "ADDRESSES")
            if way[0].label == "Process" and lives(way[0])
        ]
        return "alarm" if not ways else judge(any(said.get("status") == "full" for _, said in ways), "info")

    return about(world, "clause-has-a-process", verdict)


@counts("clause-was-audited")
def audited(world: World) -> Verdicts:
    found = {}
    for clause in world.all("Requirement"):
        claimed = [said for _, said in world.ways_in(clause, "ADDRESSES") if said.get("status") != "not_applicable"]
        if claimed and not world.by(clause, "PART_OF"):
            reports = [d for whole in wholes(world, clause) for d in world.by(whole, "DESCRIBES")]
            found[clause.id] = judge(happened(reports, "audit_report") >= ago(365))
    return found


@counts("management-review-is-recent")
def review(world: World) -> Verdicts:
    def verdict(clause: Thing) -> str:
        reviews = evidence(world, clause, "management_review")
        led = [d for d in reviews if any(r.kind == "top_management" for r in world.by(d, "ACCOUNTABLE_FOR", "RESPONSIBLE_FOR"))]
        day = happened(led, "management_review")
        return "alarm" if day < ago(365) else judge(day >= ago(320), "info")

    return about(world, "management-review-is-recent", verdict)


@counts("management-representative-is-appointed")
def representative(world: World) -> Verdicts:
    def below_the_top(role: Thing, steps: int = 3) -> bool:
        above = world.to(role, "REPORTS_TO") if steps else []
        return any(r.kind == "top_management" or below_the_top(r, steps - 1) for r in above)

    def good(role: Thing) -> bool:
        return role.kind == "management_representative" and bool(role.authority and holders(world, role)) and below_the_top(role)

    return about(
        world,
        "management-representative-is-appointed",
        lambda c: judge(any(map(good, world.by(c, "ACCOUNTABLE_FOR", "RESPONSIBLE_FOR")))),
    )


@counts("top-management-answers-for-the-system")
def commitment(world: World) -> Verdicts:
    def good(role: Thing) -> bool:
        return role.kind == "top_management" and bool(holders(world, role))

    return about(world, "top-management-answers-for-the-system", lambda c: judge(any(map(good, world.by(c, "ACCOUNTABLE_FOR")))))


@counts("objectives-are-measured")
def objectives(world: World) -> Verdicts:
    kinds = ("measurement", "service_report", "management_review")

    def verdict(clause: Thing) -> bool:
        aims = [d for d in evidence(world, clause, "objectives") if in_force(d)]
        return any(recent(world, d, 365, *kinds) == "ok" for d in aims)

    return about(world, "objectives-are-measured", lambda c: judge(verdict(c)))


@counts("required-documents-are-in-force")
def documents(world: World) -> Verdicts:
    def there(clause: Thing) -> set[str | None]:
        return {said.get("item") for d, said in world.ways_in(clause, "EVIDENCES") if not is_record(d) and in_force(d)}

    asking = [c for c in world.all("Requirement") if c.required_documents]
    return {c.id: judge(set(c.required_documents) <= there(c)) for c in asking}


@counts("required-records-are-recent")
def records(world: World) -> Verdicts:
    def there(clause: Thing) -> set[str | None]:
        spans = record_spans(clause.id.partition("/")[0])
        shown = [(d, said.get("item")) for d, said in world.ways_in(clause, "EVIDENCES") if is_record(d)]
        return {item for d, item in shown if happened([d], d.kind) >= ago(spans.get(item, 365))}

    asking = [c for c in world.all("Requirement") if c.required_records]
    return {c.id: judge(set(c.required_records) <= there(c)) for c in asking}

"""Services: who answers, what was agreed, what was reported, what is in scope."""

from __future__ import annotations

from tests.independent.judged.register import Verdicts, counts, happened, holders, in_force, judge, recent
from tests.independent.raw.frameworks import tested_by
from tests.independent.world import Thing, World, lives


def business(world: World) -> list[Thing]:
    return world.living("Service", kind="business")


def important(world: World) -> list[Thing]:
    return [s for s in world.living("Service") if s.criticality in ("critical", "high")]


@counts("service-has-accountable-role")
def accountable(world: World) -> Verdicts:
    return {s.id: judge(len(world.by(s, "ACCOUNTABLE_FOR")) == 1) for s in world.living("Service")}


@counts("critical-service-does-not-hang-on-one-person")
def people(world: World) -> Verdicts:
    def verdict(service: Thing) -> str:
        roles = world.by(service, "ACCOUNTABLE_FOR", "RESPONSIBLE_FOR")
        people = {person for role in roles for person in holders(world, role, deputies=True)}
        return "skip" if not people else judge(len(people) > 1)

    return {s.id: verdict(s) for s in important(world)}


@counts("service-has-sla-in-force")
def agreed(world: World) -> Verdicts:
    return {s.id: judge(any(d.kind == "sla" and in_force(d) for d in world.by(s, "GOVERNS"))) for s in business(world)}


@counts("service-is-in-catalogue")
def catalogued(world: World) -> Verdicts:
    return {s.id: judge(any(d.kind == "catalogue" and in_force(d) for d in world.by(s, "DESCRIBES"))) for s in business(world)}


@counts("service-is-reported")
def reported(world: World) -> Verdicts:
    return {s.id: recent(world, s, 100, "service_report") for s in business(world)}


@counts("service-risk-is-assessed")
def assessed(world: World) -> Verdicts:
    return {s.id: recent(world, s, 365, "risk_assessment") for s in important(world)}


@counts("service-is-funded")
def funded(world: World) -> Verdicts:
    def verdict(service: Thing, steps: int = 3) -> bool:
        paid = any(r.kind == "financial" and lives(r) for r in world.to(service, "DEPENDS_ON"))
        return paid or (bool(steps) and any(verdict(whole, steps - 1) for whole in world.to(service, "PART_OF")))

    return {s.id: judge(verdict(s)) for s in world.living("Service")}


@counts("service-states-recovery-objectives")
def objectives(world: World) -> Verdicts:
    stated = ("availability_target", "rto_minutes", "rpo_minutes")
    return {s.id: judge(all(s.given.get(name) is not None for name in stated)) for s in important(world)}


@counts("capacity-is-planned")
def capacity(world: World) -> Verdicts:
    def verdict(service: Thing) -> bool:
        covered = [service, *(r for r in world.to(service, "DEPENDS_ON") if r.label == "Resource")]
        return any(d.kind == "capacity_plan" and in_force(d) for one in covered for d in world.by(one, "DESCRIBES"))

    return {s.id: judge(verdict(s)) for s in important(world)}


@counts("critical-service-has-tested-continuity-plan")
def continuity(world: World) -> Verdicts:
    def verdict(service: Thing) -> bool:
        plans = [d for d in world.by(service, "DESCRIBES", "GOVERNS") if d.kind == "continuity_plan" and in_force(d)]
        return any(recent(world, plan, 365, "test_report") == "ok" for plan in plans)

    return {s.id: judge(verdict(s)) for s in world.living("Service", criticality="critical")}


@counts("scope-statement-names-the-service")
def scope(world: World) -> Verdicts:
    def verdict(service: Thing) -> str:
        named = any(d.kind == "scope" and in_force(d) for d in world.by(service, "DESCRIBES"))
        scoped = bool(world.to(service, "IN_SCOPE_OF"))
        return "info" if not named and not scoped else judge(named and scoped)

    return {s.id: verdict(s) for s in world.living("Service")}


@counts("scope-follows-dependencies")
def boundary(world: World) -> Verdicts:
    found = {}
    for service in world.living("Service"):
        frameworks = world.to(service, "IN_SCOPE_OF")
        needs = world.to(service, "DEPENDS_ON", "SUPPLIED_BY", "OPERATED_BY")
        counted = [n for n in needs if n.label != "Resource" or n.kind not in ("human", "financial", "facility")]
        if frameworks:
            found[service.id] = judge(all(f in world.to(n, "IN_SCOPE_OF") for n in counted for f in frameworks))
    return found


@counts("planned-service-has-transition-plan")
def planned(world: World) -> Verdicts:
    def verdict(service: Thing) -> str:
        plan = any(d.kind == "plan" and d.status == "approved" for d in world.by(service, "DESCRIBES", "GOVERNS"))
        design = any(d.kind == "design" and d.status == "approved" for d in world.by(service, "DESCRIBES"))
        return "alarm" if not plan else judge(design, "info")

    return {s.id: verdict(s) for s in world.all("Service", status="planned")}


@counts("transitioned-service-was-accepted")
def accepted(world: World) -> Verdicts:
    clauses = set(tested_by("transitioned-service-was-accepted"))
    plans = [d for d in world.all("Document", status="approved") if d.kind in ("plan", "design")]
    found = {}
    for plan in [d for d in plans if clauses & {c.id for c in world.to(d, "EVIDENCES")}]:
        for service in [s for s in world.to(plan, "DESCRIBES") if s.label == "Service" and lives(s)]:
            done = happened(world.by(service, "DESCRIBES"), "acceptance_record")
            tested = happened(world.by(service, "DESCRIBES"), "test_report")
            late = "info" if tested else "alarm"
            found[service.id] = judge(done >= plan.given.get("approved_on", "0"), late)
    return found


@counts("failing-service-has-an-incident")
def failing(world: World) -> Verdicts:
    def verdict(service: Thing) -> str:
        kinds = ("incident", "major_incident")
        open_ = any(d.kind in kinds and d.status not in ("closed", "withdrawn") for d in world.by(service, "DESCRIBES"))
        return "skip" if service.state in (None, "unknown") else judge(service.state == "up" or open_)

    return {s.id: verdict(s) for s in world.living("Service")}


@counts("critical-service-is-not-exposed-now")
def exposed(world: World) -> Verdicts:
    def verdict(service: Thing) -> str:
        if any(one.state == "down" for one in {service} | world.reach(service, alone=True)):
            return "alarm"
        spare = any(
            said.get("group") and m.state == "down" for m, said in world.ways(service, "DEPENDS_ON", "SUPPLIED_BY", "OPERATED_BY")
        )
        return judge(not spare, "info")

    return {s.id: verdict(s) for s in important(world)}


@counts("information-is-risk-assessed")
def information(world: World) -> Verdicts:
    return {r.id: recent(world, r, 365, "risk_assessment") for r in world.living("Resource", kind="information")}


@counts("budget-is-compared-with-cost")
def budget(world: World) -> Verdicts:
    return {r.id: recent(world, r, 100, "cost_report") for r in world.living("Resource", kind="financial")}


@counts("customer-relationship-is-kept")
def customers(world: World) -> Verdicts:
    def verdict(customer: Thing) -> bool:
        looked_after = bool(world.by(customer, "ACCOUNTABLE_FOR", "RESPONSIBLE_FOR"))
        return looked_after and recent(world, customer, 365, "service_review", "satisfaction_survey") == "ok"

    return {c.id: judge(verdict(c)) for c in world.living("Supplier", kind="customer")}

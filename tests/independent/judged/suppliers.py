"""Suppliers: agreements, managers, reviews, subcontractors, concentration."""

from __future__ import annotations

from collections import defaultdict

from tests.independent.judged.register import Verdicts, ahead, counts, holders, in_force, judge, recent
from tests.independent.world import Thing, World, lives

CONTRACTS = {"contract", "ola"}
NEVER = 10**9
"""Minutes of who promises nothing."""


def in_use(world: World) -> list[Thing]:
    """Parties that supply or operate something in use."""
    return [s for s in world.living("Supplier") if any(map(lives, world.by(s, "SUPPLIED_BY", "OPERATED_BY")))]


def critical(world: World) -> list[Thing]:
    return world.living("Service", criticality="critical")


def external(supplier: Thing) -> bool:
    return supplier.kind in (None, "external")


def behind_critical(world: World) -> dict[Thing, set[Thing]]:
    """External suppliers → the critical services that reach them."""
    found: dict[Thing, set[Thing]] = defaultdict(set)
    for service in critical(world):
        for party in world.reach(service):
            if party.label == "Supplier" and external(party):
                found[party].add(service)
    return found


def in_use_behind_critical(world: World) -> dict[Thing, set[Thing]]:
    """Those of them that are in use."""
    return {party: services for party, services in behind_critical(world).items() if lives(party)}


@counts("supplier-has-agreement-in-force")
def agreement(world: World) -> Verdicts:
    def verdict(supplier: Thing) -> bool:
        kinds = {"contract"} if external(supplier) else CONTRACTS
        return any(d.kind in kinds and in_force(d) for d in world.by(supplier, "GOVERNS"))

    return {s.id: judge(verdict(s)) for s in in_use(world)}


@counts("agreement-does-not-lapse-unnoticed")
def lapse(world: World) -> Verdicts:
    def verdict(document: Thing) -> str:
        end = document.given.get("valid_to", "9999-12-31")
        if end == "9999-12-31":
            return "info"
        followed = any(d.status != "withdrawn" for d in world.by(document, "SUPERSEDES"))
        return "ok" if end > ahead(90) else "info" if followed else "alarm"

    return {d.id: verdict(d) for d in world.all("Document") if d.kind in CONTRACTS | {"sla"} and in_force(d)}


@counts("agreement-backs-the-service-target")
def backed(world: World) -> Verdicts:
    important = [s for s in world.living("Service") if s.criticality in ("critical", "high")]
    promised = [s for s in important if s.availability_target is not None or s.rto_minutes is not None]

    def short(service: Thing, papers: list[Thing]) -> bool:
        """Whether the best of a supplier's promises to us is weaker than what we promise."""
        up, back = [d.given.get("availability_target", 0) for d in papers], [d.given.get("rto_minutes", NEVER) for d in papers]
        weak = max(up) < service.given.get("availability_target", 0)
        return bool(weak or min(back) > service.given.get("rto_minutes", NEVER))

    def verdict(service: Thing) -> str:
        reached = world.reach(service, alone=True, types=("DEPENDS_ON", "SUPPLIED_BY", "OPERATED_BY"))
        bound = [
            [d for d in world.by(p, "GOVERNS") if d.kind in CONTRACTS and in_force(d)] for p in reached if p.label == "Supplier"
        ]
        return "alarm" if any(short(service, papers) for papers in bound if papers) else judge(all(bound), "skip")

    return {s.id: verdict(s) for s in promised}


@counts("supplier-has-manager")
def manager(world: World) -> Verdicts:
    return {s.id: judge(any(holders(world, r) for r in world.by(s, "ACCOUNTABLE_FOR", "RESPONSIBLE_FOR"))) for s in in_use(world)}


@counts("supplier-is-reviewed")
def reviewed(world: World) -> Verdicts:
    def days(supplier: Thing) -> int:
        return 180 if supplier.criticality in ("critical", "high") else 365

    return {s.id: recent(world, s, days(s), "supplier_review") for s in in_use(world)}


@counts("supplier-works-now")
def works(world: World) -> Verdicts:
    says = {"up": "ok", "down": "alarm", "degraded": "info"}
    first = in_use(world)
    parties = {*first, *(sub for s in first for sub in world.to(s, "SUBCONTRACTS_TO") if lives(sub))}
    return {s.id: says.get(s.state, "skip") for s in parties}


@counts("supplier-is-identified")
def identified(world: World) -> Verdicts:
    def verdict(supplier: Thing) -> bool:
        return bool(supplier.legal_name and supplier.country and (supplier.lei or supplier.registration_id))

    return {s.id: judge(verdict(s)) for s in in_use_behind_critical(world)}


@counts("supplier-criticality-fits-its-services")
def rated(world: World) -> Verdicts:
    stoppers = {p for s in critical(world) for p in world.reach(s, alone=True) if p.label == "Supplier" and lives(p)}
    return {s.id: judge(s.criticality == "critical") for s in stoppers}


@counts("critical-supplier-has-exit-plan")
def leaving(world: World) -> Verdicts:
    ways = ("DEPENDS_ON", "SUPPLIED_BY", "OPERATED_BY")
    reached = {p for s in critical(world) for p in world.reach(s, types=ways)}
    parties = [p for p in reached if p.label == "Supplier" and external(p) and lives(p)]
    found = {}
    for party in parties:
        plans = [d for d in world.by(party, "DESCRIBES", "GOVERNS") if d.kind == "exit_plan" and in_force(d)]
        tried = any(recent(world, plan, 730, "test_report") == "ok" for plan in plans)
        found[party.id] = "alarm" if not plans else judge(tried, "info")
    return found


@counts("critical-service-has-no-single-supplier")
def single(world: World) -> Verdicts:
    def verdict(service: Thing) -> str:
        parties = [p for p in world.reach(service, alone=True) if p.label == "Supplier" and p.kind != "internal"]
        assessed = all(recent(world, p, 365, "risk_assessment") == "ok" for p in parties)
        return "ok" if not parties else "info" if assessed else "alarm"

    return {s.id: verdict(s) for s in critical(world)}


@counts("subcontractor-is-named-in-agreement")
def named(world: World) -> Verdicts:
    found = {}
    for supplier in in_use(world):
        papers = [d for d in world.by(supplier, "GOVERNS") if d.kind in CONTRACTS and in_force(d)]
        if subs := world.to(supplier, "SUBCONTRACTS_TO"):
            found[supplier.id] = judge(all(any(s in world.to(d, "DESCRIBES") for d in papers) for s in subs))
    return found


@counts("group-concentration-is-limited")
def groups(world: World) -> Verdicts:
    def tops(supplier: Thing) -> set[Thing]:
        parents = world.to(supplier, "SUBSIDIARY_OF")
        return {top for parent in parents for top in tops(parent)} if parents else {supplier}

    carried: dict[Thing, set[Thing]] = defaultdict(set)
    for supplier, services in behind_critical(world).items():
        for top in tops(supplier):
            carried[top] |= services
    return {s.id: judge(2 * len(services) <= len(critical(world))) for s, services in carried.items()}


@counts("country-concentration-is-limited")
def countries(world: World) -> Verdicts:
    parties = in_use_behind_critical(world)
    carried: dict[str, set[Thing]] = defaultdict(set)
    for supplier, services in parties.items():
        carried[supplier.country or ""] |= services

    def verdict(country: str | None) -> str:
        return "skip" if not country else judge(2 * len(carried[country]) <= len(critical(world)))

    return {s.id: verdict(s.country) for s in parties}

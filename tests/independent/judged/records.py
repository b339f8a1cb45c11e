"""Records of what happened: tickets, reviews, audits, findings, training."""

from __future__ import annotations

from tests.independent.judged.clauses import parts
from tests.independent.judged.register import Verdicts, ago, counts, holders, is_record, judge, recent, today, within
from tests.independent.world import Thing, World


def open_ones(world: World, kind: str) -> list[Thing]:
    return [d for d in world.all("Document", kind=kind) if d.status not in ("closed", "withdrawn")]


def reviewed(world: World, kind: str, by: str, days: int) -> Verdicts:
    """Closed ones were reviewed, or there is still time."""

    def verdict(record: Thing) -> str:
        reviews = [d for d in world.by(record, "DESCRIBES") if d.kind == by and d.status not in ("draft", "withdrawn")]
        if any(d.given.get("valid_from", today()) <= today() for d in reviews):
            return "ok"
        return "info" if record.given.get("valid_to", "") >= ago(days) else "alarm"

    return {d.id: verdict(d) for d in world.all("Document", kind=kind, status="closed")}


@counts("record-is-dated-and-kept")
def kept(world: World) -> Verdicts:
    def verdict(record: Thing) -> str:
        if not record.valid_from or not record.retain_until:
            return "alarm"
        return judge(record.retain_until >= today(), "info")

    return {d.id: verdict(d) for d in world.all("Document") if is_record(d) and d.status != "draft"}


@counts("emergency-change-was-reviewed")
def changes(world: World) -> Verdicts:
    return reviewed(world, "emergency_change", "change_review", 14)


@counts("major-incident-was-reviewed")
def incidents(world: World) -> Verdicts:
    return reviewed(world, "major_incident", "incident_review", 30)


@counts("release-was-evaluated")
def releases(world: World) -> Verdicts:
    return reviewed(world, "release", "release_review", 30)


@counts("problem-is-followed")
def problems(world: World) -> Verdicts:
    def verdict(problem: Thing) -> bool:
        young = problem.given.get("valid_from", "") >= ago(180) or problem.given.get("review_due", "") >= today()
        return bool(world.by(problem, "RESPONSIBLE_FOR")) and young

    return {d.id: judge(verdict(d)) for d in open_ones(world, "problem")}


@counts("nonconformity-is-closed-in-time")
def findings(world: World) -> Verdicts:
    def verdict(finding: Thing) -> bool:
        return bool(world.by(finding, "RESPONSIBLE_FOR")) and finding.given.get("review_due", "") >= today()

    return {d.id: judge(verdict(d)) for d in open_ones(world, "nonconformity")}


@counts("improvement-is-decided-and-owned")
def improvements(world: World) -> Verdicts:
    def verdict(idea: Thing) -> str:
        if not idea.approved_on:
            return "info" if idea.given.get("valid_from", "") >= ago(90) else "alarm"
        return judge(bool(world.by(idea, "RESPONSIBLE_FOR")) and idea.given.get("review_due", "") >= today())

    return {d.id: verdict(d) for d in open_ones(world, "improvement")}


@counts("auditor-is-independent")
def auditors(world: World) -> Verdicts:
    def work(report: Thing) -> set[Thing]:
        """Processes that the report covers, itself or through a clause or one below it."""
        covered = world.to(report, "DESCRIBES")
        clauses = [part for c in covered if c.label == "Requirement" for part in parts(world, c)]
        return {p for p in [*covered, *(p for c in clauses for p in world.by(c, "ADDRESSES"))] if p.label == "Process"}

    def verdict(report: Thing) -> bool:
        """Who held what on the day of the audit counts, not who holds it today."""
        day = report.given.get("valid_from", today())
        signed = [r for r in world.by(report, "RESPONSIBLE_FOR") if r.kind == "auditor"]
        people = {h for r in signed for h, said in world.ways_in(r, "HOLDS") if within(said, day)}
        roles = {r for h in people for r, said in world.ways(h, "HOLDS") if within(said, day)}
        return bool(people) and not work(report) & {p for r in roles for p in world.to(r, "ACCOUNTABLE_FOR", "RESPONSIBLE_FOR")}

    reports = [d for d in world.all("Document", kind="audit_report") if d.status not in ("draft", "withdrawn")]
    return {d.id: judge(verdict(d)) for d in reports}


@counts("role-holder-is-competent")
def competent(world: World) -> Verdicts:
    answering = [r for r in world.all("Role") if world.to(r, "ACCOUNTABLE_FOR", "RESPONSIBLE_FOR")]
    people = {h for role in answering for h in holders(world, role, deputies=True)}
    return {p.id: recent(world, p, 730, "training_record") for p in people}


@counts("role-is-held")
def held(world: World) -> Verdicts:
    def verdict(role: Thing) -> str:
        return "alarm" if not holders(world, role) else judge(bool(role.authority), "info")

    answering = [r for r in world.all("Role") if world.to(r, "ACCOUNTABLE_FOR", "RESPONSIBLE_FOR")]
    return {r.id: verdict(r) for r in answering}

"""Documents and agreements: owned, identified, reviewed, withdrawn, and what they are evidence for."""

from __future__ import annotations

from tests.independent.judged.register import (
    AGREEMENTS,
    CONTROLLED,
    Verdicts,
    ago,
    ahead,
    counts,
    happened,
    in_force,
    is_record,
    judge,
    today,
)
from tests.independent.raw.frameworks import tested_by
from tests.independent.world import Thing, World


def of(world: World, *classes: set[str]) -> list[Thing]:
    return [d for d in world.all("Document") if any(d.kind in kinds for kinds in classes)]


def policies(world: World, check: str) -> list[Thing]:
    """Policies that are evidence for the clauses of this check."""
    clauses = set(tested_by(check))
    return [d for d in world.all("Document", kind="policy") if clauses & {c.id for c in world.to(d, "EVIDENCES")}]


@counts("document-has-accountable-role")
def owned(world: World) -> Verdicts:
    papers = [d for d in of(world, CONTROLLED, AGREEMENTS) if d.status != "withdrawn"]
    return {d.id: judge(bool(world.by(d, "ACCOUNTABLE_FOR"))) for d in papers}


@counts("approved-document-is-identified")
def identified(world: World) -> Verdicts:
    stated = ("reference", "version", "approved_on", "url")
    papers = [d for d in of(world, CONTROLLED, AGREEMENTS) if d.status == "approved"]
    return {d.id: judge(all(d.given.get(name) for name in stated)) for d in papers}


@counts("document-review-is-not-overdue")
def overdue(world: World) -> Verdicts:
    def verdict(document: Thing) -> str:
        due = document.given.get("review_due", "")
        return "alarm" if due < today() else judge(due > ahead(30), "info")

    return {d.id: verdict(d) for d in of(world, CONTROLLED) if in_force(d)}


@counts("superseded-document-is-withdrawn")
def replaced(world: World) -> Verdicts:
    old = {o for d in world.all("Document", status="approved") for o in world.to(d, "SUPERSEDES")}
    return {o.id: judge(o.status in ("withdrawn", "closed")) for o in old}


@counts("evidence-counts")
def evidence(world: World) -> Verdicts:
    def verdict(document: Thing) -> bool:
        if is_record(document):
            return document.status not in ("draft", "withdrawn") and document.given.get("valid_from", today()) <= today()
        return in_force(document)

    return {d.id: judge(verdict(d)) for d in world.all("Document") if world.to(d, "EVIDENCES")}


@counts("policy-is-approved-by-top-management")
def signed(world: World) -> Verdicts:
    def verdict(policy: Thing) -> bool:
        return bool(policy.approved_on) and any(r.kind == "top_management" for r in world.by(policy, "ACCOUNTABLE_FOR"))

    approved = [d for d in policies(world, "policy-is-approved-by-top-management") if d.status == "approved"]
    return {d.id: judge(verdict(d)) for d in approved}


@counts("policy-is-communicated")
def communicated(world: World) -> Verdicts:
    def verdict(policy: Thing) -> bool:
        day = happened(world.by(policy, "DESCRIBES"), "communication_record", "training_record")
        return bool(day >= max(policy.given.get("approved_on", ""), ago(365)))

    return {d.id: judge(verdict(d)) for d in policies(world, "policy-is-communicated") if in_force(d)}


@counts("exception-is-current")
def accepted(world: World) -> Verdicts:
    def verdict(exception: Thing) -> bool:
        whole = all(exception.given.get(name) for name in ("check", "reason", "approved_by", "valid_to"))
        return bool(whole and exception.status != "draft" and world.to(exception, "DESCRIBES") and exception.valid_to >= today())

    return {d.id: judge(verdict(d)) for d in world.all("Document", kind="exception") if d.status not in ("closed", "withdrawn")}

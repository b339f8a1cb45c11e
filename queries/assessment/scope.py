"""Which rows count for which clause: those whose resource is in scope of the framework, each for the clauses of its check."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.engine import Engine
from queries.contract import Check
from queries.findings import Finding
from queries.frameworks import Framework

SCOPED = ("Service", "Process", "Supplier", "Resource")
"""Labels that are IN_SCOPE_OF a framework or not; anything else always is."""
_SCOPED = "UNWIND $ids AS id MATCH (n:{label} {{id: id}}) RETURN n.id AS id"


@dataclass(frozen=True)
class Scope:
    """What is in scope of a framework."""

    framework: Framework
    inside: frozenset[str]
    """Ids of what is IN_SCOPE_OF it."""
    scoped: frozenset[str] = frozenset()
    """Ids of services, processes, suppliers and resources among what checks of several labels judge."""

    def holds(self, check: Check, finding: Finding) -> bool:
        """Whether the row's resource is in scope: requirements and frameworks of their own framework alone."""
        if check.labels == ("Requirement",):
            return finding.resource.startswith(f"{self.framework.id}/")
        if check.labels == ("Framework",):
            return finding.resource == self.framework.id
        scoped = _is_scoped(check) or finding.resource in self.scoped
        return not scoped or finding.resource in self.inside

    def named(self, check: Check, finding: Finding) -> Sequence[str]:
        """Numbers of the clauses that the check is named for; of a row about a requirement only its own."""
        refs = self.framework.checks.get(check.name, ())
        return [ref for ref in refs if ref == self.own(finding)] if check.labels == ("Requirement",) else refs

    def own(self, finding: Finding) -> str:
        """Number of the clause that a row about a requirement of the framework is about."""
        prefix = f"{self.framework.id}/"
        return finding.resource.removeprefix(prefix) if finding.resource.startswith(prefix) else ""


def _is_scoped(check: Check) -> bool:
    return all(label in SCOPED for label in check.labels)


async def read_scope(
    engine: Engine, framework: Framework, inside: frozenset[str], findings: Iterable[tuple[Check, Finding]]
) -> Scope:
    """The scope, with the labels of those resources that the label of their check does not tell."""
    unsure = sorted({f.resource for check, f in findings if not _is_scoped(check) and set(check.labels) & set(SCOPED)})
    text = "\nUNION ALL\n".join(_SCOPED.format(label=label) for label in SCOPED)
    scoped = frozenset(row[0] for row in await engine.read(text, {"ids": unsure})) if unsure else frozenset[str]()
    return Scope(framework, inside, scoped)

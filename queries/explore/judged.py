"""What checks say of every node of a label, kept so that it takes little room: passed checks are bits, other findings stand."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from graph.engine import Engine
from graph.errors import WrongUse
from queries.assessment.exceptions import read_exceptions
from queries.contract import Check, FindingStatus
from queries.findings import Finding
from queries.organisation import Organisation

_WORST_FIRST = list(FindingStatus)


@dataclass
class Judged:
    """The findings of one label on one day."""

    checks: list[Check]
    """Those that judge nodes of the label."""
    refused: list[WrongUse]
    """Checks of the organisation that could not run."""
    _passed: dict[str, int] = field(default_factory=dict)
    """Id to the checks that it passes, a bit each."""
    _others: dict[str, list[Finding]] = field(default_factory=lambda: defaultdict(list))

    def enter(self, place: int, finding: Finding) -> None:
        """Enters a finding of the check at this place."""
        if finding.status is FindingStatus.OK:
            self._passed[finding.resource] = self._passed.get(finding.resource, 0) | 1 << place
        elif finding.resource:
            self._others[finding.resource].append(finding)

    def of(self, id_: str) -> list[tuple[Check, Finding | None]]:
        """What is said of a node, the worst first; None stands for a check that it passes."""
        by_name = {check.name: check for check in self.checks}
        others = [(by_name[finding.check], finding) for finding in self._others.get(id_, ())]
        passed = self._passed.get(id_, 0)
        others.sort(key=lambda one: _WORST_FIRST.index(one[1].status))
        return [*others, *((check, None) for place, check in enumerate(self.checks) if passed >> place & 1)]

    def silent(self, id_: str) -> list[Check]:
        """Checks that have nothing to say of a node, because it is not in their scope."""
        told = {check.name for check, _ in self.of(id_)}
        return [check for check in self.checks if check.name not in told]


async def judged(engine: Engine, known: Organisation, label: str, today: str) -> Judged:
    """Runs every check whose scope can hold the label, one after the other. Raises as `Organisation.run`."""
    checks = [check for check in known.catalogue.checks.values() if label in check.labels]
    made, accepted = Judged(checks, []), await read_exceptions(engine)
    for place, check in enumerate(checks):
        findings, refused = await known.run(engine, [check], today, exceptions=accepted)
        made.refused += refused
        for finding in findings:
            made.enter(place, finding)
    return made

"""What an address under /coverage asks for: the framework, the clause, the day, and what it is compared with."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from api.pages.elsewhere import Elsewhere
from api.pages.missing import NotThere
from api.pages.site import Site
from graph.errors import WrongUse, nearest
from graph.records.history import known_day
from queries.assessment.known import known_framework
from queries.frameworks import Framework
from queries.values import coerced


class Show(StrEnum):
    """What of a framework is shown."""

    MAP = "map"
    FINDINGS = "findings"
    EXCEPTIONS = "exceptions"
    TREND = "trend"


@dataclass(frozen=True)
class Asked:
    """What was asked for; every name and day is known."""

    framework: Framework
    clause: str
    day: str
    then: str
    """The other day, or empty."""
    other: Framework | None
    """The other framework."""
    today: str

    @property
    def title(self) -> str:
        """Of the clause."""
        return next((one.title for one in self.framework.requirements if one.ref == self.clause), "")

    @property
    def compares(self) -> str:
        """What it is compared with, as it is typed; empty where it is not."""
        return self.other.id if self.other else self.then

    @property
    def needs(self) -> list[tuple[Framework, str]]:
        """Assessments that the answer takes: a framework and a day each."""
        second = [(self.other, self.day)] if self.other else [(self.framework, self.then)] if self.then else []
        return [(self.framework, self.day), *second]

    def elsewhere(self, show: Show) -> Elsewhere:
        """The command and the query for the same."""
        if show is Show.TREND:
            kept = Elsewhere.of_question("coverage-by-month", framework=self.framework.id)
            return replace(kept, words=["coverage", self.framework.id, "--trend"])
        return Elsewhere(list(self._words()), _QUERY, {k: v for k, v in self._variables().items() if v})

    def _words(self) -> Iterator[str]:
        yield from ("coverage", self.framework.id)
        past = self.day if self.day != self.today else ""
        for option, value in (("--clause", self.clause), ("--as-of", past), ("--compare", self.compares)):
            yield from (option, value) if value else ()

    def _variables(self) -> dict[str, str]:
        other = self.other.id if self.other else ""
        return {"framework": self.framework.id, "clause": self.clause, "today": self.day, "from": other}


_QUERY = """
query Coverage($framework: String!, $clause: String! = "", $today: Date, $from: String) {
  coverage(framework: $framework, clause: $clause, today: $today, from: $from) {
    name today verdict verdictWhy
    states { state count }
    clauses { ref title state why missing checks { name severity alarm ok } }
    carried { ref share }
  }
}
"""


def coverages(frameworks: Iterable[str]) -> Elsewhere:
    """How frameworks stand, one beside the other."""
    asked = [f"f{n}: coverage(framework: {json.dumps(id_)}) {{ ...Stands }}" for n, id_ in enumerate(frameworks)]
    return Elsewhere(query="\n".join(["{", *(f"  {one}" for one in asked), "}", _STANDS])) if asked else _FRAMEWORKS


_FRAMEWORKS = Elsewhere(query="{ frameworks { edges { node { id name edition } } } }")
_STANDS = "fragment Stands on Coverage { name today verdict states { state count } }"


async def meant(site: Site, framework: str, clause: str, as_of: str, compare: str) -> Asked:
    """What is meant; raises NotThere for a framework or clause that there is not, WrongUse for a day that cannot be meant."""
    found = await _framework(site, framework)
    refs = {one.ref for one in found.requirements}
    if clause and clause not in refs:
        raise NotThere(f"{found.name} has no clause {clause}.", remedy=nearest(clause, sorted(refs)))
    day = await _day(site, as_of, "as-of") if as_of else site.today
    is_day = bool(re.match(r"\d{4}-", compare))
    then = await _day(site, compare, "compare") if is_day else ""
    other = await _framework(site, compare) if compare and not is_day else None
    return Asked(found, clause, day, then, other, site.today)


async def _framework(site: Site, name: str) -> Framework:
    try:
        return await known_framework(site.engine(), name, site.known.frameworks)
    except WrongUse as problem:
        raise NotThere(problem.what, remedy=problem.remedy) from problem


async def _day(site: Site, text: str, where: str) -> str:
    try:
        day = str(coerced("day", text))
    except ValueError as problem:
        raise WrongUse(f"{text} is not {problem}.", where=where, remedy="Write it as 2026-11-23.") from problem
    if day < site.today:
        await known_day(site.engine(), day)
    return day

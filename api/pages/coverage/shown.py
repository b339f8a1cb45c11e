"""What the template of a framework is given: the whole, one clause, or two side by side."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from api.cli import coverage_trend
from api.pages.addresses import Address
from api.pages.coverage import clause, compare, tables
from api.pages.coverage.asked import Asked, Show
from api.pages.coverage.days import Days
from api.pages.coverage.heat import above, heat
from api.pages.site import Site
from api.pages.tables import Table
from graph.errors import WrongUse
from queries.assessment import causes, kept
from queries.assessment.compare import then_and_now
from queries.assessment.model import Assessment
from queries.assessment.trend import Trend, trend
from queries.frameworks import Framework


@dataclass
class Shown:
    """Values for the template, and tables."""

    values: dict[str, Any]
    tables: list[Table] = field(default_factory=list)


class Showing:
    """Makes what is shown of what was asked for."""

    def __init__(self, site: Site, days: Days, asked: Asked, address: Address) -> None:
        self.site, self.days, self.asked, self.address = site, days, asked, address

    def clause_address(self, ref: str) -> str:
        """Where a clause opens."""
        return Address(self.address.path, self._kept()).changed({"clause": ref})

    def _kept(self) -> tuple[tuple[str, str], ...]:
        return tuple(pair for pair in self.address.pairs if pair[0] == "as-of")

    async def made(self, show: Show) -> Shown:
        """Everything; takes the assessments that `asked` needs."""
        now = await self.days.on(self.asked.framework, self.asked.day)
        if self.asked.compares:
            return await (self._mapped(now, self.asked.other) if self.asked.other else self._then(now))
        if self.asked.clause:
            return await self._clause(now)
        by = {Show.MAP: self._map, Show.FINDINGS: self._findings, Show.EXCEPTIONS: self._exceptions, Show.TREND: self._trend}
        return await by[show](now)

    async def _map(self, now: Assessment) -> Shown:
        shown = heat(now, self.clause_address)
        values = {"heat": shown, "now": now, "tally": tables.tally(now.states), "severities": tables.severities(now)}
        return Shown(values, [tables.clauses(now, self.clause_address)])

    async def _findings(self, now: Assessment) -> Shown:
        return Shown({"now": now}, [tables.findings(now)])

    async def _exceptions(self, now: Assessment) -> Shown:
        return Shown({"now": now}, [tables.exceptions(now.exceptions)])

    async def _trend(self, now: Assessment) -> Shown:
        found = await self._went()
        if found is None:
            return Shown({"now": now, "drawn": None})
        drawn = Markup(coverage_trend.drawn(found))  # noqa: S704  (made here, its texts are escaped)
        return Shown({"now": now, "drawn": drawn}, [tables.months(found), tables.turns(found, self.clause_address)])

    async def _went(self) -> Trend | None:
        try:
            return await trend(self.site.engine(), self.asked.framework.id, self.asked.day)
        except WrongUse:
            return None

    async def _clause(self, now: Assessment) -> Shown:
        one = now.clause(self.asked.clause)
        over = above(now, one.ref)
        root = over[0].ref if over and not one.children else one.ref
        refs = [each.ref for each in now.clauses]
        place = refs.index(one.ref)
        around = heat(now, self.clause_address, below=root) if one.children or over else None
        values = {
            "now": now,
            "clause": one,
            "above": over,
            "heat": around,
            "before": refs[place - 1] if place else "",
            "after": refs[place + 1] if place + 1 < len(refs) else "",
            "clause_address": self.clause_address,
        }
        return Shown(values, clause.tables(now, one))

    async def _then(self, now: Assessment) -> Shown:
        then = await self.days.on(self.asked.framework, self.asked.then)
        became = {one.clause.ref: one.change for one in then_and_now(then, now)}
        found = await causes.traced(self.site.engine(), kept.stood(then), kept.stood(now))
        first = heat(then, self._of(then.today), title=f"On {then.today}", dense=True)
        second = heat(now, self.clause_address, title=f"On {now.today}", changes=became, dense=True)
        counts = {change: sum(one == change for one in became.values()) for change in ("worse", "better", "same")}
        made = [compare.changes(then, now, self.clause_address), compare.causes(found, self.clause_address)]
        return Shown({"now": now, "pair": (first, second), "counts": counts}, made)

    def _of(self, day: str) -> Any:
        return lambda ref: Address(self.address.path).changed({"clause": ref, "as-of": day})

    async def _mapped(self, now: Assessment, other: Framework) -> Shown:
        theirs = await self.days.on(other, self.asked.day)

        def there(ref: str) -> str:
            return Address(f"/coverage/{theirs.framework.id}", self._kept()).changed({"clause": ref})

        made, counted = await compare.mapped(self.site.engine(), now, theirs, self.clause_address, there)
        pair = heat(now, self.clause_address, dense=True), heat(theirs, there, dense=True)
        return Shown({"now": now, "pair": pair, "shares": counted}, [made])

"""What the form of the page offers to fail, and what fails already with the controls of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import nsmallest

from api.pages.impact.asked import Meant
from api.pages.site import Rows, Site
from queries.explore import sites
from queries.impact.model import Model
from queries.impact.scenario import Scenario

MOST = 500
"""So many suppliers and sites are offered; any other is named."""
SHOWN = 12
"""So many of what fails have a line of their own."""


@dataclass(frozen=True)
class Choices:
    """What can be chosen."""

    suppliers: Rows
    """Those that are down first, then by name, as suppliers-by-state gives them."""
    sites: Sequence[sites.Site]
    countries: Sequence[str]

    @property
    def failing(self) -> Rows:
        """Suppliers that are reported to fail."""
        return failing(self.suppliers)

    @property
    def offered(self) -> Rows:
        """Suppliers that the form lists."""
        return self.suppliers[:MOST]


@dataclass(frozen=True)
class Failing:
    """A line of what fails."""

    id: str
    name: str
    label: str
    state: str
    minutes: int | None
    """Until it works again: as it is given, or else its recovery time objective."""
    given: bool
    without: str
    """The address without it; empty where it was not named by itself."""


async def suppliers_by_state(site: Site) -> Rows:
    """Every supplier, those that are down first; read once after each load."""
    return await site.remember("suppliers by state", lambda unhurried: unhurried.ask("suppliers-by-state"))


async def choices(site: Site, model: Model) -> Choices:
    """What the graph holds; read once after each load."""
    places = await site.remember("sites", lambda unhurried: sites.sites(unhurried.engine(), MOST))
    return Choices(await suppliers_by_state(site), places, sorted(filter(None, model.nodes.countries.named)))


def failing(suppliers: Rows) -> Rows:
    """Those that are down or degraded."""
    return [supplier for supplier in suppliers if supplier["state"] in ("down", "degraded")]


def lines(meant: Meant, scenario: Scenario, model: Model) -> list[Failing]:
    """The first of what fails, what is named before what fails with it, which comes by name."""
    named = [model.index[id_] for id_ in meant.ids]
    others = set(scenario.failed).difference(named)
    some = [*named, *nsmallest(SHOWN, others, key=model.nodes.by_name)]
    return [_line(place, meant, scenario, model) for place in some[:SHOWN]]


def _line(place: int, meant: Meant, scenario: Scenario, model: Model) -> Failing:
    it = model.nodes[place]
    return Failing(
        it.id,
        it.name,
        it.label.lower(),
        scenario.failed[place].name.lower(),
        scenario.minutes.get(place),
        it.id in meant.recovers,
        meant.without(it.id) if it.id in meant.ids else "",
    )

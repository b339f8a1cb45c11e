"""Loader `statuspage`: what suppliers' status feeds report now."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from typing import ClassVar

from graph.errors import nearest
from graph.loaders.contract import Options, Origin, loader
from graph.loaders.statuspage.feeds import Feeds
from graph.loaders.statuspage.options import Feed, StatuspageOptions, Target
from graph.loaders.statuspage.reports import Condition, Report, worst
from graph.records.identity import normalised
from graph.records.model import Item, Record, Rejected, Value
from graph.schema.vocabulary import State


@loader
class Statuspage:
    """Status feeds of suppliers, from files or live."""

    name: ClassVar[str] = "statuspage"
    options: ClassVar[type[Options]] = StatuspageOptions

    async def read(self, origin: Origin, options: StatuspageOptions) -> AsyncIterator[Item]:
        """One record a supplier, and one a service or resource that a component stands for."""
        feeds = Feeds(origin, options)
        places, rejected = feeds.places()
        for row in rejected:
            yield row
        standings: dict[str, _Standing] = {}
        async for feed, report in feeds.reports(places):
            for row in _observe(feed, report, standings):
                yield row
        for standing in standings.values():
            yield standing.record()


@dataclass(slots=True)
class _Standing:
    """What all feeds together say of one thing."""

    key: str
    label: str
    properties: dict[str, Value]
    identities: tuple[str, ...]
    conditions: list[tuple[Condition, str]] = field(default_factory=list)
    """Conditions and the files they stand in."""

    def record(self) -> Record:
        """The worst that is said, where it is said."""
        condition = worst(c for c, _ in self.conditions) or Condition(State.UNKNOWN)
        file = next(file for c, file in self.conditions if c == condition)
        said = {**self.properties, "state": condition.state.value}
        if condition.since:
            said["state_since"] = condition.since
        return Record(self.key, self.label, said, identities=self.identities, file=file, line=condition.line)


def _observe(feed: Feed, report: Report, standings: dict[str, _Standing]) -> Iterator[Rejected]:
    """Notes what a report says of the supplier and of what its components stand for."""
    supplier = standings.setdefault(feed.key, _supplier(feed))
    supplier.conditions.append((report.whole, report.file))
    for name, target in feed.components.items():
        condition = worst(report.components.get(normalised(name), [])) or Condition(State.UNKNOWN)
        standings.setdefault(target.key, _thing(target)).conditions.append((condition, report.file))
    yield from report.troubles
    for name in dict.fromkeys([*feed.watch, *feed.components]):
        if normalised(name) not in report.components:
            hint = nearest(name, report.titles.values())
            yield Rejected(
                report.file, 1, "components", name, "the feed names no such component; its state is unknown.", hint, feed.key
            )


def _supplier(feed: Feed) -> _Standing:
    given: dict[str, Value | None] = {"name": feed.supplier, "lei": feed.lei}
    properties = {name: value for name, value in given.items() if value}
    return _Standing(feed.key, "Supplier", properties, (feed.identity,) if feed.identity else ())


def _thing(target: Target) -> _Standing:
    properties: dict[str, Value] = {"name": target.name} if target.name else {}
    return _Standing(target.key, target.label, properties, (target.identity,) if target.identity else ())

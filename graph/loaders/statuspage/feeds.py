"""The feeds of a source: files by name or pattern, and addresses; each read into a report."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import NamedTuple

from graph.errors import SourceFailed
from graph.loaders.addresses import fetch, is_address, shown
from graph.loaders.contract import Origin
from graph.loaders.files import File, files, read_text
from graph.loaders.jsontext import parse_json
from graph.loaders.patience import Patience
from graph.loaders.statuspage.atlassian import is_statuspage, read_statuspage
from graph.loaders.statuspage.google import is_google, read_google
from graph.loaders.statuspage.options import Feed, StatuspageOptions
from graph.loaders.statuspage.reports import Report
from graph.records.model import Rejected

_AT_ONCE = 8


class Place(NamedTuple):
    """Where a feed is read from: a file, or an address."""

    at: File | str
    feed: Feed


@dataclass(slots=True)
class Feeds:
    """All feeds of a source."""

    origin: Origin
    options: StatuspageOptions

    def places(self) -> tuple[list[Place], list[Rejected]]:
        """Each feed that there is, and the files that are nobody's.

        Raises SourceFailed when a feed is not there: what it said last may no longer be true.
        """
        found = files(self.origin, (".json",)) if self.origin.paths else []
        addresses = [key for key in self.options.feeds if is_address(key)]
        places = [Place(key, self.options.feeds[key]) for key in addresses]
        matched = set(addresses)
        rejected = []
        offered: list[File | str] = [*found]
        if self.origin.url and self.origin.url not in matched:
            offered.append(self.origin.url)
        for at in offered:
            key = next((key for key in self.options.feeds if _matches(key, at)), None)
            if key is None:
                rejected.append(_nobodys(at))
            else:
                matched.add(key)
                places.append(Place(at, self.options.feeds[key]))
        if missing := [key for key in self.options.feeds if key not in matched]:
            remedy = "Check `path` of the source, and the names under options.feeds."
            raise SourceFailed(f"There is no file for the feed {missing[0]}.", where=f"source {self.origin.name}", remedy=remedy)
        return places, rejected

    async def reports(self, places: list[Place]) -> AsyncIterator[tuple[Feed, Report]]:
        """Every report; raises SourceFailed at the end, for all feeds that could not be read."""
        gate = asyncio.Semaphore(_AT_ONCE)
        tasks = [asyncio.create_task(self._text(place.at, gate)) for place in places]
        texts = await asyncio.gather(*tasks, return_exceptions=True)
        failures: list[SourceFailed] = []
        for place, text in zip(places, texts, strict=True):
            try:
                if isinstance(text, BaseException):
                    raise text
                yield place.feed, self._report(place, text)
            except SourceFailed as problem:
                failures.append(problem)
        if failures:
            raise _all(failures, len(places))

    async def _text(self, at: File | str, gate: asyncio.Semaphore) -> str:
        if isinstance(at, File):
            return read_text(at, self.origin)
        async with gate:
            return await fetch(at, self.origin, Patience(self.options.timeout_seconds, self.options.retries))

    def _report(self, place: Place, text: str) -> Report:
        where = place.at.shown if isinstance(place.at, File) else shown(place.at)
        answer = parse_json(text, where, self.origin.limits)
        if is_statuspage(answer.value):
            return read_statuspage(answer, place.feed)
        if is_google(answer.value):
            return read_google(answer, place.feed)
        remedy = "Statuspage's summary.json or incidents.json, or Google Cloud's incidents.json is expected."
        raise SourceFailed("It is no feed that is known here.", where=f"{where}:1", remedy=remedy)


def _matches(key: str, at: File | str) -> bool:
    if isinstance(at, File):
        return not is_address(key) and (fnmatchcase(at.path.name, key) or fnmatchcase(at.shown, key))
    return at == key or fnmatchcase(at, key) or fnmatchcase(shown(at).rsplit("/", 1)[-1], key)


def _nobodys(at: File | str) -> Rejected:
    name = at.shown if isinstance(at, File) else shown(at)
    return Rejected(name, 0, "feeds", name, "no feed says whose file this is.", "Name it under options.feeds.")


def _all(failures: list[SourceFailed], of: int) -> SourceFailed:
    if len(failures) == 1:
        return failures[0]
    several = " ".join(f"[{problem}]" for problem in failures)
    return SourceFailed(f"{len(failures)} of {of} feeds cannot be read: {several}", remedy="Nothing was changed.")

"""Google Cloud's incidents feed: a list of incidents with their products and locations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graph.errors import SourceFailed
from graph.loaders.jsontext import Json
from graph.loaders.statuspage.options import Feed
from graph.loaders.statuspage.reports import Condition, Report, worst
from graph.records.identity import normalised
from graph.schema.vocabulary import State

STATES = {
    "SERVICE_OUTAGE": State.DOWN,
    "SERVICE_DISRUPTION": State.DEGRADED,
    "SERVICE_INFORMATION": State.UP,
    "AVAILABLE": State.UP,
}
"""Impacts of incidents and states of updates."""

_EVERYWHERE = "global"


def is_google(value: Any) -> bool:
    """Whether it is a list of Google Cloud's incidents."""
    return isinstance(value, list) and bool(value) and all(isinstance(i, dict) and "begin" in i for i in value)


def read_google(answer: Json, feed: Feed) -> Report:
    """What the feed says; raises SourceFailed when an incident is not what it must be."""
    return _Reader(answer, feed, Report(answer.where)).read()


@dataclass(slots=True)
class _Reader:
    """Reads one feed."""

    answer: Json
    feed: Feed
    report: Report

    def read(self) -> Report:
        open_: list[Condition] = []
        ended = ""
        for line, item in self.answer.items():
            self._check(item, line)
            began = self.report.instant(item.get("begin"), "begin", line)
            ended = max(ended, self.report.instant(item.get("end"), "end", line))
            condition = self._condition(item, began, line) if self._is_open(item) and self._is_here(item) else None
            for name in _listed(item, "affected_products"):
                self.report.add([name], condition or Condition(State.UP))
            if condition:
                open_.append(condition)
        self.report.whole = self._whole(open_, ended)
        return self.report

    def _check(self, item: Mapping[str, Any], line: int) -> None:
        for part in ("affected_products", "currently_affected_locations"):
            if not _is_listed(item, part):
                where = f"{self.answer.where}:{line}"
                raise SourceFailed(f"{part} is no list of objects.", where=where, remedy="Fetch it again.")

    def _is_open(self, item: Mapping[str, Any]) -> bool:
        return not item.get("end") and _latest(item).get("status") != "AVAILABLE"

    def _is_here(self, item: Mapping[str, Any]) -> bool:
        """Whether it touches a location that matters; one that names none is everywhere."""
        latest = _latest(item) if _is_listed(_latest(item), "affected_locations") else {}
        named = _listed(item, "currently_affected_locations") or _listed(latest, "affected_locations")
        touched = {normalised(name) for name in named}
        wanted = {normalised(name) for name in self.feed.locations}
        return not wanted or not touched or _EVERYWHERE in touched or bool(wanted & touched)

    def _condition(self, item: Mapping[str, Any], began: str, line: int) -> Condition:
        word = _latest(item).get("status") or item.get("status_impact")
        state = (self.feed.states.get(word) or STATES.get(word)) if isinstance(word, str) else None
        if state is None:
            self.report.trouble(line, "status_impact", word, "it is no word of this feed.", "Say under states what it means.")
        return Condition(state or State.UNKNOWN, began, line)

    def _whole(self, open_: list[Condition], ended: str) -> Condition:
        """The worst of the products that matter; without them an outage of one product only degrades the cloud."""
        if self.feed.watch:
            found = [c for name in self.feed.watch for c in self.report.components.get(normalised(name), [])]
            if any(normalised(name) not in self.report.components for name in self.feed.watch):
                found.append(Condition(State.UNKNOWN))
        else:
            found = [c._replace(state=State.DEGRADED) if c.state is State.DOWN else c for c in open_]
        whole = worst(found) or Condition(State.UP)
        return whole._replace(since=ended) if whole.state is State.UP else whole


def _latest(item: Mapping[str, Any]) -> Mapping[str, Any]:
    found = item.get("most_recent_update")
    return found if isinstance(found, dict) else {}


def _listed(item: Mapping[str, Any], part: str) -> list[str]:
    """Titles and ids of products or locations."""
    return [str(one[key]) for one in item.get(part) or [] for key in ("title", "id") if one.get(key)]


def _is_listed(item: Mapping[str, Any], part: str) -> bool:
    listed = item.get(part) or []
    return isinstance(listed, list) and all(isinstance(one, dict) for one in listed)

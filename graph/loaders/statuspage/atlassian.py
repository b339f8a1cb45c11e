"""Answers of Atlassian Statuspage's public API, version 2: summary, status, components, incidents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graph.errors import SourceFailed, nearest
from graph.loaders.jsontext import Json
from graph.loaders.statuspage.options import Feed
from graph.loaders.statuspage.reports import Condition, Report, worst
from graph.records.identity import normalised
from graph.schema.vocabulary import State

STATES = {
    "none": State.UP,
    "minor": State.DEGRADED,
    "major": State.DEGRADED,
    "critical": State.DOWN,
    "maintenance": State.DEGRADED,
    "operational": State.UP,
    "degraded_performance": State.DEGRADED,
    "partial_outage": State.DEGRADED,
    "major_outage": State.DOWN,
    "under_maintenance": State.DEGRADED,
}
"""Indicators, impacts of incidents, and states of components."""

_OVER = frozenset({"resolved", "postmortem", "completed", "scheduled"})
_PARTS = ("status", "components", "incidents")


@dataclass(frozen=True, slots=True)
class _Incident:
    """An incident or maintenance that is not over."""

    condition: Condition
    components: frozenset[str]
    """Ids of the components it touches; empty when it does not say."""


def is_statuspage(value: Any) -> bool:
    """Whether it is an answer of Statuspage."""
    return isinstance(value, dict) and isinstance(value.get("page"), dict) and any(part in value for part in _PARTS)


def read_statuspage(answer: Json, feed: Feed) -> Report:
    """What the answer says; raises SourceFailed when a part of it is not what it must be."""
    return _Reader(answer, feed, Report(answer.where)).read()


@dataclass(slots=True)
class _Reader:
    """Reads one answer."""

    answer: Json
    feed: Feed
    report: Report

    def read(self) -> Report:
        value: Mapping[str, Any] = self.answer.value
        open_, ended = self._incidents(value)
        listed = "components" in value
        components = list(self._components(open_)) if listed else []
        if self.feed.watch:
            whole = self._watched(open_, listed)
        elif "status" in value:
            whole = self._indicated(value["status"])
        elif listed:
            whole = _together(components)
        else:
            whole = worst(i.condition for i in open_) or Condition(State.UP)
        self.report.whole = self._since(whole, open_, components, ended)
        return self.report

    def _state(self, word: Any, where: str, line: int) -> State:
        """What a word means; one that is not known is noted, and never means up."""
        if isinstance(word, str) and (known := self.feed.states.get(word) or STATES.get(word)):
            return known
        hint = nearest(str(word), STATES)
        self.report.trouble(line, where, word, "it is no word of Statuspage.", f"{hint} Say under states what it means.".strip())
        return State.UNKNOWN

    def _items(self, part: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
        for line, item in self.answer.items(part):
            if not isinstance(item, dict):
                raise SourceFailed(
                    f"An item of {part} is no object.", where=f"{self.answer.where}:{line}", remedy="Fetch it again."
                )
            yield line, item

    def _incidents(self, value: Mapping[str, Any]) -> tuple[list[_Incident], str]:
        """Those that are open, and when the last of the others ended."""
        open_, ended = [], ""
        for part in ("incidents", "scheduled_maintenances"):
            for line, item in self._items(part) if part in value else ():
                if item.get("resolved_at") or item.get("status") in _OVER:
                    ended = max(ended, self.report.instant(item.get("resolved_at"), f"{part}.resolved_at", line))
                else:
                    open_.append(self._incident(item, part, line))
        return open_, ended

    def _incident(self, item: Mapping[str, Any], part: str, line: int) -> _Incident:
        began = item.get("started_at") or (item.get("scheduled_for") if part != "incidents" else None) or item.get("created_at")
        state = self._state(item.get("impact"), f"{part}.impact", line)
        touched = [c for c in item.get("components") or [] if isinstance(c, dict)]
        condition = Condition(state, self.report.instant(began, f"{part}.started_at", line), line)
        for component in touched if "components" not in self.answer.value else ():
            self.report.add([str(component.get("name") or ""), str(component.get("id") or "")], condition)
        return _Incident(condition, frozenset(str(c.get("id")) for c in touched))

    def _components(self, open_: list[_Incident]) -> Iterator[Condition]:
        """The condition of each component that is no group; groups are noted under their name too."""
        items = list(self._items("components"))
        self._check_ids(items)
        groups = {str(item.get("id")): str(item.get("name")) for _, item in items if item.get("group")}
        for line, item in items:
            state = self._state(item.get("status"), "components.status", line)
            name, id_ = str(item.get("name") or ""), str(item.get("id") or "")
            condition = Condition(state, self._component_since(item, id_, state, open_, line), line)
            group = groups.get(str(item.get("group_id")), "")
            self.report.add([name, id_, f"{group} / {name}" if group else ""], condition)
            if not item.get("group"):
                yield condition

    def _check_ids(self, items: list[tuple[int, Mapping[str, Any]]]) -> None:
        seen: set[str] = set()
        for line, item in items:
            id_ = str(item.get("id") or "")
            if id_ in seen:
                reason = "the id is given twice; the worse of the two counts."
                self.report.trouble(line, "components.id", id_, reason, "Fetch it again.", self.feed.key)
            seen |= {id_} if id_ else set()

    def _component_since(self, item: Mapping[str, Any], id_: str, state: State, open_: list[_Incident], line: int) -> str:
        if state is State.UP:
            return ""
        began = sorted(i.condition.since for i in open_ if id_ in i.components and i.condition.since)
        return began[0] if began else self.report.instant(item.get("updated_at"), "components.updated_at", line)

    def _watched(self, open_: list[_Incident], listed: bool) -> Condition:
        """The worst of the components that matter; without a list of components, what open incidents touch."""
        found = [c for name in self.feed.watch for c in self.report.components.get(normalised(name), [])]
        if not listed:
            found += [i.condition for i in open_ if not i.components]
            return worst(found) or Condition(State.UP)
        if any(normalised(name) not in self.report.components for name in self.feed.watch):
            found.append(Condition(State.UNKNOWN))
        return worst(found) or Condition(State.UNKNOWN)

    def _indicated(self, status: Any) -> Condition:
        indicator = status.get("indicator") if isinstance(status, dict) else None
        return Condition(self._state(indicator, "status.indicator", 1))

    def _since(self, whole: Condition, open_: list[_Incident], components: list[Condition], ended: str) -> Condition:
        """The whole with its time: of the earliest open incident, else of the earliest component, else of the last end."""
        if whole.state is State.UP:
            return whole._replace(since=ended)
        if whole.since or whole.state is State.UNKNOWN:
            return whole
        incidents = [i.condition for i in open_ if i.condition.state is not State.UP]
        times = sorted(c.since for c in incidents if c.since) or sorted(c.since for c in components if c.since)
        return whole._replace(since=times[0] if times else "")


def _together(components: list[Condition]) -> Condition:
    """Down when all are down, up when all are up, degraded when they differ."""
    states = {c.state for c in components}
    if len(states) == 1:
        return worst(components) or Condition(State.UNKNOWN)
    if states == {State.UP, State.UNKNOWN} or not states:
        return Condition(State.UNKNOWN)
    return Condition(State.DEGRADED, line=components[0].line)

"""Scenarios: what is taken for failed, by name, by group of companies, by country, by site, or as reported now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from graph.engine import Engine
from graph.errors import WrongUse, nearest
from queries.impact.events import companies, joined
from queries.impact.model import Level, Model
from queries.lookup import suggested

_LEVELS = {"down": Level.DOWN, "degraded": Level.DEGRADED}


@dataclass(frozen=True)
class Asked:
    """A scenario as it is asked for."""

    nodes: Mapping[str, str] = field(default_factory=dict)
    """Ids or names, to down or degraded."""
    group: bool = False
    """Whether every company of their groups fails with them."""
    countries: tuple[str, ...] = ()
    """ISO 3166-1 alpha-2; every supplier and resource there."""
    reported: bool = False
    """Whatever a status feed or monitor reports down or degraded now."""
    recovers: Mapping[str, int] = field(default_factory=dict)
    """Ids or names of failed nodes, to the minutes until they work again."""


@dataclass(frozen=True)
class Scenario:
    """What fails, by index."""

    failed: dict[int, Level]
    minutes: dict[int, int]


async def scenario(engine: Engine, model: Model, asked: Asked) -> Scenario:
    """The scenario that is meant; raises WrongUse for what cannot be, with the nearest name."""
    failed: dict[int, Level] = {}
    for text, state in asked.nodes.items():
        _fail(failed, place(model, text), level(state), model)
    if asked.group:
        group = joined(await companies(engine), [model.nodes[node].id for node in failed])
        for node in (model.index[company] for company in group if company in model.index):
            failed.setdefault(node, Level.DOWN)
    for country in asked.countries:
        failed |= dict.fromkeys(_in_country(model, country), Level.DOWN)
    if asked.reported:
        failed |= {node: max(level, failed.get(node, Level.UP)) for node, level in _reported(model).items()}
    if not (asked.nodes or asked.countries or asked.reported):
        raise WrongUse("Nothing fails in this scenario.", remedy="Name a supplier, service or resource, or use --reported.")
    return Scenario(failed, _minutes(model, asked.recovers, failed))


def level(state: str) -> Level:
    """down or degraded; raises WrongUse for anything else."""
    if state not in _LEVELS:
        raise WrongUse(f"{state} is no state of a failure.", remedy="Use down or degraded.")
    return _LEVELS[state]


def place(model: Model, text: str) -> int:
    """The node of this id or, case aside, of this name; raises WrongUse when none or several are meant."""
    found = model.nodes.called(text)
    if len(found) == 1:
        return found[0]
    if found:
        ids = ", ".join(sorted(model.nodes.ids[i] for i in found)[:5])
        raise WrongUse(f"{len(found)} nodes are called {text}.", remedy=f"Give the id of one: {ids}.")
    raise WrongUse(f"There is no node {text}.", remedy=suggested(text, [*model.nodes.names, *model.nodes.ids]))


def _fail(failed: dict[int, Level], node: int, state: Level, model: Model) -> None:
    if failed.setdefault(node, state) != state:
        raise WrongUse(f"{model.nodes[node].name} is both down and degraded in this scenario.", remedy="Say which.")


def _in_country(model: Model, country: str) -> list[int]:
    countries = model.nodes.countries
    if country.upper() not in countries.terms:
        known = [term for term in countries.terms if term]
        raise WrongUse(f"Nothing is recorded in {country}.", remedy=nearest(country.upper(), known))
    return np.flatnonzero(countries.among(country.upper())).tolist()


def _reported(model: Model) -> dict[int, Level]:
    states = model.nodes.states
    return {place: level for state, level in _LEVELS.items() for place in np.flatnonzero(states.among(state)).tolist()}


def _minutes(model: Model, recovers: Mapping[str, int], failed: Mapping[int, Level]) -> dict[int, int]:
    """Those that are given; otherwise the recovery time objective of what failed, where it has one."""
    promised = {i: rto for i in failed if (rto := model.nodes[i].rto_minutes) is not None}
    for text, minutes in recovers.items():
        node = place(model, text)
        if node not in failed:
            raise WrongUse(f"{text} recovers, but does not fail in this scenario.", remedy="Leave it out, or let it fail.")
        if minutes < 0:
            raise WrongUse(f"{text} recovers after {minutes} minutes.", remedy="Give 0 or more.")
        promised[node] = minutes
    return promised

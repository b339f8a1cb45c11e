"""What is said of groups: how much of them is left and how much is needed."""

from __future__ import annotations

from queries.impact.causes import Standing
from queries.impact.model import Model


def counted(standing: Standing, model: Model) -> str:
    """1 of 3 dns left, 2 needed; of a lone dependency what is wrong with it."""
    group = standing.group
    if not group.name:
        (member,) = group.members
        return f"{model.nodes[member].name} {_lost(standing)}, needed by itself"
    total = sum(group.members.values())
    left, unit = (standing.available, "") if group.effect == standing.level or not standing.level else (standing.full, " whole")
    return f"{left:g} of {total:g} {group.name}{unit} left, {group.needs:g} needed"


def _lost(standing: Standing) -> str:
    return "is degraded" if standing.group.met(standing.available) else "is down"

"""What the demo says of suppliers that are down: which services go down with them, and which stay up without their spare."""

from __future__ import annotations

from typing import NamedTuple

from rich.console import Console

from api.cli import terminal
from graph.engine import Engine
from queries.catalogue import catalogue
from queries.impact import snapshot
from queries.impact.affected import Affected
from queries.impact.propagation import LOST, STATES, UP
from queries.impact.scenario import Asked, scenario
from queries.impact.whatif import what_if
from queries.run import ask


class Reached(NamedTuple):
    """A live service to which a path leads from the supplier, and what becomes of it."""

    name: str
    state: str
    why: str


async def reached(engine: Engine, today: str) -> list[tuple[str, list[Reached]]]:
    """Every supplier that is reported down, with the services that it reaches, those that are worst off first."""
    suppliers = await _asked(engine, "suppliers-by-state", today)
    taken = await snapshot.read(engine)
    found = []
    for one in suppliers:
        if one["state"] == "down":
            paths = await _asked(engine, "impact-of-a-failing-supplier", today, supplier=one["supplier"])
            meant = await scenario(engine, taken.model, Asked({one["supplier"]: "down"}))
            hit = {affected.id: affected for affected in (await what_if(engine, taken.propagation, meant)).affected}
            services = [_reached(path, hit.get(path["service"])) for path in paths]
            found.append((one["name"], sorted(services, key=lambda service: STATES.index(service.state))))
    return found


async def _asked(engine: Engine, question: str, today: str, **params: str) -> list[dict[str, str]]:
    answer = await ask(engine, catalogue().find_question(question), today=today, params=params)
    return [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]


def _reached(path: dict[str, str], hit: Affected | None) -> Reached:
    if hit is None:
        return Reached(path["name"], UP, f"{path['path'].split(' > ')[1]} still works")
    why = "; ".join(hit.groups) if hit.state == LOST else " < ".join(hit.path[1:])
    return Reached(hit.name, hit.state, why)


def show(out: Console, services: list[Reached]) -> None:
    """Prints them."""
    if not services:
        out.print("None that the graph knows of.")
        return
    rows = [[one.name, f"{UP}, {one.state}" if one.state == LOST else one.state, one.why] for one in services]
    out.print(terminal.table(out, ["service", "state", "why"], rows))

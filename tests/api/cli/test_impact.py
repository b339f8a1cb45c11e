"""`clausegraph impact` as users run it."""

from __future__ import annotations

import csv
import json

import pytest

from graph.engine import Engine
from tests.api.cli.running import Shell
from tests.api.graphql.world import World


@pytest.fixture
async def company(shell: Shell, engine: Engine) -> Shell:
    """A shop on two suppliers, one of which is enough, and a mail service on one."""
    world = World()
    world.add("Service", "service/x/shop", name="Shop", criticality="critical")
    world.add("Service", "service/x/mail", name="Mail", criticality="low", rto_minutes=30)
    world.add("Supplier", "supplier/x/a", name="Aster", state="down")
    world.add("Supplier", "supplier/x/b", name="Basalt")
    world.link("SUPPLIED_BY", "service/x/shop", "supplier/x/a", group="net", needs=1.0)
    world.link("SUPPLIED_BY", "service/x/shop", "supplier/x/b", group="net", needs=1.0)
    world.link("SUPPLIED_BY", "service/x/mail", "supplier/x/a")
    await world.write(engine)
    return shell


def test_who_is_hit_is_shown_with_the_way_there(company: Shell) -> None:
    told = company("impact", "Aster", "--recovers", "Aster=45")
    assert (told.code, told.err) == (0, "")
    lines = [" ".join(line.split()) for line in told.out.splitlines()]
    assert "down low Service Mail Aster" in lines
    assert "redundancy lost critical Service Shop Aster" in lines
    assert "Live services: 1 down (1 low); 0 degraded; 1 redundancy lost (1 critical); 0 up." in lines
    assert "Mail recovers after 45 minutes; 30 are allowed." in lines


def test_why_is_a_tree(company: Shell) -> None:
    told = company("impact", "--reported", "--why", "shop")
    assert told.out.splitlines() == [
        "Shop is up, redundancy lost",
        "└── 1 of 2 net left, 1 needed",
        "    └── Aster is down: it failed in this scenario",
    ]


def test_json_and_files_have_everything(company: Shell) -> None:
    answer = json.loads(company("impact", "supplier/x/a", "--json").out)
    assert {a["name"]: a["state"] for a in answer["affected"]} == {"Aster": "down", "Mail": "down", "Shop": "redundancy lost"}
    assert company("impact", "Aster", "-o", "hit.csv").code == 0
    with (company.folder / "hit.csv").open(encoding="utf-8-sig", newline="") as file:
        first = next(csv.DictReader(file))
    assert (first["name"], first["late"], first["path"]) == ("Mail", "false", "Mail; Aster")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["Astre"], "clausegraph: There is no node Astre. Did you mean Aster?"),
        (["Aster", "--recovers", "Aster=soon"], "clausegraph: --recovers: Aster=soon gives no minutes."),
        ([], "clausegraph: Nothing fails in this scenario."),
    ],
    ids=["unknown", "minutes", "nothing"],
)
def test_what_cannot_be_meant_is_one_line(company: Shell, arguments: list[str], told: str) -> None:
    answer = company("impact", *arguments)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith(told)
    assert len(answer.err.splitlines()) == 1


def test_weak_points_are_the_smallest_sets(company: Shell) -> None:
    answer = json.loads(company("impact", "--weak-points", "Shop", "--json").out)
    assert answer["rows"] == [{"size": 2, "what fails": ["Aster", "Basalt"], "kinds": ["node", "node"]}]
    assert answer["told"] == "One set of failures brings Shop down. All sets of up to 3 are there."


def test_suppliers_are_ranked_by_what_they_take_down(company: Shell) -> None:
    told = company("impact", "--ranking", "supplier", "-o", "ranking.csv")
    assert told.out.strip() == "2 of 2 can hurt a live service."
    with (company.folder / "ranking.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(r["name"], r["down"], r["redundancy_lost"], r["share_down"]) for r in rows] == [
        ("Aster", "1", "1", "0.5"),
        ("Basalt", "0", "1", "0"),
    ]

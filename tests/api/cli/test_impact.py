"""`clausegraph impact` as users run it."""

from __future__ import annotations

import csv
import json

import pytest
from python_calamine import CalamineWorkbook

from graph.engine import Engine, Statement
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


@pytest.mark.one_engine
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


@pytest.mark.one_engine
def test_json_and_files_have_everything(company: Shell) -> None:
    answer = json.loads(company("impact", "supplier/x/a", "--json").out)
    assert {a["name"]: a["state"] for a in answer["affected"]} == {"Aster": "down", "Mail": "down", "Shop": "redundancy lost"}
    assert company("impact", "Aster", "-o", "hit.csv").code == 0
    with (company.folder / "hit.csv").open(encoding="utf-8-sig", newline="") as file:
        first = next(csv.DictReader(file))
    assert (first["name"], first["late"], first["path"]) == ("Mail", "false", "Mail; Aster")


@pytest.mark.one_engine
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


@pytest.mark.one_engine
def test_weak_points_are_the_smallest_sets(company: Shell) -> None:
    answer = json.loads(company("impact", "--weak-points", "Shop", "--json").out)
    assert answer["rows"] == [{"size": 2, "what fails": ["Aster", "Basalt"], "kinds": ["node", "node"]}]
    assert answer["told"] == "One set of failures brings Shop down. All sets of up to 3 are there."


@pytest.mark.one_engine
def test_suppliers_are_ranked_by_what_they_take_down(company: Shell) -> None:
    told = company("impact", "--ranking", "supplier", "-o", "ranking.csv")
    assert told.out.strip() == "2 of 2 can hurt a live service."
    with (company.folder / "ranking.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(r["name"], r["down"], r["redundancy_lost"], r["share_down"]) for r in rows] == [
        ("Aster", "1", "1", "0.5"),
        ("Basalt", "0", "1", "0"),
    ]
    assert company("impact", "--ranking", "supplier", "-o", "ranking.xlsx").out == told.out
    sheet = CalamineWorkbook.from_path(company.folder / "ranking.xlsx").get_sheet_by_index(0).to_python()
    assert sheet == [list(rows[0]), ["Aster", 1, 1, 0, 0, 1, 0.5, 0], ["Basalt", 0, 0, 0, 0, 1, 0, 0]]


def rows(shell: Shell, *arguments: str) -> list[dict[str, object]]:
    """What a question answers as JSON."""
    told = shell("impact", *arguments, "--json")
    assert (told.code, told.err) == (0, "")
    return json.loads(told.out)["rows"]


@pytest.mark.one_engine
def test_concentration_in_three_tables(company: Shell) -> None:
    shares = rows(company, "--concentration", "shares")
    assert [(r["kind"], r["name"], r["down"], r["share_down"]) for r in shares] == [("supplier", "Aster", 1, 0.5)]
    assert rows(company, "--concentration", "alone") == []
    assert rows(company, "--concentration", "hidden") == []
    told = company("impact", "--concentration", "alone")
    assert told.out == "0 critical services rest on one supplier alone.\n"


@pytest.mark.one_engine
async def test_promises_name_the_chain(company: Shell, engine: Engine) -> None:
    assert rows(company, "--promises") == []
    await engine.write(
        [Statement("MATCH (s:Supplier {name: 'Aster'}) CREATE (d:Document $said)-[:GOVERNS]->(s)", {"said": SLOW})]
    )
    (found,) = rows(company, "--promises")
    assert (found["kind"], found["chain"], found["target"], found["promised"]) == ("RTO", ["Mail", "Aster"], 30, 240)


SLOW = {"id": "document/x/1", "name": "Terms", "kind": "contract", "status": "approved", "rto_minutes": 240}


def test_a_change_is_compared_with_what_is(company: Shell) -> None:
    (company.folder / "change.csv").write_text("action,type,from,to,group,needs\nremove,SUPPLIED_BY,Shop,Basalt,,\n")
    found = rows(company, "Aster", "--change", "change.csv")
    states = {(r["what"], r["name"]): (r["before"], r["after"]) for r in found}
    assert states["state", "Shop"] == ("redundancy lost", "down")
    assert states["single points of failure", "Shop"] == ([], ["Aster"])
    told = " ".join(company("impact", "Aster", "--change", "change.csv").out.split())
    assert told.endswith("Services down: 1 before, 2 after (critical: 0, 1). Single points of failure: 0 gone, 1 new.")


@pytest.mark.one_engine
def test_a_row_of_a_change_that_cannot_be_meant_is_told(company: Shell) -> None:
    (company.folder / "change.csv").write_text("action,type,from,to\nadd,SUPPLIED_BY,Shop,Bazalt\n")
    told = company("impact", "Aster", "--change", "change.csv")
    assert told.code == 2
    assert "change.csv:2" in told.err
    assert "Basalt" in told.err


@pytest.mark.one_engine
def test_two_questions_at_once_are_refused(company: Shell) -> None:
    told = company("impact", "--ranking", "supplier", "--promises")
    assert told.code == 2
    assert "--ranking and --promises are two questions." in told.err


@pytest.mark.one_engine
def test_sites_are_ranked_too(company: Shell) -> None:
    assert rows(company, "--ranking", "site") == []

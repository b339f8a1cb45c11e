"""Own checks and parameters on the command line: listed, run, told when refused, and never silently left out."""

from __future__ import annotations

import pytest

from graph.engine import Engine
from tests.api.cli.running import Shell
from tests.queries.cases import cases_of, load
from tests.queries.test_organisation import STATEMENT, written

CONFIG = "today: 2026-11-23\nchecks: ours\n"


@pytest.fixture
def ours(shell: Shell) -> Shell:
    """A shell whose configuration names a folder with a check."""
    (shell.folder / "ours").mkdir()
    (shell.folder / "ours" / "service-is-named.cypher").write_text(written("service-is-named"))
    (shell.folder / "clausegraph.yaml").write_text(CONFIG)
    return shell


async def test_an_own_check_is_listed_and_runs_beside_ours(engine: Engine, ours: Shell) -> None:
    await load(engine, cases_of("service-is-reported")[0])
    listed = {one["name"]: one for one in ours("check", "--list", "--json").json}
    assert {name for name, one in listed.items() if one["own"]} == {"service-is-named"}
    assert listed["role-is-held"]["severity"] == "high"
    (said,) = ours("check", "service-is-named", "--json").json["checks"]
    assert said["counts"]["ok"] == len(said["findings"]) > 0


@pytest.mark.one_engine
async def test_a_refused_file_is_told_and_ends_with_2_after_all_others_ran(engine: Engine, ours: Shell) -> None:
    await load(engine, cases_of("service-is-reported")[0])
    (ours.folder / "ours" / "wipes.cypher").write_text(written("wipes", "MATCH (n) DETACH DELETE n\n" + STATEMENT))
    told = ours("check", "service-is-named", "service-is-reported")
    assert told.code == 2
    assert "wipes.cypher:12: DETACH: a statement only reads." in told.err
    assert "service-is-reported" in told.out
    assert "from 2 checks" in told.out
    assert ours("check", "--list").code == 2


async def test_a_statement_that_the_engine_refuses_costs_no_other_check_its_findings(engine: Engine, ours: Shell) -> None:
    await load(engine, cases_of("service-is-reported")[0])
    (ours.folder / "ours" / "odd.cypher").write_text(written("odd", "MATCH (s:Service) RETURN nothing AS it\n"))
    told = ours("check", "odd", "service-is-reported")
    assert told.code == 2
    assert "refused: odd: " in told.err
    assert "service-is-reported" in told.out


@pytest.mark.one_engine
async def test_the_organisation_sets_a_parameter_and_a_call_goes_over_it(engine: Engine, ours: Shell) -> None:
    await load(engine, cases_of("information-is-risk-assessed")[0])
    says = "parameters:\n  information-is-risk-assessed: {assess_within_days: 11}\n"
    (ours.folder / "clausegraph.yaml").write_text("today: 2036-01-01\n" + says)
    words = ("check", "information-is-risk-assessed")
    assert "more than 11 days ago" in ours(*words, "--json").out
    assert "more than 12 days ago" in ours(*words, "--json", "-p", "assess_within_days=12").out
    assert "11" in ours(*words, "--about").out


@pytest.mark.one_engine
async def test_nothing_in_scope_is_skip_with_the_reason(engine: Engine, ours: Shell) -> None:
    told = ours("check", "service-is-named")
    assert told.code == 0
    assert "Nothing in scope: services." in told.out
    assert "0 alarms" in told.out
    assert "0 ok" in told.out


def test_a_wrong_parameter_in_the_configuration_is_one_line(bare: Shell) -> None:
    (bare.folder / "clausegraph.yaml").write_text("parameters:\n  role-is-hold: {x: 1}\n")
    told = bare("check", "--list")
    assert told.code == 2
    assert "clausegraph.yaml:2: parameters.role-is-hold: there is no check role-is-hold. Did you mean role-is-held" in told.err

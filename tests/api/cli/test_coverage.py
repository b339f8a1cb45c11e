"""`coverage` as users run it: the tree, one clause in full, files, days, comparisons and what is refused."""

from __future__ import annotations

import csv

import pytest

from graph.engine import Engine, Statement
from graph.settings import Settings
from tests.api.cli.running import Shell, reaching

GRAPH = """
CREATE (f:Framework {id: 'iso-20000-1-2011', name: 'ISO'}), (g:Framework {id: 'house-rules', name: 'House rules'}),
  (s:Service {id: 's', name: 'Mail\u202e', kind: 'business'}), (s)-[:IN_SCOPE_OF]->(f), (s)-[:IN_SCOPE_OF]->(g),
  (p:Process {id: 'p', name: 'Policy making'}), (p)-[:IN_SCOPE_OF]->(f),
  (r:Requirement {id: 'iso-20000-1-2011/4.1.2', name: '4.1.2', ref: '4.1.2', title: 'Policy',
    required_documents: ['service-management-policy']}), (p)-[:ADDRESSES {status: 'full', note: 'by the board'}]->(r),
  (d:Document {id: 'd', name: 'The policy', kind: 'policy', status: 'approved', version: '3', valid_from: '2026-01-01'}),
  (d)-[:EVIDENCES {item: 'service-management-policy'}]->(r),
  (q:Requirement {id: 'iso-20000-1-2011/4.1.3', name: '4.1.3', ref: '4.1.3', title: 'Authority'}),
  (p)-[:ADDRESSES {status: 'full'}]->(q),
  (h:Requirement {id: 'house-rules/A.2', name: 'A.2', ref: 'A.2', title: 'Have a policy'}), (p)-[:ADDRESSES]->(h),
  (k:Requirement {id: 'house-rules/A.10', name: 'A.10', ref: 'A.10', title: 'Keep it'}),
  (r)-[:MAPS_TO {relation: 'superset'}]->(h),
  (x:Document {id: 'x', name: 'No owner yet', kind: 'exception', check: 'service-has-accountable-role', reason: 'New',
    approved_by: 'Board', valid_to: '2026-12-31'}), (x)-[:DESCRIBES]->(s)
"""
ISO = ("coverage", "iso-20000-1-2011")


@pytest.fixture
async def covered(engine: Engine) -> Engine:
    """An engine that holds a policy, a service without owner, and rules of the house."""
    await engine.write([Statement(GRAPH)])
    return engine


@pytest.mark.one_engine
async def test_the_tree_fits_a_terminal_and_ends_with_the_verdict(covered: Engine, shell: Shell) -> None:
    told = shell(*ISO, "--clause", "4.1", COLUMNS="80")
    assert told.code == 0, told.err
    assert max(map(len, told.out.splitlines())) <= 80
    assert "what led to it" in told.out
    assert "4.1.2" in told.out
    assert "1 accepted" in told.out
    assert "Accepted deviations" in told.out
    assert "\u202e" not in told.out
    assert "Verdict: not ready." in told.out
    assert "\x1b" not in told.out


@pytest.mark.one_engine
async def test_one_clause_is_opened_in_full(covered: Engine, shell: Shell) -> None:
    policy = shell(*ISO, "--clause", "4.1.2").out
    for said in ("Policy making", "by the board", "The policy, version 3, approved, 2026-01-01 (326 days ago)"):
        assert said in " ".join(policy.split()), said
    authority = " ".join(shell(*ISO, "--clause", "4.1.3", COLUMNS="200").out.split())
    assert "service-has-accountable-role, high 1 accepted" in authority
    assert "Accepted until 2026-12-31 by Board: New." in authority


async def test_json_and_files_have_every_clause(covered: Engine, shell: Shell) -> None:
    said = shell(*ISO, "--json").json
    clauses = {clause["ref"]: clause for clause in said["clauses"]}
    assert (said["framework"], said["today"], said["verdict"]) == ("iso-20000-1-2011", "2026-11-23", "not_ready")
    assert clauses["4.1.2"]["evidence"][0]["counts"] is True
    assert sum(said["states"].values()) == sum(clauses["4"]["below"].values()) + sum(
        n for ref in "56789" for n in clauses[ref]["below"].values()
    )
    assert shell(*ISO, "-o", "c.csv").code == 0
    with (shell.folder / "c.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    assert [row["clause"] for row in rows] == list(clauses)
    assert {row["clause"]: row["state"] for row in rows} == {ref: c["state"] for ref, c in clauses.items()}


async def test_two_processes_write_the_same_pack(arcadedb_engine: Engine, arcadedb_settings: Settings, bare: Shell) -> None:
    """Python orders sets anew in every process, and a pack must not show it."""
    await arcadedb_engine.write([Statement("MATCH (n) DETACH DELETE n"), Statement(GRAPH)])
    (bare.folder / "clausegraph.yaml").write_text("today: 2026-11-23\n")
    for seed in ("1", "2"):
        told = bare(*ISO, "-o", f"{seed}.zip", PYTHONHASHSEED=seed, **reaching(arcadedb_settings))
        assert told.code == 0, told.err
    assert (bare.folder / "1.zip").read_bytes() == (bare.folder / "2.zip").read_bytes()


@pytest.mark.one_engine
async def test_a_state_that_is_not_wanted_ends_with_1(covered: Engine, shell: Shell) -> None:
    states = {state for state, n in shell(*ISO, "--json", "--clause", "4.1.3").json["states"].items() if n}
    assert states == {"gap"}, "the service is accepted, the process has no owner either"
    assert shell(*ISO, "--clause", "4.1.3", "--fail-on", "gap").code == 1
    assert shell(*ISO, "--clause", "4.1.3", "--fail-on", "partial", "--fail-on", "not-assessed").code == 0


@pytest.mark.one_engine
async def test_a_framework_that_only_the_graph_holds_is_assessed_in_the_order_of_its_numbers(
    covered: Engine, shell: Shell
) -> None:
    said = shell("coverage", "house-rules", "--json").json
    assert [(c["ref"], c["state"]) for c in said["clauses"]] == [("A.2", "partial"), ("A.10", "not_assessed")]


@pytest.mark.one_engine
async def test_another_framework_stands_beside_it(covered: Engine, shell: Shell) -> None:
    said = shell(*ISO, "--clause", "4.1.2", "--compare", "house-rules", "--json").json
    assert [(b["clause"], b["relation"], b["other"], b["other_state"]) for b in said["beside"]] == [
        ("4.1.2", "superset", "A.2", "partial")
    ]
    assert "superset" in shell(*ISO, "--compare", "house-rules").out


@pytest.mark.one_engine
async def test_a_day_to_come_is_asked_of_the_graph_as_it_is(covered: Engine, shell: Shell) -> None:
    later = shell(*ISO, "--clause", "4.1.3", "--as-of", "2027-01-01", "--json").json
    assert (later["today"], later["exceptions"][0]["standing"], later["states"]["gap"]) == ("2027-01-01", "ended", 1)


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ("coverage", "iso-20000-1-2101"),
            "There is no framework iso-20000-1-2101. Did you mean iso-20000-1-2018 or iso-20000-1-2011",
        ),
        ((*ISO, "--clause", "4.1.33"), "There is no requirement 4.1.33. Did you mean 4.1.3"),
        ((*ISO, "--fail-on", "gaps"), "--fail-on: There is no state gaps. Did you mean gap"),
        ((*ISO, "--as-of", "yesterday"), "--as-of: yesterday is not a date"),
        ((*ISO, "--as-of", "2026-01-01"), "The graph knows nothing of 2026-01-01."),
        ((*ISO, "--compare", "2026-13-01"), "--compare: 2026-13-01 is not a date"),
        ((*ISO, "--compare", "house-rulez"), "There is no framework house-rulez. Did you mean house-rules"),
        ((*ISO, "-p", "systemic_percent=101"), "coverage: systemic_percent: "),
        ((*ISO, "-o", "c.png"), "A report cannot be written as .png."),
    ],
)
async def test_what_cannot_be_meant_is_one_line_with_a_remedy(
    covered: Engine, shell: Shell, words: tuple[str, ...], said: str
) -> None:
    told = shell(*words)
    assert (told.code, told.out) == (2, "")
    assert said in told.err
    assert len(told.err.splitlines()) == 1


@pytest.mark.one_engine
async def test_the_organisation_has_limits_of_its_own(covered: Engine, shell: Shell) -> None:
    (shell.folder / "clausegraph.yaml").write_text(
        "today: 2026-11-23\ncoverage: {systemic_percent: 10, frameworks_with_exclusions: [iso-20000-1-2011]}\n"
        "parameters: {supplier-is-reviewed: {review_within_days: soon}}\n"
    )
    refused = shell(*ISO)
    assert (refused.code, "supplier-is-reviewed" in refused.err) == (2, True), "parameters of checks hold here too"
    text = (shell.folder / "clausegraph.yaml").read_text()
    (shell.folder / "clausegraph.yaml").write_text(text.replace("soon", "90"))
    said = shell(*ISO, "--clause", "4.1.2", "--json", "-p", "record_within_days=90").json
    assert said["parameters"] == {"record_within_days": 90, "systemic_percent": 10, "exclusions": True}


async def test_a_past_day_is_assessed_and_compared(engine: Engine, shell: Shell) -> None:
    options = 'options: {tables: [{records: [{label: Service, key: "No", properties: {name: Service}, '
    links = "links: [{type: IN_SCOPE_OF, to: {value: iso-20000-1-2011}, by: id}]}]}]}"
    sources = [
        "- {name: rules, loader: frameworks, path: 'builtin:iso-20000-1-2011'}",
        f"- {{name: services, loader: tables, path: services.csv, {options}{links}}}",
    ]
    for day, text in (("2026-03-01", "No,Service\n1,Mail\n"), ("2026-11-23", "No,Service\n1,Mail\n2,Portal\n")):
        (shell.folder / "services.csv").write_text(text)
        (shell.folder / "clausegraph.yaml").write_text("\n".join([f"today: {day}", "sources:", *sources, ""]))
        told = shell("load")
        assert told.code == 0, told.err
    then = shell(*ISO, "--clause", "4.1.3", "--as-of", "2026-04-01", "--json").json
    now = shell(*ISO, "--clause", "4.1.3", "--json").json
    owners = [
        next(c for c in one["clauses"][0]["checks"] if c["name"] == "service-has-accountable-role")["alarm"]
        for one in (then, now)
    ]
    assert owners == [1, 2]
    compared = shell(*ISO, "--clause", "4.1.3", "--compare", "2026-04-01")
    assert "Since 2026-04-01: 0 clauses better, 0 clauses worse." in compared.out


@pytest.mark.one_engine
async def test_check_calls_an_accepted_alarm_accepted_and_lists_the_exception(covered: Engine, shell: Shell) -> None:
    told = shell("check", "service-has-accountable-role", "--fail-on", "alarm", COLUMNS="120")
    assert told.code == 0
    assert "0 alarms, 1 accepted, 0 info, 0 skip, 0 ok from 1 check" in told.out
    assert "Accepted deviations" in told.out
    said = shell("check", "service-has-accountable-role", "--json").json
    assert (said["checks"][0]["counts"]["accepted"], said["exceptions"][0]["standing"]) == (1, "in_force")
    assert "accepted" not in shell("check", "process-has-accountable-role").out

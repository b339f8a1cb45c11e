"""`ask`, `check`, `status` and `schema` as users run them, on every engine."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path
from typing import Any

import orjson
import pytest

from graph.engine import Engine, Statement
from queries.catalogue import catalogue
from queries.run import ask, run_checks
from tests.api.cli.running import Shell
from tests.api.visiting import TODAY

ORGANISATION = (Path(__file__).parents[2] / "queries" / "fixtures" / "organisation.cypher").read_text(encoding="utf-8")

SDL = Path(__file__).parents[3] / "docs" / "schema.graphql"


@pytest.fixture
async def organisation(engine: Engine) -> Engine:
    """An engine that holds the organisation of the catalogue's fixtures."""
    await engine.write([Statement(ORGANISATION)])
    return engine


@pytest.mark.one_engine
async def test_ask_answers_as_a_table_as_json_and_as_a_file(organisation: Engine, shell: Shell) -> None:
    question = catalogue().find_question("impact-of-a-failing-supplier")
    answer = await ask(organisation, question, today=TODAY, params={"supplier": "HostCo"})
    rows = [dict(zip(answer.columns, row, strict=True)) for row in answer.rows]
    words = ("ask", question.name, "-p", "supplier=hostco")

    told = shell(*words)
    assert told.code == 0
    assert all(f"{row['name']} > " in told.out and row["service"] in told.out for row in rows)
    assert told.out.splitlines()[-1] == "3 rows"
    assert shell(*words, "--json").json == rows
    assert shell(*words, "-o", "a.json", "-o", "a.csv").code == 0
    with (shell.folder / "a.csv").open(encoding="utf-8-sig") as file:
        assert [row["service"] for row in csv.DictReader(file)] == [row["service"] for row in rows]


@pytest.mark.one_engine
async def test_an_answer_without_rows_still_has_its_columns(organisation: Engine, shell: Shell) -> None:
    told = shell("ask", "impact-of-a-failing-supplier", "-p", "supplier=Holding", "-o", "a.csv")
    assert (told.code, told.out.strip()) == (0, "0 rows, written to a.csv")
    assert (shell.folder / "a.csv").read_text(encoding="utf-8-sig").strip() == "service,name,criticality,alone,hops,path"


async def test_check_says_what_does_not_hold_and_counts_the_rest(organisation: Engine, shell: Shell) -> None:
    checks = list(catalogue().checks.values())
    findings = await run_checks(organisation, checks, TODAY)
    counts = Counter(str(finding.status) for finding in findings)

    told = shell("check", COLUMNS="400")
    assert told.code == 0
    assert f"{counts['alarm']} alarms, {counts['info']} info, {counts['skip']} skip, {counts['ok']} ok" in told.out
    assert all(finding.reason in told.out for finding in findings if finding.status != "ok")

    said = shell("check", "--json").json
    assert said["today"] == TODAY
    listed = [(c["name"], f["resource"], f["status"], f["reason"]) for c in said["checks"] for f in c["findings"]]
    assert listed == [(f.check, f.resource, str(f.status), f.reason) for f in findings]


@pytest.mark.one_engine
async def test_check_by_clause_runs_what_tests_it_and_groups_by_clause(organisation: Engine, shell: Shell) -> None:
    told = shell("check", "--framework", "iso-20000-1-2011", "--clause", "4.2")
    assert "4.2 Governance of processes operated by other parties" in told.out
    said = shell("check", "--framework", "iso-20000-1-2011", "--clause", "4.2", "--json").json
    assert said["checks"]
    assert all("iso-20000-1-2011/4.2" in check["requirements"] for check in said["checks"])


@pytest.mark.one_engine
async def test_the_file_of_a_check_has_every_finding(organisation: Engine, shell: Shell) -> None:
    findings = await run_checks(organisation, [catalogue().find_check("supplier-is-reviewed")], TODAY)
    shell("check", "supplier-is-reviewed", "-o", "found.json")
    rows = orjson.loads((shell.folder / "found.json").read_bytes())
    assert [(row["resource"], row["status"]) for row in rows] == [(f.resource, str(f.status)) for f in findings]


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("check", "fail_on", "code"),
    [("supplier-is-reviewed", "alarm", 1), ("supplier-is-reviewed", "info", 1), ("process-has-accountable-role", "alarm", 1)],
)
async def test_a_pipeline_can_fail_on_alarms(organisation: Engine, shell: Shell, check: str, fail_on: str, code: int) -> None:
    assert shell("check", check).code == 0
    assert shell("check", check, "--fail-on", fail_on).code == code


@pytest.mark.one_engine
async def test_a_pipeline_does_not_fail_on_a_graph_without_alarms(engine: Engine, shell: Shell) -> None:
    assert shell("check", "supplier-is-reviewed", "--fail-on", "info").code == 0


def test_the_catalogue_is_listed_and_explained(bare: Shell) -> None:
    questions, checks = bare("ask", "--list").out, bare("check", "--list").out
    assert all(name in questions for name in catalogue().questions)
    assert all(name in checks for name in catalogue().checks)
    assert [one["name"] for one in bare("ask", "--list", "--json").json] == list(catalogue().questions)
    about = bare("ask", "impact-of-a-failing-supplier", "--about").out
    assert 'Example: clausegraph ask impact-of-a-failing-supplier -p supplier="Cirrus North"' in about
    assert "supplier" in about
    assert "Tests" in bare("check", "role-is-held", "--about").out
    assert "statement" not in bare("check", "role-is-held", "--about", "--json").json


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["ask"], "--list"),
        (["ask", "impact-of-a-failing-supplier"], "-p supplier="),
        (["ask", "impact-of-a-failing-supplier", "-p", "suplier=x"], "supplier"),
        (["ask", "impact-of-a-failing-supplier", "-p", "x"], "-p name=value"),
        (["ask", "impact-of-a-failing-supplier", "-p", "supplier=a", "-p", "supplier=b"], "twice"),
        (["ask", "impact-of-a-failing-supplier", "-p", "supplier=Hostco Ltd"], "HostCo"),
        (["ask", "agreements-ending-by", "-p", "until=soon"], "YYYY-MM-DD"),
        (["ask", "nodes-by-label", "-o", "x.pdf"], ".csv, .xlsx or .json"),
        (["ask", "role-is-held"], "clausegraph check"),
        (["check", "role-is-held", "-p", "nonsense=1"], "nonsense"),
        (["check", "role-is-held", "--clause", "8.2.3", "--framework", "iso-20000-1-2018"], "check --list"),
    ],
)
async def test_wrong_use_is_one_line_that_says_what_to_do(
    organisation: Engine, shell: Shell, words: list[str], said: str
) -> None:
    told = shell(*words)
    assert told.code == 2
    assert said in told.err
    assert len(told.err.splitlines()) == 1


async def test_status_says_what_answers_and_what_it_holds(organisation: Engine, shell: Shell) -> None:
    said = shell("status", "--json").json
    assert said["engine"] == organisation.kind
    assert said["version"] == organisation.version
    assert said["nodes"]["Service"] == 4
    assert {source["source"]: source["last_run"] for source in said["sources"]} == {"cmdb": "failed", "hr": "finished"}
    assert said["loading"] == []
    told = shell("status").out
    assert "Fixture" not in told
    assert "hr" in told
    assert "cmdb failed" in told


async def test_status_says_when_a_load_is_writing(organisation: Engine, shell: Shell) -> None:
    await organisation.write([Statement("MATCH (s:Source {name: 'hr'}) SET s.loading = 'hr/1'")])
    assert shell("status", "--json").json["loading"] == ["hr"]
    assert "hr: answers may be incomplete" in shell("status").out


@pytest.mark.one_engine
async def test_status_of_an_empty_graph_says_what_to_do(engine: Engine, shell: Shell) -> None:
    (shell.folder / "clausegraph.yaml").write_text("sources: [{name: hr, loader: directory, path: x}]\n")
    told = shell("status")
    assert told.code == 0
    assert "Never read: hr" in told.out
    assert "clausegraph load" in told.out


def test_schema_tells_every_label_and_property(bare: Shell) -> None:
    assert all(f"{label} " in bare("schema").out for label in ("Service", "Supplier", "PastRecord"))
    told = bare("schema", "Service", COLUMNS="200").out
    assert "rto_minutes" in told
    assert "-[DEPENDS_ON]->*" in told
    said: list[dict[str, Any]] = bare("schema", "Service", "--json").json
    assert [one["label"] for one in said] == ["Service"]
    assert bare("schema", "--mermaid").out.startswith("flowchart")
    assert bare("schema", "Service", "--mermaid").code == 2


def test_schema_prints_what_graphql_clients_are_made_from(bare: Shell) -> None:
    assert bare("schema", "--graphql").out == SDL.read_text(encoding="utf-8")
    for words in (["Service", "--graphql"], ["--mermaid", "--graphql"], ["--json", "--graphql"]):
        told = bare("schema", *words)
        assert (told.code, told.out, len(told.err.splitlines())) == (2, "", 1)

"""What clausegraph.yaml adds to the catalogue: own checks held to the contract, and parameters that bad values cannot pass."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.engine import Engine
from graph.errors import WrongUse
from graph.settings import read_settings
from queries.catalogue import catalogue
from queries.frameworks import Framework
from queries.organisation import Organisation, organisation
from tests.queries.cases import cases_of, load

TODAY = "2026-11-23"
HEADER = """/*
name: {name}
title: Every service has a name
about: A service without one cannot be asked for.
severity: low
resource: Service
applies_when: services
passes_when: it has one
rules:
- {{status: ok, when: named, reason: It has one.}}
*/
"""
STATEMENT = "MATCH (s:Service) RETURN s.id AS resource, s.name AS name, 'ok' AS status, 'It has one.' AS reason\n"


def written(name: str, statement: str = STATEMENT, header: str = HEADER) -> str:
    return header.format(name=name) + statement


def configured(folder: Path, text: str, **files: str) -> Organisation:
    (folder / "clausegraph.yaml").write_text(text)
    (folder / "ours").mkdir(exist_ok=True)
    for name, content in files.items():
        (folder / "ours" / f"{name.replace('_', '-')}.cypher").write_text(content)
    return organisation(read_settings(folder / "clausegraph.yaml"))


def test_own_checks_stand_beside_ours(tmp_path: Path) -> None:
    ours = configured(tmp_path, "checks: ours\n", service_is_named=written("service-is-named"))
    assert ours.own == {"service-is-named"}
    assert set(ours.catalogue.checks) == {*catalogue().checks, "service-is-named"}
    assert ours.catalogue.find_check("service-is-named").title == "Every service has a name"
    assert ours.refused == ()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (written("broken", "MATCH (s:Service)\nSET s.name = 'x'\n" + STATEMENT), ":13: SET: a statement only reads."),
        (written("broken", "MATCH (s:Service)-[:PART_OF*]->(t)\n" + STATEMENT), ":12: This path has no end. Bound it: *1..8."),
        (written("broken", "MATCH (s)-[:PART_OF*1..60]->(t)\n" + STATEMENT), ":12: This path may have 60 steps, and 15 are"),
        (
            written("broken", "CALL apoc.create.node([], {}) YIELD node\n" + STATEMENT),
            ":12: It calls apoc.create.node, which may",
        ),
        (written("broken", STATEMENT + "; MATCH (n) RETURN n"), ":13: A file holds one statement."),
        (
            written("broken", "MATCH (s:Service) WHERE s.name < $today_x\n" + STATEMENT),
            ":12: $today_x: the statement uses it, but",
        ),
        (written("broken", header=HEADER.replace("severity: low", "severty: low")), ":5: severty: there is no such key. Did you"),
        (written("broken", header=HEADER.replace("severity: low", "severity: huge")), ":5: severity: Input should be"),
        (written("broken", header=HEADER.replace("status: ok", "status: fine")), ":10: rules.0.status: Input should be"),
        (written("broken", header=HEADER.replace("resource: Service", "resource: [x")), "It is not YAML"),
        (written("other-name"), ":2: name: it is other-name, but the file is called broken. Give both one name."),
        ("MATCH (n) RETURN n", ":1: It does not begin with /* metadata */."),
    ],
)
def test_a_file_that_breaks_the_contract_is_refused_with_its_line_and_costs_no_other(
    tmp_path: Path, content: str, said: str
) -> None:
    ours = configured(tmp_path, "checks: ours\n", broken=content, service_is_named=written("service-is-named"))
    (refused,) = ours.refused
    assert f"broken.cypher{said}" in str(refused) or (said in str(refused) and "broken.cypher:" in str(refused))
    assert ours.own == {"service-is-named"}


def test_a_name_of_ours_is_taken_and_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    ours = configured(tmp_path, "checks: ours\n", role_is_held=written("role-is-held"))
    (tmp_path / "ours" / "binary.cypher").write_bytes(b"\xff\xfe\x00")
    again = organisation(read_settings(tmp_path / "clausegraph.yaml"))
    assert "there is a role-is-held already" in str(ours.refused[0])
    assert next(str(problem).rsplit(": ", 1)[1] for problem in again.refused).startswith("It is not UTF-8")
    assert ours.catalogue.checks["role-is-held"] == catalogue().checks["role-is-held"]


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match=r"nowhere: There is no such folder of checks\. Check `checks` in clausegraph\.yaml"):
        configured(tmp_path, "checks: nowhere\n")


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        (
            "supplier-is-reviwed: {review_within_days: 90}",
            ":2: parameters.supplier-is-reviwed: there is no check supplier-is",
        ),
        ("supplier-is-reviewed: {review_days: 90}", "has no parameter review_days. Did you mean review_within_days"),
        ("supplier-is-reviewed: {review_within_days: often}", "'often' is not a number of days between 0 and 36500. For example"),
        ("supplier-is-reviewed: {review_within_days: -1}", "is not a number of days between 0 and 36500."),
        ("supplier-is-reviewed: 90", ":2: parameters.supplier-is-reviewed: it must be a mapping of parameters to values."),
        ("role-is-held: {x: 1}", "the check has no parameter x. It takes none."),
    ],
)
def test_a_parameter_that_cannot_be_meant_is_refused_by_line_and_nearest_name(tmp_path: Path, said: str, problem: str) -> None:
    with pytest.raises(WrongUse) as error:
        configured(tmp_path, f"parameters:\n  {said}\n")
    assert problem in str(error.value)
    assert "clausegraph.yaml:2: parameters." in str(error.value)


async def test_the_call_goes_over_the_organisation_over_the_framework_over_the_default(engine: Engine, tmp_path: Path) -> None:
    await load(engine, cases_of("information-is-risk-assessed")[0])
    check = catalogue().checks["information-is-risk-assessed"]
    written = {"framework": {"id": "rules", "name": "Rules"}, "requirements": [{"ref": "1", "title": "Risk"}]}
    framework = Framework.model_validate(written | {"parameters": {"checks": {check.name: {"assess_within_days": 12}}}})
    says = f"parameters:\n  {check.name}: {{assess_within_days: 11}}\n"
    bare, ours = configured(tmp_path, ""), configured(tmp_path, says)

    async def limit(known: Organisation, **given: object) -> str:
        findings, refused = await known.run(engine, [check], "2036-01-01", **given)  # type: ignore[arg-type]
        assert not refused
        (found,) = {f.reason.partition("more than ")[2] for f in findings if "more than" in f.reason}
        return str(found)

    assert await limit(bare) == "365 days ago."
    assert await limit(bare, framework=framework) == "12 days ago."
    assert await limit(ours, framework=framework) == "11 days ago."
    assert await limit(ours, framework=framework, params={"assess_within_days": "10"}) == "10 days ago."


async def test_what_an_engine_refuses_of_an_own_check_costs_no_other_its_findings(engine: Engine, tmp_path: Path) -> None:
    await load(engine, cases_of("service-is-reported")[0])
    wrong = written("wrong", "MATCH (s:Service) RETURN nothing AS it\n")
    odd = written("odd", "MATCH (s:Service) RETURN s.id AS resource, s.name AS name, 'fine' AS status, 'It.' AS reason\n")
    ours = configured(tmp_path, "checks: ours\n", wrong=wrong, odd=odd, service_is_named=written("service-is-named"))
    checks = [ours.catalogue.checks[name] for name in ("wrong", "service-is-reported", "odd", "service-is-named")]
    findings, refused = await ours.run(engine, checks, TODAY)
    assert {finding.check for finding in findings} == {"service-is-reported", "service-is-named"}
    assert [problem.where for problem in refused] == ["wrong", "odd"]


async def test_a_parameter_that_no_check_has_is_refused_whoever_wrote_them(engine: Engine, tmp_path: Path) -> None:
    ours = configured(tmp_path, "checks: ours\n", service_is_named=written("service-is-named"))
    with pytest.raises(WrongUse, match="None of these checks has a parameter nonsense"):
        await ours.run(engine, [ours.catalogue.checks["service-is-named"]], TODAY, {"nonsense": 1})

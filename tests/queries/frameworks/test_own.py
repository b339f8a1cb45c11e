"""A framework of an organisation's own: one file that a source names, and its checks are run; what is wrong is told by line."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.engine import Engine, Statement
from graph.settings import read_settings
from queries.assessment.assess import assess
from queries.contract import FindingStatus
from queries.frameworks import frameworks
from queries.frameworks.builtin import FOLDER
from queries.organisation import Organisation, organisation

TODAY = "2026-11-23"
RULES = """framework: {id: our-rules, name: Our rules}
parameters:
  record_within_days: 50
  checks:
    supplier-is-reviewed: {review_within_days: 40}
records:
  access-reviews: {title: Reviews of access, kinds: [measurement], within_days: 10}
  drills: {title: Drills, kinds: [test_report]}
requirements:
- ref: 1
  title: Access
- {ref: 1.10, title: Reviews, parent: 1, required_records: [access-reviews, drills]}
checks:
  role-is-held: [1]
  required-records-are-recent: [1.10]
"""


def configured(folder: Path, *paths: str, more: str = "", **files: str) -> Organisation:
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text)
    source = f"sources: [{{name: norms, loader: frameworks, path: {list(paths)}}}]\n"
    (folder / "clausegraph.yaml").write_text(source + more)
    return organisation(read_settings(folder / "clausegraph.yaml"))


def test_a_file_that_a_source_names_is_a_framework_like_ours(tmp_path: Path) -> None:
    known = configured(tmp_path, "builtin:dora", "*.yaml", rules=RULES)
    assert list(known.frameworks) == [*frameworks(), "our-rules"]
    assert [r.ref for r in known.frameworks["our-rules"].requirements] == ["1", "1.10"], "numbers stay as they are written"
    assert known.requirements_of("role-is-held")[-1] == "our-rules/1"
    assert known.refused == ()


def test_a_library_is_no_framework_with_checks_and_ours_named_by_its_file_stays_ours(tmp_path: Path) -> None:
    library = "urn: x\nobjects:\n  framework: {urn: 'urn:x:risk:framework:f', name: F}\n"
    known = configured(tmp_path, "library.yaml", str(FOLDER / "dora.yaml"), library=library)
    assert (dict(known.frameworks), known.refused) == (dict(frameworks()), ())


def test_its_own_version_of_one_of_ours_stands_in_its_place(tmp_path: Path) -> None:
    known = configured(tmp_path, "rules.yaml", rules=RULES.replace("our-rules", "dora"))
    assert known.frameworks["dora"].name == "Our rules"
    assert list(known.frameworks) == list(frameworks())


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (("title: Access", "titel: Access"), "rules.yaml:11: requirements.0.titel: there is no titel here. Did you mean title"),
        (("checks:\n  role", "cheks:\n  role"), "rules.yaml:13: cheks: there is no cheks here. Did you mean checks"),
        (("role-is-held: [1]", "role-is-held: [9]"), "rules.yaml:14: checks.role-is-held: there is no requirement 9."),
        (("kinds: [test_report]", "kinds: [policy]"), "rules.yaml:8: records.drills.kinds: policy is no kind of record."),
        (
            ("record_within_days: 50", "record_within_days: often"),
            "rules.yaml:3: parameters.record_within_days: it must be a",
        ),
        (
            ("review_within_days: 40", "review_days: 40"),
            "rules.yaml:5: parameters.checks.supplier-is-reviewed.review_days: the check",
        ),
        (
            ("review_within_days: 40", "review_within_days: x"),
            ":5: parameters.checks.supplier-is-reviewed.review_within_days: 'x' is",
        ),
        (("framework: {", "framework: ["), "It is not YAML"),
    ],
)
def test_a_file_that_cannot_be_meant_is_refused_by_line_and_costs_no_other(
    tmp_path: Path, changed: tuple[str, str], said: str
) -> None:
    assert changed[0] in RULES
    other = RULES.replace("our-rules", "others")
    known = configured(tmp_path, "rules.yaml", "zz.yaml", rules=RULES.replace(*changed), zz=other)
    (refused,) = known.refused
    assert said in str(refused)
    assert set(known.frameworks) == {*frameworks(), "others"}


def test_a_check_that_there_is_not_is_told_and_the_others_are_run(tmp_path: Path) -> None:
    known = configured(tmp_path, "rules.yaml", rules=RULES.replace("role-is-held", "role-is-hold"))
    (refused,) = known.refused
    assert str(refused).startswith(
        "rules.yaml:14: checks.role-is-hold: there is no check role-is-hold. Did you mean role-is-held"
    )
    assert "required-records-are-recent" in known.frameworks["our-rules"].checks


def test_two_of_one_id_and_a_file_that_is_not_there_are_told(tmp_path: Path) -> None:
    known = configured(tmp_path, "rules.yaml", "zz.yaml", rules=RULES, zz=RULES)
    assert [str(one) for one in known.refused] == ["zz.yaml: framework.id: there is a our-rules already. Keep one."]
    missing = configured(tmp_path, "nowhere.yaml")
    assert "nowhere.yaml: There is no such file or folder." in str(missing.refused[0])


async def test_it_is_assessed_by_its_checks_ages_and_parameters_and_over_them_by_the_organisation(
    engine: Engine, tmp_path: Path
) -> None:
    graph = """CREATE (f:Framework {id: 'our-rules', name: 'Our rules'}),
      (s:Supplier {id: 's', name: 'S'}), (s)-[:IN_SCOPE_OF]->(f), (o:Role {id: 'o', name: 'Keeper'}), (o)-[:ACCOUNTABLE_FOR]->(s),
      (r:Requirement {id: 'our-rules/1.10', name: '1.10', ref: '1.10', title: 'Reviews',
        required_records: ['access-reviews', 'drills']}), (s)-[:ADDRESSES {status: 'full'}]->(r),
      (d:Document {id: 'd', name: 'October', kind: 'measurement', valid_from: '2026-11-03'}),
      (d)-[:EVIDENCES {item: 'access-reviews'}]->(r),
      (e:Document {id: 'e', name: 'Drill', kind: 'test_report', valid_from: '2026-10-10'}),
      (e)-[:EVIDENCES {item: 'drills'}]->(r)"""
    await engine.write([Statement(graph)])
    known = configured(tmp_path, "rules.yaml", rules=RULES)
    framework = known.frameworks["our-rules"]
    found = await assess(engine, framework, today=TODAY, known=known)
    held = next(one for one in found.clause("1").checks if one.check.name == "role-is-held")
    assert held.count(FindingStatus.ALARM) == 1
    reviews, (row,) = found.clause("1.10"), [r.finding for c in found.clause("1.10").checks for r in c.rows]
    assert reviews.inputs.missing == ("access-reviews",), "10 days of its own; 50 of the file for drills"
    assert row.reason == "Missing or too old: access-reviews, last on 2026-11-03, more than 10 days ago."

    stricter = configured(tmp_path, "rules.yaml", rules=RULES, more="coverage: {record_within_days: 30}\n")
    found = await assess(engine, framework, today=TODAY, known=stricter)
    (row,) = (r.finding for c in found.clause("1.10").checks for r in c.rows)
    assert found.clause("1.10").inputs.missing == ("access-reviews", "drills")
    assert "drills, last on 2026-10-10, more than 30 days ago" in row.reason
    check = [known.catalogue.checks["required-records-are-recent"]]
    assert (await stricter.run(engine, check, TODAY, framework=framework))[0] == [row], "the same as check --framework says"
    assert (await known.run(engine, check, TODAY, framework=framework))[0][0].reason.count("more than") == 1

"""Adding a framework touches one file: the checks know no framework, and a file in the folder is all it takes."""

from __future__ import annotations

import shutil
from importlib.resources import files
from pathlib import Path

from graph.engine import Engine, Statement
from queries.assessment.assess import assess
from queries.catalogue import catalogue
from queries.contract import FindingStatus
from queries.frameworks import frameworks, read_frameworks

RULES = """
framework: {id: our-rules, name: Our rules}
requirements:
- {ref: '1', title: People}
- {ref: '1.1', title: Roles, parent: '1', summary: Every role has somebody who holds it.}
checks:
  role-is-held: ['1.1']
"""


def test_no_check_and_no_question_names_a_framework() -> None:
    asked = [*catalogue().checks.values(), *catalogue().questions.values()]
    assert asked
    assert [(one.name, name) for one in asked for name in frameworks() if name in one.statement] == []


async def test_a_framework_is_checked_once_its_file_lies_beside_the_others(engine: Engine, tmp_path: Path) -> None:
    for file in (files("queries") / "frameworks").iterdir():
        if file.name.endswith(".yaml"):
            shutil.copy(str(file), tmp_path)
    (tmp_path / "our-rules.yaml").write_text(RULES, encoding="utf-8")
    known = read_frameworks(tmp_path)
    assert set(known) == {*frameworks(), "our-rules"}

    await engine.write(
        [Statement("CREATE (:Role {id: 'r', name: 'Keeper'})-[:ACCOUNTABLE_FOR]->(:Service {id: 's', name: 'S'})")]
    )
    assessed = await assess(engine, known["our-rules"], today="2026-11-23")
    said = {c.id: [(one.check.name, one.count(FindingStatus.ALARM)) for one in c.checks] for c in assessed.clauses}
    assert said == {"our-rules/1": [], "our-rules/1.1": [("role-is-held", 1)]}

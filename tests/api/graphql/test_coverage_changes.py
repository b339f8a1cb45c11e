"""The root field `coverageChanges` compares two assessments that were kept and names the records behind each change."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from api.graphql.answers import Answers, response
from api.graphql.requests import Request
from api.graphql.schema import schema
from graph.engine import Engine
from graph.settings import Settings
from tests.queries.assessment.over_time import RULES, Provider

ANSWERS = Answers(schema()._schema)
FIRST, SECOND, TODAY = "2026-03-10", "2026-04-10", "2026-05-10"
QUERY = """query ($since: Date!, $until: Date) {
  coverageChanges(framework: "house-rules", since: $since, until: $until) {
    framework since until
    clauses { id ref title change before now whyBefore why went came
      records { change bearing source key node name file line run at validFrom validTo said } }
  }
  framework(id: "house-rules") { assessments { day gap results(where: {ref: {eq: "1"}}) { state judges { ref } } } }
}"""


async def answer(engine: Engine, **variables: Any) -> dict[str, Any]:
    return response(await ANSWERS.answer(Request(QUERY, variables, None), engine, TODAY))


async def test_it_names_the_records_behind_each_change(engine: Engine, settings_for_engine: Settings, tmp_path: Path) -> None:
    provider = Provider(engine, settings_for_engine, tmp_path)
    for day in (FIRST, SECOND):
        await provider.load(day)
        await provider.keep(day)
        if day == FIRST:
            provider.says("documents", "draft", "approved")
    said = (await answer(engine, since="2026-03-31"))["data"]
    changes = said["coverageChanges"]
    assert (changes["framework"], changes["since"], changes["until"]) == (RULES, FIRST, SECOND)
    (clause,) = changes["clauses"]
    assert {name: clause[name] for name in ("id", "change", "before", "now", "went", "came")} == {
        "id": f"{RULES}/1", "change": "better", "before": "gap", "now": "covered",
        "went": [f"missing house-policy {RULES}/1"], "came": ["evidence house-policy document/documents/1"],
    }  # fmt: skip
    (record,) = clause["records"]
    assert {name: record[name] for name in ("change", "bearing", "source", "key", "name", "file", "line", "said", "validTo")} == {
        "change": "changed", "bearing": "itself", "source": "documents", "key": "1", "name": "Policy", "file": "documents.csv",
        "line": 2, "said": ["status: draft → approved"], "validTo": None,
    }  # fmt: skip
    kept = sorted(said["framework"]["assessments"], key=lambda one: one["day"])
    assert [(one["day"], one["gap"], [r["state"] for r in one["results"]]) for one in kept] == [
        (FIRST, 1, ["gap"]), (SECOND, 0, ["covered"]),
    ]  # fmt: skip
    assert kept[0]["results"][0]["judges"] == [{"ref": "1"}]
    assert (await answer(engine, since=FIRST, until=FIRST))["data"]["coverageChanges"]["clauses"] == []
    told = (await answer(engine, since="2026-03-09"))["errors"][0]["message"]
    assert "No assessment of house-rules was kept on or before 2026-03-09." in told

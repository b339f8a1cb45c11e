"""The root field `coverage` says what `assess` finds, and names that cannot be meant are errors."""

from __future__ import annotations

from typing import Any

from api.graphql.answers import Answers, response
from api.graphql.requests import Request
from api.graphql.schema import schema
from graph.engine import Engine, Statement
from queries.assessment.assess import assess
from queries.frameworks import find_framework
from tests.api.cli.test_coverage import GRAPH

ANSWERS = Answers(schema()._schema)
TODAY = "2026-11-23"
QUERY = """query ($framework: String!, $clause: String! = "", $today: Date) {
  coverage(framework: $framework, clause: $clause, today: $today) {
    framework today verdict verdictWhy states { state count }
    clauses { ref state why also addressed missing children worst below { state count }
      claims { name label status note counts } evidence { name item version counts } open { name }
      checks { name severity named alarm accepted info ok rows { name status reason counts } } }
    exceptions { check resources until standing told }
  }
}"""


async def answer(engine: Engine, **variables: Any) -> dict[str, Any]:
    return response(await ANSWERS.answer(Request(QUERY, variables, None), engine, TODAY))


async def test_it_has_the_states_and_the_details_of_an_assessment(engine: Engine) -> None:
    await engine.write([Statement(GRAPH)])
    said = (await answer(engine, framework="iso-20000-1-2011", clause="4.1"))["data"]["coverage"]
    found = await assess(engine, find_framework("iso-20000-1-2011"), today=TODAY, section="4.1")
    assert [(c["ref"], c["state"], c["why"], c["worst"] or "") for c in said["clauses"]] == [
        (c.ref, c.state, c.why, c.worst) for c in found.clauses
    ]
    assert {s["state"]: s["count"] for s in said["states"]} == dict(found.states)
    assert (said["verdict"], said["verdictWhy"]) == (found.ruling.verdict, list(found.ruling.why))
    policy, authority = (next(c for c in said["clauses"] if c["ref"] == ref) for ref in ("4.1.2", "4.1.3"))
    assert policy["claims"] == [
        {"name": "Policy making", "label": "Process", "status": "full", "note": "by the board", "counts": True}
    ]
    assert policy["evidence"] == [{"name": "The policy", "item": "service-management-policy", "version": "3", "counts": True}]
    owners = next(c for c in authority["checks"] if c["name"] == "service-has-accountable-role")
    assert (owners["alarm"], owners["accepted"], [row["status"] for row in owners["rows"]]) == (0, 1, ["accepted"])
    assert [(e["resources"], e["standing"]) for e in said["exceptions"]] == [(["s"], "in_force")]


async def test_the_day_is_an_argument(engine: Engine) -> None:
    await engine.write([Statement(GRAPH)])
    later = (await answer(engine, framework="iso-20000-1-2011", clause="4.1.3", today="2027-01-01"))["data"]["coverage"]
    assert (later["today"], later["exceptions"][0]["standing"]) == ("2027-01-01", "ended")


async def test_names_that_cannot_be_meant_are_errors_with_the_nearest(engine: Engine) -> None:
    for variables, told in (
        ({"framework": "iso-20000-1-211"}, "There is no framework iso-20000-1-211. Did you mean iso-20000-1-2011"),
        ({"framework": "iso-20000-1-2011", "clause": "4.1.33"}, "There is no requirement 4.1.33. Did you mean 4.1.3"),
    ):
        assert told in (await answer(engine, **variables))["errors"][0]["message"]

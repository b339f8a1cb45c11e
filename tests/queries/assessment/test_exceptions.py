"""An exception turns an alarm into an accepted one until its last day, and is a finding when it is stale."""

from __future__ import annotations

import pytest

from graph.engine import Engine, Statement
from queries.assessment.exceptions import Accepted, Reviewed, accept, read_exceptions, review
from queries.catalogue import catalogue
from queries.contract import FindingStatus
from queries.findings import Finding
from queries.run import run_check, run_checks

CHECKS = catalogue().checks
HELD = CHECKS["role-is-held"]
WHOLE = {"check": "role-is-held", "reason": "Being hired.", "approved_by": "Managing director", "valid_to": "2026-12-31"}
GRAPH = """
CREATE (a:Role {id: 'a', name: 'Auditor'}), (b:Role {id: 'b', name: 'Buyer'}), (c:Role {id: 'c', name: 'Clerk'}),
  (s:Service {id: 's', name: 'Mail'}), (a)-[:ACCOUNTABLE_FOR]->(s), (b)-[:ACCOUNTABLE_FOR]->(s), (c)-[:ACCOUNTABLE_FOR]->(s),
  (p:Resource {id: 'p', name: 'Ida', kind: 'human'}), (p)-[:HOLDS {since: '2026-01-01'}]->(b),
  (d:Document {id: 'd', name: 'Vacant auditor', kind: 'exception'}), (d)-[:DESCRIBES]->(a) SET d += $said
"""


async def planted(engine: Engine, **changed: str) -> None:
    await engine.write([Statement("MATCH (n) DETACH DELETE n"), Statement(GRAPH, {"said": WHOLE | changed})])


async def reviewed(engine: Engine, today: str) -> Reviewed:
    said = await read_exceptions(engine)
    findings = await run_checks(engine, [HELD], today, exceptions=said)
    (one,) = review(said, findings, ran=[HELD.name], known=CHECKS, today=today)
    return one


async def statuses(engine: Engine, today: str) -> dict[str, str]:
    return {f.name: f.status.value for f in await run_check(engine, HELD, today=today)}


async def test_it_accepts_the_alarm_it_names_until_its_last_day_and_no_other(engine: Engine) -> None:
    await planted(engine)
    last, after = "2026-12-31", "2027-01-01"
    assert await statuses(engine, last) == {"Auditor": "accepted", "Buyer": "info", "Clerk": "alarm"}
    assert await statuses(engine, after) == {"Auditor": "alarm", "Buyer": "info", "Clerk": "alarm"}
    accepted = (await run_check(engine, HELD, today=last))[0]
    assert accepted.exception == "d"
    assert accepted.reason.endswith(" Accepted until 2026-12-31 by Managing director: Being hired.")
    other = await run_checks(engine, [CHECKS["process-has-accountable-role"], HELD], last)
    assert [f.status for f in other if f.check == HELD.name and f.resource == "a"] == [FindingStatus.ACCEPTED]


@pytest.mark.parametrize(
    ("changed", "today", "status", "standing", "told"),
    [
        ({}, "2026-11-23", "accepted", "in_force", "It accepts role-is-held until 2026-12-31, by Managing director: "),
        ({}, "2027-01-01", "alarm", "ended", "It ended on 2026-12-31: the alarm of role-is-held is back."),
        ({"valid_from": "2026-12-01"}, "2026-11-23", "alarm", "pending", "It starts on 2026-12-01."),
        ({"valid_from": "2026-12-01"}, "2026-12-01", "accepted", "in_force", "It accepts role-is-held "),
        ({"status": "draft"}, "2026-11-23", "alarm", "incomplete", "It accepts nothing: it has no approval."),
        ({"reason": "", "valid_to": ""}, "2026-11-23", "alarm", "incomplete", "it has no reason and no end."),
        ({"approved_by": ""}, "2026-11-23", "alarm", "incomplete", "it has no approver."),
        ({"check": "role-is-hold"}, "2026-11-23", "alarm", "incomplete", "there is no check role-is-hold."),
    ],
)
async def test_it_accepts_only_whole_and_in_its_time(
    engine: Engine, changed: dict[str, str], today: str, status: str, standing: str, told: str
) -> None:
    await planted(engine, **changed)
    assert (await statuses(engine, today))["Auditor"] == status
    one = await reviewed(engine, today)
    assert one.standing == standing
    assert told in one.told


async def test_one_whose_alarm_is_gone_is_to_be_closed(engine: Engine) -> None:
    await planted(engine)
    await engine.write(
        [Statement("MATCH (a:Role {id: 'a'}), (p:Resource {id: 'p'}) CREATE (p)-[:HOLDS {since: '2026-01-01'}]->(a)")]
    )
    one = await reviewed(engine, "2026-11-23")
    assert (one.standing, one.told) == ("unneeded", "role-is-held gives no alarm for Auditor: close it.")
    ended = await reviewed(engine, "2027-01-01")
    assert ended.told == "It ended on 2026-12-31: close it."
    await engine.write([Statement("MATCH (d:Document {id: 'd'}) SET d.status = 'closed'")])
    assert await read_exceptions(engine) == []


async def test_one_about_several_things_is_unneeded_where_any_alarm_is_gone(engine: Engine) -> None:
    await planted(engine)
    await engine.write([Statement("MATCH (d:Document {id: 'd'}), (b:Role {id: 'b'}) CREATE (d)-[:DESCRIBES]->(b)")])
    assert await statuses(engine, "2026-11-23") == {"Auditor": "accepted", "Buyer": "info", "Clerk": "alarm"}
    assert (await reviewed(engine, "2026-11-23")).told == "role-is-held gives no alarm for Buyer: close it."


async def test_those_to_checks_that_did_not_run_are_left_out(engine: Engine) -> None:
    await planted(engine)
    said = await read_exceptions(engine)
    assert review(said, [], ran=["supplier-is-reviewed"], known=CHECKS, today="2026-11-23") == []


async def test_one_about_nothing_accepts_nothing(engine: Engine) -> None:
    await planted(engine)
    await engine.write([Statement("MATCH (:Document {id: 'd'})-[e:DESCRIBES]->() DELETE e")])
    assert (await reviewed(engine, "2026-11-23")).told == "It accepts nothing: it has no resource."


def test_of_several_the_one_that_ends_last_counts() -> None:
    def until(day: str) -> Accepted:
        return Accepted(day, day, "approved", "role-is-held", "Hiring", "Board", "", day, {"a": "Auditor"})

    alarm = Finding("role-is-held", "a", "Auditor", FindingStatus.ALARM, "Nobody holds it.")
    (found,) = accept([alarm], [until("2027-01-31"), until("2026-12-31")], "2026-11-23")
    assert (found.exception, found.reason) == (
        "2027-01-31",
        "Nobody holds it. Accepted until 2027-01-31 by Board: Hiring.",
    )

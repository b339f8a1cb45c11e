"""Who answers for what, on both engines: roles, holders on a day, duties by what they are for, and what nobody answers for."""

from __future__ import annotations

from graph.engine import Engine, Statement
from queries.explore.duties import Duty, duties

GRAPH = """
CREATE (s:Service {id: 's', name: 'Payments', criticality: 'high'}), (t:Service {id: 't', name: 'Fax', status: 'retired'}),
  (p:Process {id: 'p', name: 'Incidents'}), (q:Requirement {id: 'house/1', name: '1 Rule', ref: '1'}),
  (a:Role {id: 'a', name: 'Owner', kind: 'operational', authority: 'Spends'}), (b:Role {id: 'b', name: 'Manager'}),
  (h:Resource {id: 'h', name: 'Ann', kind: 'human'}), (g:Resource {id: 'g', name: 'Gone', kind: 'human', status: 'retired'}),
  (x:Resource {id: 'x', name: 'Team B', kind: 'human', subtype: 'team'}), (y:Resource {id: 'y', name: 'Team A', kind: 'human'}),
  (a)-[:ACCOUNTABLE_FOR]->(s), (a)-[:RESPONSIBLE_FOR]->(s), (b)-[:RESPONSIBLE_FOR]->(s), (a)-[:ACCOUNTABLE_FOR]->(q),
  (b)-[:ACCOUNTABLE_FOR]->(t), (b)-[:REPORTS_TO]->(a), (h)-[:HOLDS {since: '2026-01-01', until: '2026-06-30'}]->(a),
  (h)-[:HOLDS {deputy: true}]->(b), (g)-[:HOLDS]->(a), (h)-[:MEMBER_OF]->(x), (h)-[:MEMBER_OF]->(y)
"""


async def test_duties_are_told_with_their_roles_and_what_nobody_answers_for(engine: Engine) -> None:
    await engine.write([Statement(GRAPH)])
    told = await duties(engine)
    assert [(role.id, role.kind, role.authority) for role in told.roles] == [("b", None, None), ("a", "operational", "Spends")]
    assert list(told.reports) == [("b", "a")]
    assert list(told.duties["Service"]) == [
        Duty("b", "t", "Fax", True, False),
        Duty("a", "s", "Payments", True, True),
        Duty("b", "s", "Payments", False, True),
    ]
    assert list(told.duties["Requirement"]) == [Duty("a", "house/1", "1 Rule", True, False)]
    assert [tuple(thing) for thing in told.things] == [("p", "Incidents", "Process", None), ("s", "Payments", "Service", "high")]


async def test_holders_are_told_with_teams_and_days(engine: Engine) -> None:
    await engine.write([Statement(GRAPH)])
    holdings = {(one.role, one.person): one for one in (await duties(engine)).holdings}
    ann = holdings["a", "h"]
    assert (ann.teams, ann.deputy, ann.since, ann.until) == (["Team A", "Team B"], False, "2026-01-01", "2026-06-30")
    assert [ann.on(day) for day in ("2025-12-31", "2026-01-01", "2026-06-30", "2026-07-01")] == [False, True, True, False]
    assert holdings["b", "h"].deputy
    assert holdings["b", "h"].on("2026-11-23")
    assert not holdings["a", "g"].on("2026-11-23")

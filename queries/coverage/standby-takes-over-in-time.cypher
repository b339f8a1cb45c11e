/*
name: standby-takes-over-in-time
title: A standby takes over within the recovery time of the service
about: >-
  Redundancy that needs a night of manual work is a continuity plan, not availability. A spare counts only if it can be
  switched to within the objective.
severity: medium
resource: Service
applies_when: >-
  services in use that state rto_minutes and rest, alone or through dependencies that alone can stop them, on a group
passes_when: >-
  in every such group the members with switchover_minutes (absent = 0) not above the service's rto_minutes still meet `needs`
  without any one of them
rules:
- {status: ok, when: all in time, reason: "Redundant groups it rests on: {n}; each has a spare within {rto_minutes} min."}
- {status: alarm, when: one too slow, reason: "No spare within {rto_minutes} min: {groups}."}
*/
MATCH (s:Service) WHERE coalesce(s.status, 'live') = 'live' AND s.rto_minutes IS NOT NULL
CALL (s) {
  MATCH (s) (()-[e:DEPENDS_ON|SUPPLIED_BY|OPERATED_BY|SUBCONTRACTS_TO|LOCATED_IN]->()
    WHERE e.group IS NULL AND coalesce(e.effect, 'down') = 'down'){0,8} (a)
  RETURN DISTINCT a
}
WITH a, collect(s) AS services
CALL (a) {
  MATCH (a)-[g:DEPENDS_ON|SUPPLIED_BY|OPERATED_BY|SUBCONTRACTS_TO|LOCATED_IN]->(m) WHERE g.group IS NOT NULL
  WITH g.group AS grp, m, max(coalesce(g.needs, 1)) AS needs, max(coalesce(g.weight, 1)) AS weight,
    max(coalesce(g.switchover_minutes, 0)) AS minutes
  RETURN grp, max(needs) AS needs, collect([weight, minutes]) AS members
}
UNWIND services AS s
WITH s, a, grp, needs, [m IN members WHERE m[1] <= s.rto_minutes | m[0]] AS ready
WITH s, a, grp, reduce(w = -needs, r IN ready | w + r) < reduce(w = 0, r IN ready | CASE WHEN r > w THEN r ELSE w END) AS late
WITH s, count(*) AS n, collect(CASE WHEN late THEN [a.name, a.id, grp] END) AS late
CALL (late) {
  UNWIND late AS x
  WITH x[0] AS name, x[1] AS id, x[2] AS grp ORDER BY name, id, grp
  RETURN collect(grp + ' of ' + name) AS slow
}
WITH s, CASE size(slow)
  WHEN 0
    THEN ['ok', 'Redundant groups it rests on: ' + toString(n) + '; each has a spare within ' + toString(s.rto_minutes) + ' min.']
  ELSE ['alarm', 'No spare within ' + toString(s.rto_minutes) + ' min: '
    + reduce(t = '', n IN slow | t + CASE t WHEN '' THEN '' ELSE ', ' END + n) + '.'] END AS v
RETURN s.id AS resource, s.name AS name, v[0] AS status, v[1] AS reason ORDER BY resource

/*
name: scope-follows-dependencies
title: What a service in scope rests on is in scope too
about: >-
  A boundary that cuts through a service hides its weakest parts. The auditor follows one service to its components and stops
  where the scope stops.
severity: medium
resource: Service
applies_when: services in use that are IN_SCOPE_OF a framework
passes_when: >-
  every service, process, supplier and resource it directly depends on, but people, money and facilities, is IN_SCOPE_OF the
  same framework
rules:
- {status: ok, when: all in scope, reason: Everything it directly rests on is in scope.}
- {status: alarm, when: some outside, reason: "Outside its scope: {names}."}
*/
MATCH (s:Service) WHERE coalesce(s.status, 'live') = 'live' AND EXISTS { (s)-[:IN_SCOPE_OF]->(:Framework) }
CALL (s) {
  MATCH (s)-[:IN_SCOPE_OF]->(f:Framework), (s)-[:DEPENDS_ON|SUPPLIED_BY|OPERATED_BY]->(x)
  WHERE NOT coalesce(x.kind, '') IN ['human', 'financial', 'facility'] AND NOT EXISTS { (x)-[:IN_SCOPE_OF]->(f) }
  WITH x.name AS n ORDER BY n
  RETURN collect(DISTINCT n) AS out
}
WITH s, CASE size(out) WHEN 0 THEN ['ok', 'Everything it directly rests on is in scope.']
  ELSE ['alarm', 'Outside its scope: ' + reduce(t = '', n IN out | t + CASE t WHEN '' THEN '' ELSE ', ' END + n) + '.'] END AS v
RETURN s.id AS resource, s.name AS name, v[0] AS status, v[1] AS reason ORDER BY resource

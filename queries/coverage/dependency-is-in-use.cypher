/*
name: dependency-is-in-use
title: Nothing live depends on something planned or retired
about: Such an edge means that either the dependency or the status is wrong. Both mislead impact answers.
severity: medium
resource: Service|Process|Resource
applies_when: services, processes and resources in use with at least one dependency
passes_when: every target of DEPENDS_ON, SUPPLIED_BY, OPERATED_BY and LOCATED_IN is in use
rules:
- {status: ok, when: all in use, reason: Everything it depends on is in use.}
- {status: alarm, when: some are not, reason: "Depends on {names}, not in use."}
*/
CALL () {
  MATCH (s:Service)-[:DEPENDS_ON|SUPPLIED_BY|OPERATED_BY]->(x) WHERE coalesce(s.status, 'live') = 'live' RETURN s, x
  UNION ALL
  MATCH (s:Process)-[:DEPENDS_ON|SUPPLIED_BY|OPERATED_BY]->(x) WHERE coalesce(s.status, 'live') = 'live' RETURN s, x
  UNION ALL
  MATCH (s:Resource)-[:DEPENDS_ON|SUPPLIED_BY|LOCATED_IN]->(x) WHERE coalesce(s.status, 'live') = 'live' RETURN s, x
}
WITH s, collect(CASE WHEN coalesce(x.status, 'live') <> 'live' THEN x END) AS idle
CALL (idle) {
  UNWIND idle AS x
  WITH DISTINCT x.name AS n, x.status AS status ORDER BY n, status
  RETURN collect(n + ' (' + status + ')') AS gone
}
WITH s, CASE size(gone)
  WHEN 0 THEN ['ok', 'Everything it depends on is in use.']
  ELSE ['alarm', 'Depends on '
    + reduce(t = '', c IN gone | t + CASE t WHEN '' THEN '' ELSE ', ' END + c) + ', not in use.'] END AS v
RETURN s.id AS resource, s.name AS name, v[0] AS status, v[1] AS reason ORDER BY resource

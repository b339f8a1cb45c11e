/*
name: redundancy-has-no-common-cause
title: Members of a redundant group share no hidden common cause
about: >-
  Two providers on the same fibre, two sites of the same landlord, two brands of one group: redundancy bought twice and had
  once. This is the question spreadsheets cannot answer.
severity: high
resource: Service|Process|Resource|Supplier
applies_when: nodes in use with at least one redundant group
passes_when: >-
  no service, process, resource, supplier or parent company stands, by edges outside any group, behind so many members of a
  group that fewer than `needs` would survive its failure
rules:
- {status: ok, when: independent, reason: "Redundant groups: {n}; no common cause found behind any of them."}
- {status: alarm, when: common cause, reason: "Not independent: {group} rests on {causes}."}
*/
CALL () {
  MATCH (a:Service)-[g:DEPENDS_ON|SUPPLIED_BY|OPERATED_BY]->(m) WHERE g.group IS NOT NULL RETURN a, g, m
  UNION ALL
  MATCH (a:Process)-[g:DEPENDS_ON|SUPPLIED_BY|OPERATED_BY]->(m) WHERE g.group IS NOT NULL RETURN a, g, m
  UNION ALL
  MATCH (a:Resource)-[g:DEPENDS_ON|SUPPLIED_BY|LOCATED_IN]->(m) WHERE g.group IS NOT NULL RETURN a, g, m
  UNION ALL
  MATCH (a:Supplier)-[g:SUBCONTRACTS_TO|LOCATED_IN]->(m) WHERE g.group IS NOT NULL RETURN a, g, m
}
WITH a, g, m WHERE coalesce(a.status, 'live') = 'live'
WITH a, g.group AS grp, max(coalesce(g.needs, 1)) AS needs, count(DISTINCT m) AS n, collect(DISTINCT m) AS members
CALL (needs, n, members) {
  UNWIND members AS m
  CALL (m) {
    MATCH (m) (()-[e:DEPENDS_ON|SUPPLIED_BY|OPERATED_BY|SUBCONTRACTS_TO|LOCATED_IN|SUBSIDIARY_OF]->()
      WHERE e.group IS NULL AND coalesce(e.effect, 'down') = 'down'){0,5} (x)
    WHERE NOT coalesce(x.kind, '') IN ['human', 'financial']
    RETURN DISTINCT x
  }
  WITH needs, n, x, count(*) AS hit WHERE hit > 1 AND hit > n - needs
  WITH x.name AS cause ORDER BY cause
  RETURN collect(cause) AS causes
}
WITH a, grp, causes ORDER BY grp
WITH a, count(grp) AS n, collect(CASE WHEN size(causes) > 0
  THEN grp + ' rests on ' + reduce(t = '', c IN causes | t + CASE t WHEN '' THEN '' ELSE ', ' END + c) END) AS bad
WITH a, CASE size(bad)
  WHEN 0 THEN ['ok', 'Redundant groups: ' + toString(n) + '; no common cause found behind any of them.']
  ELSE ['alarm', 'Not independent: ' + reduce(t = '', c IN bad | t + CASE t WHEN '' THEN '' ELSE '; ' END + c) + '.'] END AS v
RETURN a.id AS resource, a.name AS name, v[0] AS status, v[1] AS reason ORDER BY resource

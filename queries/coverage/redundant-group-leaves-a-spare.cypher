/*
name: redundant-group-leaves-a-spare
title: Each redundant group needs fewer members than it has
about: >-
  A group that needs all its members is no redundancy; written as one, it hides single points of failure from every other
  check.
severity: medium
resource: Service|Process|Resource|Supplier
applies_when: nodes with at least one outgoing edge that carries a group
passes_when: >-
  in every group `needs` is stated, above 0, the same on all edges, and met without any one member (the heaviest, where
  weights are given)
rules:
- {status: ok, when: sound, reason: "Groups with a spare: {n}."}
- {status: alarm, when: not sound, reason: "No spare or unclear: {groups}."}
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
WITH a, g.group AS grp, m, min(coalesce(g.needs, 0)) AS low, max(coalesce(g.needs, 0)) AS high,
  max(coalesce(g.weight, 1)) AS weight
WITH a, grp, min(low) AS low, max(high) AS high, sum(weight) AS has, max(weight) AS heaviest ORDER BY grp
WITH a, grp, CASE WHEN low <= 0 OR low <> high OR high > has - heaviest THEN grp + ' (needs '
  + replace(toString(low) + ' ', '.0 ', ' ') + CASE WHEN low = high THEN ''
    ELSE 'or ' + replace(toString(high) + ' ', '.0 ', ' ') END
      + 'of ' + replace(toString(has) + ')', '.0)', ')') END AS bad
WITH a, count(grp) AS groups, collect(bad) AS bad
WITH a, CASE size(bad)
  WHEN 0 THEN ['ok', 'Groups with a spare: ' + toString(groups) + '.']
  ELSE ['alarm', 'No spare or unclear: ' + reduce(t = '', c IN bad | t + CASE t WHEN '' THEN '' ELSE ', ' END + c) + '.'] END AS v
RETURN a.id AS resource, a.name AS name, v[0] AS status, v[1] AS reason ORDER BY resource

/*
name: group-concentration-is-limited
title: No supplier group carries too many critical services
about: >-
  Contracts with five companies of one owner are one risk. Exposure is counted per ultimate parent, subcontractors included.
severity: medium
resource: Supplier
applies_when: >-
  external suppliers without a parent whose group a critical service in use reaches through its dependencies, redundant or
  not
passes_when: the share of critical services that reach the group is not above limit_percent
rules:
- {status: ok, when: within the limit,
  reason: "Its group carries {n} of {total} critical services, within the limit of {limit_percent} %."}
- {status: alarm, when: above the limit,
  reason: "Its group carries {n} of {total} critical services, above the limit of {limit_percent} %."}
params:
  limit_percent: {type: integer, default: 50, example: 30, about: percentage of the critical services that one group may carry}
*/
CALL () { MATCH (s:Service {criticality: 'critical'}) WHERE coalesce(s.status, 'live') = 'live' RETURN count(s) AS total }
MATCH (s:Service {criticality: 'critical'}) WHERE coalesce(s.status, 'live') = 'live'
CALL (s) {
  MATCH (s)-[:DEPENDS_ON|SUPPLIED_BY|OPERATED_BY|SUBCONTRACTS_TO|LOCATED_IN*1..8]->(b:Supplier)
  WHERE coalesce(b.kind, 'external') = 'external'
  RETURN DISTINCT b
}
CALL (b) {
  MATCH (b)-[:SUBSIDIARY_OF*0..5]->(top:Supplier) WHERE NOT EXISTS { (top)-[:SUBSIDIARY_OF]->(:Supplier) }
  RETURN DISTINCT top
}
WITH top, total, count(DISTINCT s) AS n
WITH top, 100 * n > $limit_percent * total AS over,
  'Its group carries ' + toString(n) + ' of ' + toString(total) + ' critical services, ' AS carries,
  ' the limit of ' + toString($limit_percent) + ' %.' AS most
WITH top, CASE WHEN over THEN ['alarm', carries + 'above' + most] ELSE ['ok', carries + 'within' + most] END AS v
RETURN top.id AS resource, top.name AS name, v[0] AS status, v[1] AS reason ORDER BY resource

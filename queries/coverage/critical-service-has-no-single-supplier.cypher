/*
name: critical-service-has-no-single-supplier
title: No critical service hangs on one supplier unnoticed
about: >-
  One supplier that can stop a critical service is sometimes unavoidable. What an auditor does not accept is that nobody knew.
  Subcontractors count, because they fail through their principal.
severity: high
resource: Service
applies_when: services in use of criticality critical
passes_when: >-
  each Supplier that alone can stop the service, subcontractors included, is covered by a risk_assessment not older than
  assess_within_days
rules:
- {status: ok, when: no such supplier, reason: No supplier alone can stop it.}
- status: info
  when: all assessed
  reason: Can be stopped by {suppliers} alone; each was assessed in the last {assess_within_days} days.
- status: alarm
  when: some not assessed
  reason: >-
    Can be stopped by {suppliers} alone; not assessed in the last {assess_within_days} days: {unassessed}.
params:
  assess_within_days: {type: days, default: 365, example: 180, about: days for which a risk assessment counts}
*/
MATCH (s:Service {criticality: 'critical'}) WHERE coalesce(s.status, 'live') = 'live'
CALL (s) {
  MATCH (s) (()-[e:DEPENDS_ON|SUPPLIED_BY|OPERATED_BY|SUBCONTRACTS_TO|LOCATED_IN]->()
    WHERE e.group IS NULL AND coalesce(e.effect, 'down') = 'down'){1,8} (b:Supplier)
  WHERE coalesce(b.kind, 'external') <> 'internal'
  RETURN collect(DISTINCT b) AS parties
}
CALL (parties) {
  UNWIND parties AS b
  OPTIONAL MATCH (d:Document {kind: 'risk_assessment'})-[:DESCRIBES]->(b)
    WHERE d.valid_from >= $assess_within_days_ago AND d.valid_from <= $today
        AND NOT coalesce(d.status, 'approved') IN ['draft', 'withdrawn']
  WITH b, count(d) AS n ORDER BY b.name
  RETURN collect(b.name) AS names, collect(CASE n WHEN 0 THEN b.name END) AS bare
}
WITH s, bare, names, 'Can be stopped by '
  + reduce(t = '', n IN names | t + CASE t WHEN '' THEN '' ELSE ', ' END + n) + ' alone; ' AS head
WITH s, CASE
  WHEN size(names) = 0 THEN ['ok', 'No supplier alone can stop it.']
  WHEN size(bare) = 0 THEN ['info', head + 'each was assessed in the last ' + toString($assess_within_days) + ' days.']
  ELSE ['alarm', head + 'not assessed in the last ' + toString($assess_within_days) + ' days: '
    + reduce(t = '', n IN bare | t + CASE t WHEN '' THEN '' ELSE ', ' END + n) + '.'] END AS v
RETURN s.id AS resource, s.name AS name, v[0] AS status, v[1] AS reason ORDER BY resource

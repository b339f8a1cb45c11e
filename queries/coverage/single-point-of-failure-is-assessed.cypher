/*
name: single-point-of-failure-is-assessed
title: Resources that alone can stop a critical service are assessed
about: >-
  The one firewall, the one site, the one directory. A known and accepted single point is a decision; an unknown one is a
  finding.
severity: medium
resource: Service
applies_when: services in use of criticality critical
passes_when: >-
  each technical, information or facility resource that alone can stop the service is covered by a risk_assessment not older
  than assess_within_days
rules:
- {status: ok, when: no such resource, reason: No resource alone can stop it.}
- {status: info, when: all assessed,
  reason: "Can be stopped by {resources} alone; each was assessed in the last {assess_within_days} days."}
- {status: alarm, when: some not assessed,
  reason: "Can be stopped by {n} resources alone; not assessed in the last {assess_within_days} days: {unassessed}."}
params:
  assess_within_days: {type: days, default: 365, example: 180, about: days for which a risk assessment counts}
*/
MATCH (s:Service {criticality: 'critical'}) WHERE coalesce(s.status, 'live') = 'live'
CALL (s) {
  MATCH (s) (()-[e:DEPENDS_ON|SUPPLIED_BY|OPERATED_BY|SUBCONTRACTS_TO|LOCATED_IN]->()
    WHERE e.group IS NULL AND coalesce(e.effect, 'down') = 'down'){1,8} (b:Resource)
  WHERE b.kind IN ['technical', 'information', 'facility']
  RETURN collect(DISTINCT b) AS points
}
CALL (points) {
  UNWIND points AS b
  OPTIONAL MATCH (d:Document {kind: 'risk_assessment'})-[:DESCRIBES]->(b)
    WHERE d.valid_from >= $assess_within_days_ago AND d.valid_from <= $today
      AND NOT coalesce(d.status, 'approved') IN ['draft', 'withdrawn']
  WITH b, count(d) AS n ORDER BY b.name
  RETURN collect(b.name) AS names, collect(CASE n WHEN 0 THEN b.name END) AS bare
}
WITH s, CASE
  WHEN size(names) = 0 THEN ['ok', 'No resource alone can stop it.']
  WHEN size(bare) = 0
    THEN ['info', 'Can be stopped by ' + reduce(t = '', n IN names | t + CASE t WHEN '' THEN '' ELSE ', ' END + n)
      + ' alone; each was assessed in the last ' + toString($assess_within_days) + ' days.']
  ELSE ['alarm', 'Can be stopped by ' + toString(size(names)) + ' resources alone; not assessed in the last '
    + toString($assess_within_days) + ' days: '
    + reduce(t = '', n IN bare | t + CASE t WHEN '' THEN '' ELSE ', ' END + n) + '.'] END AS v
RETURN s.id AS resource, s.name AS name, v[0] AS status, v[1] AS reason ORDER BY resource

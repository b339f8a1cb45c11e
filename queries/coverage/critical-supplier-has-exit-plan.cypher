/*
name: critical-supplier-has-exit-plan
title: Each supplier behind a critical service has an exit plan
about: >-
  Leaving must be possible before it is necessary. For critical or important functions supervisors ask for an exit plan per
  arrangement, and for proof that it was tried.
severity: high
resource: Supplier
applies_when: >-
  external suppliers in use that a critical service in use reaches through its dependencies (subcontractors and those behind a
  site excluded)
passes_when: >-
  an exit_plan in force DESCRIBES or GOVERNS the supplier; a test_report not older than test_within_days DESCRIBES the plan
rules:
- {status: ok, when: tested plan, reason: "{document} is in force and was tried on {date}; critical services behind it: {n}."}
- status: info
  when: plan not tried lately
  reason: >-
    {document} is in force, but was not tried in the last {test_within_days} days.
- {status: alarm, when: none, reason: "No exit plan in force; critical services that rely on it: {n}."}
params:
  test_within_days: {type: days, default: 730, example: 365, about: days that may pass between two tests of an exit plan}
*/
MATCH (s:Service {criticality: 'critical'}) WHERE coalesce(s.status, 'live') = 'live'
CALL (s) {
  MATCH (s)-[:DEPENDS_ON|SUPPLIED_BY|OPERATED_BY*1..8]->(b:Supplier)
  WHERE coalesce(b.kind, 'external') = 'external' AND coalesce(b.status, 'live') = 'live'
  RETURN DISTINCT b
}
WITH b, toString(count(s)) AS n
CALL (b) {
  OPTIONAL MATCH (d:Document {kind: 'exit_plan', status: 'approved'})-[:DESCRIBES|GOVERNS]->(b)
    WHERE coalesce(d.valid_from, $today) <= $today AND coalesce(d.valid_to, $today) >= $today
  OPTIONAL MATCH (t:Document {kind: 'test_report'})-[:DESCRIBES]->(d)
    WHERE t.valid_from >= $test_within_days_ago AND t.valid_from <= $today
        AND NOT coalesce(t.status, 'approved') IN ['draft', 'withdrawn']
  RETURN min(d.name) AS plan, max(t.valid_from) AS tried
}
WITH b, CASE
  WHEN plan IS NULL THEN ['alarm', 'No exit plan in force; critical services that rely on it: ' + n + '.']
  WHEN tried IS NULL THEN ['info', plan + ' is in force, but was not tried in the last ' + toString($test_within_days) + ' days.']
  ELSE ['ok', plan + ' is in force and was tried on ' + tried + '; critical services behind it: ' + n + '.'] END AS v
RETURN b.id AS resource, b.name AS name, v[0] AS status, v[1] AS reason ORDER BY resource

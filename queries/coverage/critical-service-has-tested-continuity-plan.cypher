/*
name: critical-service-has-tested-continuity-plan
title: Each critical service has a continuity plan tested this year
about: A plan never tested is a guess. Both the standard and the financial supervisors ask for the last test and its result.
severity: high
resource: Service
applies_when: services in use of criticality critical
passes_when: >-
  a continuity_plan in force DESCRIBES or GOVERNS the service and a test_report not older than test_within_days DESCRIBES that
  plan
rules:
- {status: ok, when: tested, reason: "{document} was tested on {date}."}
- {status: alarm, when: no plan, reason: No continuity plan in force covers it.}
- {status: alarm, when: never tested, reason: "{document} has never been tested."}
- {status: alarm, when: test too old, reason: "{document} was last tested on {date}, more than {test_within_days} days ago."}
params:
  test_within_days: {type: days, default: 365, example: 180, about: days that may pass between two tests of a plan}
*/
MATCH (s:Service {criticality: 'critical'}) WHERE coalesce(s.status, 'live') = 'live'
CALL (s) {
  OPTIONAL MATCH (d:Document {kind: 'continuity_plan', status: 'approved'})-[:DESCRIBES|GOVERNS]->(s)
    WHERE coalesce(d.valid_from, $today) <= $today AND coalesce(d.valid_to, $today) >= $today
  OPTIONAL MATCH (t:Document {kind: 'test_report'})-[:DESCRIBES]->(d)
    WHERE NOT coalesce(t.status, 'approved') IN ['draft', 'withdrawn'] AND t.valid_from <= $today
  WITH d, max(t.valid_from) AS last
  RETURN d.name AS plan, last ORDER BY coalesce(last, '') DESC, plan LIMIT 1
}
WITH s, CASE
  WHEN plan IS NULL THEN ['alarm', 'No continuity plan in force covers it.']
  WHEN last IS NULL THEN ['alarm', plan + ' has never been tested.']
  WHEN last < $test_within_days_ago
    THEN ['alarm', plan + ' was last tested on ' + last + ', more than ' + toString($test_within_days) + ' days ago.']
  ELSE ['ok', plan + ' was tested on ' + last + '.'] END AS v
RETURN s.id AS resource, s.name AS name, v[0] AS status, v[1] AS reason ORDER BY resource

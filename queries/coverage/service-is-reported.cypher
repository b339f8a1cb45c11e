/*
name: service-is-reported
title: Each live business service was reported on this quarter
about: Service reports carry the figures on which reviews decide. Services without a recent report run unobserved.
severity: medium
resource: Service
applies_when: services in use of kind business
passes_when: a service_report not older than report_within_days DESCRIBES the service
rules:
- {status: ok, when: recent, reason: "Last reported on {date}."}
- {status: alarm, when: never, reason: No service report covers it.}
- {status: alarm, when: too old, reason: "Last reported on {date}, more than {report_within_days} days ago."}
params:
  report_within_days: {type: days, default: 100, example: 40, about: days for which a service report counts}
*/
MATCH (s:Service {kind: 'business'}) WHERE coalesce(s.status, 'live') = 'live'
CALL (s) {
  OPTIONAL MATCH (d:Document {kind: 'service_report'})-[:DESCRIBES]->(s)
    WHERE NOT coalesce(d.status, 'approved') IN ['draft', 'withdrawn'] AND d.valid_from <= $today
  RETURN max(d.valid_from) AS last
}
WITH s, CASE
  WHEN last IS NULL THEN ['alarm', 'No service report covers it.']
  WHEN last < $report_within_days_ago
    THEN ['alarm', 'Last reported on ' + last + ', more than ' + toString($report_within_days) + ' days ago.']
  ELSE ['ok', 'Last reported on ' + last + '.'] END AS v
RETURN s.id AS resource, s.name AS name, v[0] AS status, v[1] AS reason ORDER BY resource

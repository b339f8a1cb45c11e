/*
name: budget-is-compared-with-cost
title: Actual cost is compared with each budget
about: 'Budgeting and accounting is more than a plan: cost is to be reported against budget often enough to act on it.'
severity: low
resource: Resource
applies_when: financial resources in use
passes_when: a cost_report not older than report_within_days DESCRIBES the budget
rules:
- {status: ok, when: recent, reason: "Compared on {date}."}
- {status: alarm, when: never, reason: No cost report has ever covered it.}
- {status: alarm, when: too old, reason: "Last compared on {date}, more than {report_within_days} days ago."}
params:
  report_within_days: {type: days, default: 100, example: 40, about: days for which a cost report counts}
*/
MATCH (b:Resource {kind: 'financial'}) WHERE coalesce(b.status, 'live') = 'live'
CALL (b) {
  OPTIONAL MATCH (d:Document {kind: 'cost_report'})-[:DESCRIBES]->(b)
    WHERE NOT coalesce(d.status, 'approved') IN ['draft', 'withdrawn'] AND d.valid_from <= $today
  RETURN max(d.valid_from) AS last
}
WITH b, CASE
  WHEN last IS NULL THEN ['alarm', 'No cost report has ever covered it.']
  WHEN last < $report_within_days_ago
    THEN ['alarm', 'Last compared on ' + last + ', more than ' + toString($report_within_days) + ' days ago.']
  ELSE ['ok', 'Compared on ' + last + '.'] END AS v
RETURN b.id AS resource, b.name AS name, v[0] AS status, v[1] AS reason ORDER BY resource

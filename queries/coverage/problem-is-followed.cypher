/*
name: problem-is-followed
title: Open problems have an owner and are not forgotten
about: >-
  Problem records pile up when nobody owns them. Age and missing owner tell more about problem management than its procedure.
severity: low
resource: Document
applies_when: documents of kind problem that are neither closed nor withdrawn
passes_when: >-
  a Role is RESPONSIBLE_FOR it and it was raised not more than solve_within_days ago or has a review_due not before today
rules:
- {status: ok, when: owned and in time, reason: "{role} works on it, raised on {valid_from}."}
- {status: alarm, when: no owner, reason: "Raised on {valid_from}, nobody is responsible."}
- {status: alarm, when: forgotten,
  reason: "Raised on {valid_from}, open for more than {solve_within_days} days without a date to come."}
- {status: alarm, when: forgotten and undated, reason: 'Raised on an unknown day, open without a date to come.'}
params:
  solve_within_days: {type: days, default: 180, example: 90, about: days that a problem may be open without a date to come}
*/
MATCH (d:Document {kind: 'problem'}) WHERE NOT coalesce(d.status, 'open') IN ['closed', 'withdrawn']
CALL (d) { OPTIONAL MATCH (o:Role)-[:RESPONSIBLE_FOR]->(d) RETURN min(o.name) AS owner }
WITH d, owner, coalesce(d.valid_from, 'an unknown day') AS raised
WITH d, CASE
  WHEN owner IS NULL THEN ['alarm', 'Raised on ' + raised + ', nobody is responsible.']
  WHEN coalesce(d.review_due, '') >= $today OR d.valid_from >= $solve_within_days_ago
    THEN ['ok', owner + ' works on it, raised on ' + raised + '.']
  WHEN d.valid_from IS NULL THEN ['alarm', 'Raised on an unknown day, open without a date to come.']
  ELSE ['alarm', 'Raised on ' + raised + ', open for more than ' + toString($solve_within_days)
    + ' days without a date to come.'] END AS v
RETURN d.id AS resource, d.name AS name, v[0] AS status, v[1] AS reason ORDER BY resource

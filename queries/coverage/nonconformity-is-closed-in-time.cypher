/*
name: nonconformity-is-closed-in-time
title: Open nonconformities have an owner and are not overdue
about: >-
  One minor finding that is still open at the next visit becomes a major one. Due date and owner are what the auditor checks
  first.
severity: high
resource: Document
applies_when: documents of kind nonconformity that are neither closed nor withdrawn
passes_when: a Role is RESPONSIBLE_FOR it, review_due is stated and not before today
rules:
- {status: ok, when: in time, reason: "{role} acts on it until {review_due}."}
- {status: alarm, when: overdue, reason: "Raised on {valid_from}, action was due on {review_due}."}
- {status: alarm, when: no due date, reason: "Raised on {valid_from} without a due date."}
- {status: alarm, when: no owner, reason: "Raised on {valid_from}, nobody is responsible for the action."}
*/
MATCH (d:Document {kind: 'nonconformity'}) WHERE NOT coalesce(d.status, 'open') IN ['closed', 'withdrawn']
CALL (d) { OPTIONAL MATCH (o:Role)-[:RESPONSIBLE_FOR]->(d) RETURN min(o.name) AS owner }
WITH d, owner, 'Raised on ' + coalesce(d.valid_from, 'an unknown day') AS raised
WITH d, CASE
  WHEN d.review_due < $today THEN ['alarm', raised + ', action was due on ' + d.review_due + '.']
  WHEN d.review_due IS NULL THEN ['alarm', raised + ' without a due date.']
  WHEN owner IS NULL THEN ['alarm', raised + ', nobody is responsible for the action.']
  ELSE ['ok', owner + ' acts on it until ' + d.review_due + '.'] END AS v
RETURN d.id AS resource, d.name AS name, v[0] AS status, v[1] AS reason ORDER BY resource

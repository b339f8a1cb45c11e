/*
name: improvement-is-decided-and-owned
title: Open improvements are decided, owned and not overdue
about: >-
  An improvement register that only grows shows no improvement. The auditor looks for decisions, owners, dates and results.
severity: medium
resource: Document
applies_when: documents of kind improvement that are neither closed nor withdrawn
passes_when: >-
  approved_on is stated or the proposal is younger than decide_within_days; once approved, a Role is RESPONSIBLE_FOR it and
  review_due is not before today
rules:
- {status: ok, when: decided and owned, reason: "Approved on {approved_on}; {role} works on it until {review_due}."}
- {status: info, when: young proposal, reason: "Proposed on {valid_from}, not decided yet."}
- {status: alarm, when: undecided too long,
  reason: "Proposed on {valid_from} and still undecided after more than {decide_within_days} days."}
- {status: alarm, when: undecided and undated, reason: Proposed on an unknown day and still undecided.}
- {status: alarm, when: no owner, reason: "Approved on {approved_on}, but nobody is responsible for it."}
- {status: alarm, when: no target date, reason: "Approved on {approved_on}, but no target date is set."}
- {status: alarm, when: target date missed, reason: "Approved on {approved_on}; its target date was {review_due}."}
params:
  decide_within_days: {type: days, default: 90, example: 60, about: days that a proposal may wait for a decision}
*/
MATCH (d:Document {kind: 'improvement'}) WHERE NOT coalesce(d.status, 'open') IN ['closed', 'withdrawn']
CALL (d) { OPTIONAL MATCH (o:Role)-[:RESPONSIBLE_FOR]->(d) RETURN min(o.name) AS owner }
WITH d, owner, 'Approved on ' + d.approved_on AS approved
WITH d, CASE
  WHEN approved IS NULL AND d.valid_from IS NULL THEN ['alarm', 'Proposed on an unknown day and still undecided.']
  WHEN approved IS NULL AND d.valid_from >= $decide_within_days_ago
    THEN ['info', 'Proposed on ' + d.valid_from + ', not decided yet.']
  WHEN approved IS NULL THEN ['alarm', 'Proposed on ' + d.valid_from + ' and still undecided after more than '
    + toString($decide_within_days) + ' days.']
  WHEN owner IS NULL THEN ['alarm', approved + ', but nobody is responsible for it.']
  WHEN d.review_due IS NULL THEN ['alarm', approved + ', but no target date is set.']
  WHEN d.review_due < $today THEN ['alarm', approved + '; its target date was ' + d.review_due + '.']
  ELSE ['ok', approved + '; ' + owner + ' works on it until ' + d.review_due + '.'] END AS v
RETURN d.id AS resource, d.name AS name, v[0] AS status, v[1] AS reason ORDER BY resource

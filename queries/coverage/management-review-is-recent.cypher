/*
name: management-review-is-recent
title: Top management reviewed the system within the last year
about: >-
  No management review in the cycle is a major nonconformity at most certification bodies, and so is one that top management
  did not attend.
severity: high
resource: Requirement
applies_when: the clauses on management review, when their framework is loaded
passes_when: >-
  a management_review not older than review_within_days EVIDENCES the clause and a top_management role is ACCOUNTABLE_FOR or
  RESPONSIBLE_FOR the record
rules:
- {status: ok, when: recent, reason: "{document} was held on {date}."}
- status: info
  when: due soon
  reason: >-
    {document} was held on {date}; the next one is due, {warn_after_days} days have passed.
- {status: alarm, when: never, reason: No management review is on record.}
- {status: alarm, when: too old, reason: "{document} was held on {date}, more than {review_within_days} days ago."}
- {status: alarm, when: without top management, reason: "{document} of {date} names no top management role."}
params:
  review_within_days: {type: days, default: 365, example: 180, about: days that may pass between two reviews}
  warn_after_days: {type: days, default: 320, example: 150, about: days after which the next review is announced as due}
*/
MATCH (r:Requirement) WHERE r.id IN $requirements
CALL (r) {
  OPTIONAL MATCH (d:Document {kind: 'management_review'})-[:EVIDENCES]->(r)
    WHERE NOT coalesce(d.status, 'approved') IN ['draft', 'withdrawn'] AND d.valid_from <= $today
  RETURN d ORDER BY coalesce(d.valid_from, '') DESC, d.name LIMIT 1
}
WITH r, d, EXISTS { (d)<-[:ACCOUNTABLE_FOR|RESPONSIBLE_FOR]-(:Role {kind: 'top_management'}) } AS top
WITH r, CASE
  WHEN d IS NULL THEN ['alarm', 'No management review is on record.']
  WHEN d.valid_from < $review_within_days_ago
    THEN ['alarm', d.name + ' was held on ' + d.valid_from + ', more than ' + toString($review_within_days) + ' days ago.']
  WHEN NOT top THEN ['alarm', d.name + ' of ' + d.valid_from + ' names no top management role.']
  WHEN d.valid_from < $warn_after_days_ago
    THEN ['info', d.name + ' was held on ' + d.valid_from + '; the next one is due, '
      + toString($warn_after_days) + ' days have passed.']
  ELSE ['ok', d.name + ' was held on ' + d.valid_from + '.'] END AS v
RETURN r.id AS resource, r.title AS name, v[0] AS status, v[1] AS reason ORDER BY resource

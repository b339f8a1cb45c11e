/*
name: emergency-change-was-reviewed
title: Each emergency change was reviewed afterwards
about: Emergency changes skip the queue, not the control. The auditor filters for them and asks for the review.
severity: medium
resource: Document
applies_when: documents of kind emergency_change that are closed
passes_when: a change_review not dated in the future DESCRIBES it, or it was closed not more than review_within_days ago
rules:
- {status: ok, when: reviewed, reason: "Reviewed on {date}."}
- {status: info, when: still time, reason: "Closed on {valid_to}, review still due within {review_within_days} days."}
- {status: alarm, when: not reviewed, reason: "Closed on {valid_to}, no review after more than {review_within_days} days."}
- {status: alarm, when: not reviewed and undated, reason: 'Closed on an unknown day, and no review is on record.'}
params:
  review_within_days: {type: days, default: 14, example: 7, about: days after closing by which it is to be reviewed}
*/
MATCH (d:Document {kind: 'emergency_change', status: 'closed'})
CALL (d) {
  OPTIONAL MATCH (x:Document {kind: 'change_review'})-[:DESCRIBES]->(d)
    WHERE NOT coalesce(x.status, 'approved') IN ['draft', 'withdrawn'] AND coalesce(x.valid_from, $today) <= $today
  RETURN coalesce(max(x.valid_from), 'an unknown day') AS last, count(x) AS n
}
WITH d, CASE
  WHEN n > 0 THEN ['ok', 'Reviewed on ' + last + '.']
  WHEN d.valid_to IS NULL THEN ['alarm', 'Closed on an unknown day, and no review is on record.']
  WHEN d.valid_to >= $review_within_days_ago
    THEN ['info', 'Closed on ' + d.valid_to + ', review still due within ' + toString($review_within_days) + ' days.']
  ELSE ['alarm', 'Closed on ' + d.valid_to + ', no review after more than ' + toString($review_within_days) + ' days.'] END AS v
RETURN d.id AS resource, d.name AS name, v[0] AS status, v[1] AS reason ORDER BY resource

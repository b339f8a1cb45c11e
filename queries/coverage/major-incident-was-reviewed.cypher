/*
name: major-incident-was-reviewed
title: Each closed major incident was reviewed
about: The review turns an outage into an improvement. Without it the same cause comes back under another number.
severity: medium
resource: Document
applies_when: documents of kind major_incident that are closed
passes_when: an incident_review not dated in the future DESCRIBES it, or it was closed not more than review_within_days ago
rules:
- {status: ok, when: reviewed, reason: "Reviewed on {date}."}
- {status: info, when: still time, reason: "Closed on {valid_to}, review still due within {review_within_days} days."}
- {status: alarm, when: not reviewed, reason: "Closed on {valid_to}, no review after more than {review_within_days} days."}
- {status: alarm, when: not reviewed and undated, reason: 'Closed on an unknown day, and no review is on record.'}
params:
  review_within_days: {type: days, default: 30, example: 14, about: days after closing by which it is to be reviewed}
*/
MATCH (d:Document {kind: 'major_incident', status: 'closed'})
CALL (d) {
  OPTIONAL MATCH (x:Document {kind: 'incident_review'})-[:DESCRIBES]->(d)
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

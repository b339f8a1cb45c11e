/*
name: release-was-evaluated
title: Each release was evaluated after deployment
about: Success and failure of releases are to be measured and analysed, with the incidents they caused.
severity: low
resource: Document
applies_when: documents of kind release that are closed
passes_when: a release_review not dated in the future DESCRIBES it, or it was closed not more than review_within_days ago
rules:
- {status: ok, when: evaluated, reason: "Evaluated on {date}."}
- {status: info, when: still time, reason: "Deployed on {valid_to}, evaluation still due within {review_within_days} days."}
- {status: alarm, when: not evaluated, reason: "Deployed on {valid_to}, no evaluation after more than {review_within_days} days."}
- {status: alarm, when: not evaluated and undated, reason: 'Deployed on an unknown day, and no evaluation is on record.'}
params:
  review_within_days: {type: days, default: 30, example: 14, about: days after deployment by which it is to be evaluated}
*/
MATCH (d:Document {kind: 'release', status: 'closed'})
CALL (d) {
  OPTIONAL MATCH (x:Document {kind: 'release_review'})-[:DESCRIBES]->(d)
    WHERE NOT coalesce(x.status, 'approved') IN ['draft', 'withdrawn'] AND coalesce(x.valid_from, $today) <= $today
  RETURN coalesce(max(x.valid_from), 'an unknown day') AS last, count(x) AS n
}
WITH d, CASE
  WHEN n > 0 THEN ['ok', 'Evaluated on ' + last + '.']
  WHEN d.valid_to IS NULL THEN ['alarm', 'Deployed on an unknown day, and no evaluation is on record.']
  WHEN d.valid_to >= $review_within_days_ago
    THEN ['info', 'Deployed on ' + d.valid_to + ', evaluation still due within ' + toString($review_within_days) + ' days.']
  ELSE ['alarm', 'Deployed on ' + d.valid_to + ', no evaluation after more than '
    + toString($review_within_days) + ' days.'] END AS v
RETURN d.id AS resource, d.name AS name, v[0] AS status, v[1] AS reason ORDER BY resource

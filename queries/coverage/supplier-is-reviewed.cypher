/*
name: supplier-is-reviewed
title: Each supplier was reviewed within its interval
about: >-
  Performance against the agreement is to be monitored and reviewed at planned intervals, more often for those that matter
  more.
severity: high
resource: Supplier
applies_when: suppliers in use that supply or operate something in use
passes_when: >-
  a supplier_review DESCRIBES it, not older than critical_review_within_days for criticality critical or high,
  review_within_days otherwise
rules:
- {status: ok, when: recent, reason: "Reviewed on {date}."}
- {status: alarm, when: never, reason: It has never been reviewed.}
- {status: alarm, when: too old, reason: "Last reviewed on {date}, more than {days} days ago."}
params:
  review_within_days: {type: days, default: 365, example: 180, about: days that may pass between two reviews of any supplier}
  critical_review_within_days: {type: days, default: 180, example: 90, about: the same for those rated critical or high}
*/
MATCH (s:Supplier) WHERE coalesce(s.status, 'live') = 'live'
  AND EXISTS { MATCH (s)<-[:SUPPLIED_BY|OPERATED_BY]-(x) WHERE coalesce(x.status, 'live') = 'live' }
CALL (s) {
  OPTIONAL MATCH (d:Document {kind: 'supplier_review'})-[:DESCRIBES]->(s)
    WHERE NOT coalesce(d.status, 'approved') IN ['draft', 'withdrawn'] AND d.valid_from <= $today
  RETURN max(d.valid_from) AS last
}
WITH s, last, coalesce(s.criticality, 'low') IN ['critical', 'high'] AS often
WITH s, CASE
  WHEN last IS NULL THEN ['alarm', 'It has never been reviewed.']
  WHEN often AND last < $critical_review_within_days_ago
    THEN ['alarm', 'Last reviewed on ' + last + ', more than ' + toString($critical_review_within_days) + ' days ago.']
  WHEN last < $review_within_days_ago
    THEN ['alarm', 'Last reviewed on ' + last + ', more than ' + toString($review_within_days) + ' days ago.']
  ELSE ['ok', 'Reviewed on ' + last + '.'] END AS v
RETURN s.id AS resource, s.name AS name, v[0] AS status, v[1] AS reason ORDER BY resource

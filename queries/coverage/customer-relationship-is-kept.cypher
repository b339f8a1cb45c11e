/*
name: customer-relationship-is-kept
title: Each customer has a named contact and was heard this year
about: Somebody must be responsible for each customer, and the customer's view must be measured and reviewed, not assumed.
severity: medium
resource: Supplier
applies_when: suppliers of kind customer in use
passes_when: >-
  a Role is ACCOUNTABLE_FOR or RESPONSIBLE_FOR the customer and a service_review or satisfaction_survey not older than
  hear_within_days DESCRIBES it
rules:
- {status: ok, when: both, reason: "{role} looks after it; last heard on {date}."}
- {status: alarm, when: no contact, reason: No role looks after this customer.}
- {status: alarm, when: never heard, reason: "{role} looks after it, but no review or survey is on record."}
- {status: alarm, when: too long ago, reason: "Last heard on {date}, more than {hear_within_days} days ago."}
params:
  hear_within_days: {type: days, default: 365, example: 180, about: days for which a review or survey of a customer counts}
*/
MATCH (s:Supplier {kind: 'customer'}) WHERE coalesce(s.status, 'live') = 'live'
CALL (s) { OPTIONAL MATCH (o:Role)-[:ACCOUNTABLE_FOR|RESPONSIBLE_FOR]->(s) RETURN min(o.name) AS contact }
CALL (s) {
  OPTIONAL MATCH (d:Document)-[:DESCRIBES]->(s)
    WHERE d.kind IN ['service_review', 'satisfaction_survey']
      AND NOT coalesce(d.status, 'approved') IN ['draft', 'withdrawn'] AND d.valid_from <= $today
  RETURN max(d.valid_from) AS last
}
WITH s, CASE
  WHEN contact IS NULL THEN ['alarm', 'No role looks after this customer.']
  WHEN last IS NULL THEN ['alarm', contact + ' looks after it, but no review or survey is on record.']
  WHEN last < $hear_within_days_ago
    THEN ['alarm', 'Last heard on ' + last + ', more than ' + toString($hear_within_days) + ' days ago.']
  ELSE ['ok', contact + ' looks after it; last heard on ' + last + '.'] END AS v
RETURN s.id AS resource, s.name AS name, v[0] AS status, v[1] AS reason ORDER BY resource

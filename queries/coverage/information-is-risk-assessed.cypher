/*
name: information-is-risk-assessed
title: Security risks of each information asset were assessed
about: >-
  Controls follow from assessed risks to information. The auditor starts at the asset and asks for its assessment, not at the
  policy.
severity: medium
resource: Resource
applies_when: resources of kind information in use
passes_when: a risk_assessment not older than assess_within_days DESCRIBES the resource
rules:
- {status: ok, when: recent, reason: "Assessed on {date}."}
- {status: alarm, when: never, reason: No risk assessment covers this information.}
- {status: alarm, when: too old, reason: "Last assessed on {date}, more than {assess_within_days} days ago."}
params:
  assess_within_days: {type: days, default: 365, example: 180, about: days for which a risk assessment counts}
*/
MATCH (s:Resource {kind: 'information'}) WHERE coalesce(s.status, 'live') = 'live'
CALL (s) {
  OPTIONAL MATCH (d:Document {kind: 'risk_assessment'})-[:DESCRIBES]->(s)
    WHERE NOT coalesce(d.status, 'approved') IN ['draft', 'withdrawn'] AND d.valid_from <= $today
  RETURN max(d.valid_from) AS last
}
WITH s, CASE
  WHEN last IS NULL THEN ['alarm', 'No risk assessment covers this information.']
  WHEN last < $assess_within_days_ago
    THEN ['alarm', 'Last assessed on ' + last + ', more than ' + toString($assess_within_days) + ' days ago.']
  ELSE ['ok', 'Assessed on ' + last + '.'] END AS v
RETURN s.id AS resource, s.name AS name, v[0] AS status, v[1] AS reason ORDER BY resource

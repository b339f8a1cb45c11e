/*
name: service-risk-is-assessed
title: Risks to each important service were assessed this year
about: >-
  Continuity, availability and security plans must rest on assessed risks. An assessment older than a year, or made before
  the service changed, carries nothing.
severity: high
resource: Service
applies_when: services in use of criticality critical or high
passes_when: a risk_assessment not older than assess_within_days DESCRIBES the service
rules:
- {status: ok, when: recent, reason: "Assessed on {date}."}
- {status: alarm, when: never, reason: "No risk assessment covers this {criticality} service."}
- {status: alarm, when: too old, reason: "Last assessed on {date}, more than {assess_within_days} days ago."}
params:
  assess_within_days: {type: days, default: 365, example: 180, about: days for which a risk assessment counts}
*/
MATCH (s:Service) WHERE coalesce(s.status, 'live') = 'live' AND s.criticality IN ['critical', 'high']
CALL (s) {
  OPTIONAL MATCH (d:Document {kind: 'risk_assessment'})-[:DESCRIBES]->(s)
    WHERE NOT coalesce(d.status, 'approved') IN ['draft', 'withdrawn'] AND d.valid_from <= $today
  RETURN max(d.valid_from) AS last
}
WITH s, CASE
  WHEN last IS NULL THEN ['alarm', 'No risk assessment covers this ' + s.criticality + ' service.']
  WHEN last < $assess_within_days_ago
    THEN ['alarm', 'Last assessed on ' + last + ', more than ' + toString($assess_within_days) + ' days ago.']
  ELSE ['ok', 'Assessed on ' + last + '.'] END AS v
RETURN s.id AS resource, s.name AS name, v[0] AS status, v[1] AS reason ORDER BY resource

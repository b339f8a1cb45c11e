/*
name: technical-resource-is-supported
title: No live service rests on an unsupported technical resource
about: >-
  Past its end of support a component gets no fixes: an availability and a security risk in one. Supervisors ask for a yearly
  look at legacy systems.
severity: medium
resource: Resource
applies_when: technical resources in use that something in use DEPENDS_ON
passes_when: end_of_support is stated and not before today
rules:
- {status: ok, when: supported, reason: "Supported until {end_of_support}."}
- {status: info, when: ends soon, reason: "Support ends on {end_of_support}, within {warn_days} days; depending on it: {n}."}
- {status: info, when: not stated, reason: "No end of support is stated; depending on it: {n}."}
- {status: alarm, when: ended, reason: "Support ended on {end_of_support}; depending on it: {n}."}
params:
  warn_days: {type: days, default: 180, example: 365, about: days before the end of support from which it is announced}
*/
MATCH (b:Resource {kind: 'technical'})<-[:DEPENDS_ON]-(x)
WHERE coalesce(b.status, 'live') = 'live' AND coalesce(x.status, 'live') = 'live'
WITH b, toString(count(DISTINCT x)) AS n
WITH b, CASE
  WHEN b.end_of_support IS NULL THEN ['info', 'No end of support is stated; depending on it: ' + n + '.']
  WHEN b.end_of_support < $today THEN ['alarm', 'Support ended on ' + b.end_of_support + '; depending on it: ' + n + '.']
  WHEN b.end_of_support <= $warn_days_ahead
    THEN ['info', 'Support ends on ' + b.end_of_support + ', within ' + toString($warn_days) + ' days; depending on it: '
      + n + '.']
  ELSE ['ok', 'Supported until ' + b.end_of_support + '.'] END AS v
RETURN b.id AS resource, b.name AS name, v[0] AS status, v[1] AS reason ORDER BY resource

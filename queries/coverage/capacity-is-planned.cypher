/*
name: capacity-is-planned
title: Each important service has a capacity plan in force
about: >-
  Capacity is to be planned per service with its demand, not per rack. Growth that nobody planned shows up as an outage.
severity: low
resource: Service
applies_when: services in use of criticality critical or high
passes_when: a capacity_plan in force DESCRIBES the service or a resource it directly depends on
rules:
- {status: ok, when: planned, reason: "Covered by {document}."}
- {status: alarm, when: not planned, reason: No capacity plan in force covers it or a resource under it.}
*/
MATCH (s:Service) WHERE coalesce(s.status, 'live') = 'live' AND s.criticality IN ['critical', 'high']
CALL (s) {
  OPTIONAL MATCH (s)-[:DEPENDS_ON*0..1]->(x)<-[:DESCRIBES]-(d:Document {kind: 'capacity_plan', status: 'approved'})
    WHERE coalesce(d.valid_from, $today) <= $today AND coalesce(d.valid_to, $today) >= $today
  RETURN min(d.name) AS plan
}
WITH s, CASE WHEN plan IS NULL THEN ['alarm', 'No capacity plan in force covers it or a resource under it.']
  ELSE ['ok', 'Covered by ' + plan + '.'] END AS v
RETURN s.id AS resource, s.name AS name, v[0] AS status, v[1] AS reason ORDER BY resource

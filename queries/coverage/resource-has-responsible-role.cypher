/*
name: resource-has-responsible-role
title: Each resource that something depends on has a role in charge
about: >-
  In an outage the first question is who looks after the thing that broke. Nodes without an owner are also the ones whose
  data is never corrected.
severity: medium
resource: Resource
applies_when: >-
  technical, information, facility and financial resources in use that a node in use DEPENDS_ON, or that hold one
  (LOCATED_IN)
passes_when: a Role is ACCOUNTABLE_FOR or RESPONSIBLE_FOR the resource or one it is PART_OF within three steps
rules:
- {status: ok, when: owned, reason: "{role} looks after it."}
- {status: alarm, when: not owned, reason: "No role looks after it; depending on it: {n}."}
*/
MATCH (b:Resource)<-[:DEPENDS_ON|LOCATED_IN]-(x)
WHERE b.kind IN ['technical', 'information', 'facility', 'financial'] AND coalesce(b.status, 'live') = 'live'
  AND coalesce(x.status, 'live') = 'live'
WITH b, count(DISTINCT x) AS n
CALL (b) {
  OPTIONAL MATCH (b)-[:PART_OF*0..3]->(:Resource)<-[:ACCOUNTABLE_FOR|RESPONSIBLE_FOR]-(o:Role)
  RETURN min(o.name) AS owner
}
WITH b, CASE WHEN owner IS NULL THEN ['alarm', 'No role looks after it; depending on it: ' + toString(n) + '.']
  ELSE ['ok', owner + ' looks after it.'] END AS v
RETURN b.id AS resource, b.name AS name, v[0] AS status, v[1] AS reason ORDER BY resource

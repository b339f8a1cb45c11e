/*
name: service-is-funded
title: Each live service has a budget behind it
about: >-
  Providing resources includes money. A service that no budget line carries is either paid by accident or about to stop.
severity: low
resource: Service
applies_when: services in use
passes_when: the service, or a service it is PART_OF within three steps, DEPENDS_ON a financial resource in use
rules:
- {status: ok, when: funded, reason: "Paid from {budget}."}
- {status: alarm, when: not funded, reason: No budget is linked to it.}
*/
MATCH (s:Service) WHERE coalesce(s.status, 'live') = 'live'
CALL (s) {
  OPTIONAL MATCH (s)-[:PART_OF*0..3]->(:Service)-[:DEPENDS_ON]->(b:Resource {kind: 'financial'})
    WHERE coalesce(b.status, 'live') = 'live'
  RETURN min(b.name) AS budget
}
WITH s, CASE WHEN budget IS NULL THEN ['alarm', 'No budget is linked to it.'] ELSE ['ok', 'Paid from ' + budget + '.'] END AS v
RETURN s.id AS resource, s.name AS name, v[0] AS status, v[1] AS reason ORDER BY resource

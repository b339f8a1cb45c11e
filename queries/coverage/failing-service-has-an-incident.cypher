/*
name: failing-service-has-an-incident
title: Each service that is down or degraded has an open incident
about: >-
  Monitoring red and the ticket queue silent means that the incident process did not start. The status feed and the record
  must agree.
severity: medium
resource: Service
applies_when: services in use
passes_when: state is up, or an incident or major_incident that is not closed DESCRIBES the service
rules:
- {status: ok, when: up, reason: It is up.}
- {status: ok, when: incident open, reason: "It is {state}; {document} is open."}
- {status: alarm, when: no incident, reason: "It is {state} and no incident is open for it."}
- {status: skip, when: unknown, reason: No source reports its state.}
*/
MATCH (s:Service) WHERE coalesce(s.status, 'live') = 'live'
CALL (s) {
  OPTIONAL MATCH (d:Document)-[:DESCRIBES]->(s)
    WHERE d.kind IN ['incident', 'major_incident'] AND NOT coalesce(d.status, 'open') IN ['closed', 'withdrawn']
  RETURN min(d.name) AS ticket
}
WITH s, CASE
  WHEN coalesce(s.state, 'unknown') = 'unknown' THEN ['skip', 'No source reports its state.']
  WHEN s.state = 'up' THEN ['ok', 'It is up.']
  WHEN ticket IS NOT NULL THEN ['ok', 'It is ' + s.state + '; ' + ticket + ' is open.']
  ELSE ['alarm', 'It is ' + s.state + ' and no incident is open for it.'] END AS v
RETURN s.id AS resource, s.name AS name, v[0] AS status, v[1] AS reason ORDER BY resource

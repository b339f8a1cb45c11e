/*
name: service-is-in-catalogue
title: Each live business service is in the service catalogue
about: >-
  The catalogue is what customers may order and what the provider answers for. Shadow services show up as nodes it does not
  name.
severity: medium
resource: Service
applies_when: services in use of kind business
passes_when: a catalogue in force DESCRIBES the service
rules:
- {status: ok, when: listed, reason: "Listed in {document}."}
- {status: alarm, when: not listed, reason: No catalogue in force lists it.}
*/
MATCH (s:Service {kind: 'business'}) WHERE coalesce(s.status, 'live') = 'live'
CALL (s) {
  OPTIONAL MATCH (d:Document {kind: 'catalogue', status: 'approved'})-[:DESCRIBES]->(s)
    WHERE coalesce(d.valid_from, $today) <= $today AND coalesce(d.valid_to, $today) >= $today
  RETURN min(d.name) AS doc
}
WITH s, CASE WHEN doc IS NULL THEN ['alarm', 'No catalogue in force lists it.'] ELSE ['ok', 'Listed in ' + doc + '.'] END AS v
RETURN s.id AS resource, s.name AS name, v[0] AS status, v[1] AS reason ORDER BY resource

/*
name: scope-statement-names-the-service
title: The scope statement and the live services agree
about: >-
  The certificate covers what the scope says. Services run under the system but not named, or named but no longer run that
  way, are the first thing an assessor reconciles.
severity: high
resource: Service
applies_when: services in use
passes_when: the service is DESCRIBED by a scope document in force and IN_SCOPE_OF a framework
rules:
- {status: ok, when: both, reason: "Named in {document} and in scope of {framework}."}
- {status: alarm, when: in scope but not named, reason: "In scope of {framework}, but no scope statement in force names it."}
- {status: alarm, when: named but not in scope, reason: "{document} names it, but it is in scope of no framework."}
- {status: info, when: neither, reason: 'Live, but left out of every scope; make sure that is meant.'}
*/
MATCH (s:Service) WHERE coalesce(s.status, 'live') = 'live'
CALL (s) {
  OPTIONAL MATCH (d:Document {kind: 'scope', status: 'approved'})-[:DESCRIBES]->(s)
    WHERE coalesce(d.valid_from, $today) <= $today AND coalesce(d.valid_to, $today) >= $today
  RETURN min(d.name) AS doc
}
CALL (s) { OPTIONAL MATCH (s)-[:IN_SCOPE_OF]->(f:Framework) RETURN min(f.name) AS frame }
WITH s, CASE
  WHEN doc IS NOT NULL AND frame IS NOT NULL THEN ['ok', 'Named in ' + doc + ' and in scope of ' + frame + '.']
  WHEN frame IS NOT NULL THEN ['alarm', 'In scope of ' + frame + ', but no scope statement in force names it.']
  WHEN doc IS NOT NULL THEN ['alarm', doc + ' names it, but it is in scope of no framework.']
  ELSE ['info', 'Live, but left out of every scope; make sure that is meant.'] END AS v
RETURN s.id AS resource, s.name AS name, v[0] AS status, v[1] AS reason ORDER BY resource

/*
name: planned-service-has-transition-plan
title: Each planned service has an approved plan and a design
about: >-
  New services that slip past planning arrive in operation without targets, support or budget. The auditor takes the newest
  project and walks it through the clause.
severity: medium
resource: Service
applies_when: services with status planned
passes_when: an approved plan DESCRIBES or GOVERNS the service and an approved design DESCRIBES it
rules:
- {status: ok, when: both, reason: "Planned in {document}, designed in {document}."}
- {status: info, when: no design yet, reason: "Planned in {document}; no approved design with acceptance criteria yet."}
- {status: alarm, when: no approved plan, reason: No approved plan covers this new service.}
*/
MATCH (s:Service {status: 'planned'})
CALL (s) {
  OPTIONAL MATCH (d:Document {status: 'approved'})-[:DESCRIBES|GOVERNS]->(s) WHERE d.kind IN ['plan', 'design']
  RETURN min(CASE d.kind WHEN 'plan' THEN d.name END) AS plan, min(CASE d.kind WHEN 'design' THEN d.name END) AS design
}
WITH s, CASE
  WHEN plan IS NULL THEN ['alarm', 'No approved plan covers this new service.']
  WHEN design IS NULL THEN ['info', 'Planned in ' + plan + '; no approved design with acceptance criteria yet.']
  ELSE ['ok', 'Planned in ' + plan + ', designed in ' + design + '.'] END AS v
RETURN s.id AS resource, s.name AS name, v[0] AS status, v[1] AS reason ORDER BY resource

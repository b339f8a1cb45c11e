/*
name: process-is-described
title: Each live process is described in a document in force
about: The auditor reads the description, then watches whether people do that. Without one there is nothing to conform to.
severity: medium
resource: Process
applies_when: processes in use
passes_when: a process_description or procedure in force DESCRIBES the process
rules:
- {status: ok, when: described, reason: "Described in {document}."}
- {status: alarm, when: only documents not in force, reason: "Only {document} describes it, and that is not in force."}
- {status: alarm, when: none, reason: No document describes it.}
*/
MATCH (s:Process) WHERE coalesce(s.status, 'live') = 'live'
CALL (s) {
  OPTIONAL MATCH (d:Document)-[:DESCRIBES]->(s) WHERE d.kind IN ['process_description', 'procedure']
  WITH d, coalesce(d.status = 'approved' AND coalesce(d.valid_from, $today) <= $today
    AND coalesce(d.valid_to, $today) >= $today, false) AS in_force
  RETURN min(CASE WHEN in_force THEN d.name END) AS good, min(d.name) AS some
}
WITH s, CASE
  WHEN good IS NOT NULL THEN ['ok', 'Described in ' + good + '.']
  WHEN some IS NOT NULL THEN ['alarm', 'Only ' + some + ' describes it, and that is not in force.']
  ELSE ['alarm', 'No document describes it.'] END AS v
RETURN s.id AS resource, s.name AS name, v[0] AS status, v[1] AS reason ORDER BY resource

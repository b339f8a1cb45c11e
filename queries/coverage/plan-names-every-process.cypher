/*
name: plan-names-every-process
title: The service management plan names every live process
about: The plan fixes who runs which process with what authority. A process missing there has no agreed place in the system.
severity: medium
resource: Process
applies_when: processes in use
passes_when: a plan in force that EVIDENCES the planning clause DESCRIBES the process
rules:
- {status: ok, when: named, reason: "Named in {document}."}
- {status: alarm, when: not named, reason: "{document} does not name it."}
- {status: skip, when: no plan in force, reason: No service management plan is in force; see required-documents-are-in-force.}
*/
CALL () {
  MATCH (r:Requirement) WHERE r.id IN $requirements
  MATCH (r)<-[:EVIDENCES]-(d:Document {kind: 'plan', status: 'approved'})
  WHERE coalesce(d.valid_from, $today) <= $today AND coalesce(d.valid_to, $today) >= $today
  RETURN min(d.name) AS plan, collect(DISTINCT d) AS plans
}
MATCH (s:Process) WHERE coalesce(s.status, 'live') = 'live'
CALL (s, plans) {
  OPTIONAL MATCH (s)<-[:DESCRIBES]-(d:Document {kind: 'plan'}) WHERE d IN plans
  RETURN min(d.name) AS naming
}
WITH s, CASE
  WHEN naming IS NOT NULL THEN ['ok', 'Named in ' + naming + '.']
  WHEN plan IS NOT NULL THEN ['alarm', plan + ' does not name it.']
  ELSE ['skip', 'No service management plan is in force; see required-documents-are-in-force.'] END AS v
RETURN s.id AS resource, s.name AS name, v[0] AS status, v[1] AS reason ORDER BY resource

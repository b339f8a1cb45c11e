/*
name: process-has-accountable-role
title: Each live process has one accountable and one responsible role
about: >-
  Process owner and process manager may be one person, never nobody: without an owner no process is improved, without a
  manager none is run.
severity: high
resource: Process
applies_when: processes in use
passes_when: exactly one Role is ACCOUNTABLE_FOR the process and at least one Role is RESPONSIBLE_FOR it
rules:
- {status: ok, when: both, reason: "{role} is accountable, {responsible} responsible."}
- {status: alarm, when: nobody accountable, reason: No role is accountable for it.}
- {status: alarm, when: several accountable, reason: "{n} roles are accountable: {roles}."}
- {status: info, when: nobody responsible, reason: "{role} is accountable, but no role is responsible for running it."}
*/
MATCH (s:Process) WHERE coalesce(s.status, 'live') = 'live'
CALL (s) { MATCH (o:Role)-[:ACCOUNTABLE_FOR]->(s) WITH o.name AS n ORDER BY n RETURN collect(n) AS roles }
CALL (s) { MATCH (o:Role)-[:RESPONSIBLE_FOR]->(s) WITH o.name AS n ORDER BY n RETURN collect(n) AS doers }
WITH s, CASE
  WHEN size(roles) = 0 THEN ['alarm', 'No role is accountable for it.']
  WHEN size(roles) > 1 THEN ['alarm', toString(size(roles)) + ' roles are accountable: '
    + reduce(t = '', n IN roles | t + CASE t WHEN '' THEN '' ELSE ', ' END + n) + '.']
  WHEN size(doers) = 0 THEN ['info', roles[0] + ' is accountable, but no role is responsible for running it.']
  ELSE ['ok', roles[0] + ' is accountable, '
    + reduce(t = '', n IN doers | t + CASE t WHEN '' THEN '' ELSE ', ' END + n) + ' responsible.'] END AS v
RETURN s.id AS resource, s.name AS name, v[0] AS status, v[1] AS reason ORDER BY resource

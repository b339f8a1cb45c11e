/*
name: service-has-accountable-role
title: Each live service has exactly one accountable role
about: When two answer, nobody answers. The auditor picks a service from the catalogue and asks who is accountable for it.
severity: high
resource: Service
applies_when: services in use
passes_when: exactly one Role is ACCOUNTABLE_FOR the service
rules:
- {status: ok, when: one, reason: "{role} is accountable."}
- {status: alarm, when: none, reason: No role is accountable for it.}
- {status: alarm, when: several, reason: "{n} roles are accountable: {roles}."}
*/
MATCH (s:Service) WHERE coalesce(s.status, 'live') = 'live'
CALL (s) {
  MATCH (o:Role)-[:ACCOUNTABLE_FOR]->(s)
  WITH o.name AS n ORDER BY n
  RETURN collect(n) AS roles
}
WITH s, CASE size(roles)
  WHEN 0 THEN ['alarm', 'No role is accountable for it.']
  WHEN 1 THEN ['ok', roles[0] + ' is accountable.']
  ELSE ['alarm', toString(size(roles)) + ' roles are accountable: '
    + reduce(t = '', n IN roles | t + CASE t WHEN '' THEN '' ELSE ', ' END + n) + '.'] END AS v
RETURN s.id AS resource, s.name AS name, v[0] AS status, v[1] AS reason ORDER BY resource

/*
name: top-management-answers-for-the-system
title: A top management role answers for the system and is held
about: >-
  Commitment is judged on people, not on text: the auditor asks to speak to the one who answers for the management system. A
  role on paper that nobody holds is the shortest way to a major nonconformity.
severity: high
resource: Requirement
applies_when: the clauses on management commitment, when their framework is loaded
passes_when: a Role of kind top_management is ACCOUNTABLE_FOR the clause and is held today
rules:
- {status: ok, when: such a role is held, reason: "{person} answers for it as {role}."}
- {status: alarm, when: the role exists but nobody holds it, reason: "{role} answers for it, but nobody holds that role today."}
- {status: alarm, when: no such role, reason: No role of kind top_management is accountable for this clause.}
*/
MATCH (r:Requirement) WHERE r.id IN $requirements
CALL (r) {
  OPTIONAL MATCH (o:Role {kind: 'top_management'})-[:ACCOUNTABLE_FOR]->(r)
  OPTIONAL MATCH (h:Resource)-[x:HOLDS]->(o)
    WHERE coalesce(h.status, 'live') = 'live' AND coalesce(x.since, $today) <= $today
      AND coalesce(x.until, $today) >= $today AND NOT coalesce(x.deputy, false)
  WITH o, h ORDER BY o.name, h.name
  RETURN collect(o.name) AS roles, collect(h.name + ' answers for it as ' + o.name + '.') AS held
}
WITH r, CASE
  WHEN size(held) > 0 THEN ['ok', held[0]]
  WHEN size(roles) > 0 THEN ['alarm', roles[0] + ' answers for it, but nobody holds that role today.']
  ELSE ['alarm', 'No role of kind top_management is accountable for this clause.'] END AS v
RETURN r.id AS resource, r.title AS name, v[0] AS status, v[1] AS reason ORDER BY resource

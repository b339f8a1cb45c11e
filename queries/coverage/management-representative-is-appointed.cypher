/*
name: management-representative-is-appointed
title: A management representative is appointed, held and reports upward
about: >-
  The 2011 edition wants one member of management with the authority to keep the system together; the 2018 edition drops the
  name and keeps the two authorities. Either way a person, a mandate and a line to the top must exist.
severity: high
resource: Requirement
applies_when: the clauses on the management representative or the assigned authorities, when their framework is loaded
passes_when: >-
  a Role of kind management_representative is ACCOUNTABLE_FOR or RESPONSIBLE_FOR the clause, is held today, states its
  authority and REPORTS_TO a top_management role within three steps
rules:
- {status: ok, when: all hold, reason: "{person} holds {role} and reports to top management."}
- {status: alarm, when: no role, reason: No management representative is assigned to this clause.}
- {status: alarm, when: vacant, reason: "{role} is held by nobody today."}
- {status: alarm, when: no line to the top, reason: "{role} does not report to a top management role."}
- {status: alarm, when: no mandate, reason: "{role} is held by {person}, but its authority is not stated."}
*/
MATCH (r:Requirement) WHERE r.id IN $requirements
CALL (r) {
  OPTIONAL MATCH (o:Role {kind: 'management_representative'})-[:ACCOUNTABLE_FOR|RESPONSIBLE_FOR]->(r)
  RETURN o ORDER BY o.name LIMIT 1
}
CALL (o) {
  OPTIONAL MATCH (h:Resource)-[x:HOLDS]->(o)
    WHERE coalesce(h.status, 'live') = 'live' AND coalesce(x.since, $today) <= $today
      AND coalesce(x.until, $today) >= $today AND NOT coalesce(x.deputy, false)
  RETURN min(h.name) AS person
}
CALL (o) {
  OPTIONAL MATCH (o)-[:REPORTS_TO*1..3]->(t:Role {kind: 'top_management'})
  RETURN count(t) AS up
}
WITH r, CASE
  WHEN o IS NULL THEN ['alarm', 'No management representative is assigned to this clause.']
  WHEN person IS NULL THEN ['alarm', o.name + ' is held by nobody today.']
  WHEN up = 0 THEN ['alarm', o.name + ' does not report to a top management role.']
  WHEN coalesce(o.authority, '') = '' THEN ['alarm', o.name + ' is held by ' + person + ', but its authority is not stated.']
  ELSE ['ok', person + ' holds ' + o.name + ' and reports to top management.'] END AS v
RETURN r.id AS resource, r.title AS name, v[0] AS status, v[1] AS reason ORDER BY resource

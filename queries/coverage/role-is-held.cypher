/*
name: role-is-held
title: Every role that answers for something is held by somebody
about: >-
  Responsibility matrices age faster than organisation charts. Leavers, ended assignments and stand-ins without a principal
  are found by comparing roles with the people directory.
severity: high
resource: Role
applies_when: roles that are ACCOUNTABLE_FOR or RESPONSIBLE_FOR at least one node
passes_when: at least one person in use HOLDS the role today, not only as deputy, and the role states its authority
rules:
- {status: ok, when: held, reason: "Held by {persons}."}
- status: info
  when: "held, but no authority stated"
  reason: Held by {persons}, but what the role may decide is not written down.
- {status: alarm, when: deputy only, reason: "Only a deputy is left: {persons}."}
- {status: alarm, when: last holder gone, reason: "Held by nobody today; {person} left it or its term ended."}
- {status: alarm, when: never held, reason: Nobody holds it.}
*/
MATCH (o:Role) WHERE EXISTS { (o)-[:ACCOUNTABLE_FOR|RESPONSIBLE_FOR]->() }
CALL (o) {
  OPTIONAL MATCH (h:Resource)-[x:HOLDS]->(o)
  WITH h, x, coalesce(h.status, 'live') = 'live' AND coalesce(x.since, $today) <= $today
    AND coalesce(x.until, $today) >= $today AS now
  ORDER BY h.name
  RETURN collect(CASE WHEN now AND NOT coalesce(x.deputy, false) THEN h.name END) AS holders,
    collect(CASE WHEN now AND coalesce(x.deputy, false) THEN h.name END) AS deputies,
    collect(CASE WHEN NOT now THEN h.name END) AS gone
}
WITH o, deputies, gone, holders, reduce(t = '', n IN CASE WHEN size(holders) > 0 THEN holders ELSE deputies END
  | t + CASE t WHEN '' THEN '' ELSE ', ' END + n) AS names
WITH o, CASE
  WHEN size(holders) > 0 AND coalesce(o.authority, '') <> '' THEN ['ok', 'Held by ' + names + '.']
  WHEN size(holders) > 0 THEN ['info', 'Held by ' + names + ', but what the role may decide is not written down.']
  WHEN size(deputies) > 0 THEN ['alarm', 'Only a deputy is left: ' + names + '.']
  WHEN size(gone) > 0 THEN ['alarm', 'Held by nobody today; ' + gone[0] + ' left it or its term ended.']
  ELSE ['alarm', 'Nobody holds it.'] END AS v
RETURN o.id AS resource, o.name AS name, v[0] AS status, v[1] AS reason ORDER BY resource

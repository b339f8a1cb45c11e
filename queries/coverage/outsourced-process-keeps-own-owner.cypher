/*
name: outsourced-process-keeps-own-owner
title: A process run by another party keeps an accountable role inside
about: >-
  Work can be handed over, accountability cannot. The auditor asks whom in the house to fine when the other party's process
  fails.
severity: high
resource: Process
applies_when: processes in use that are OPERATED_BY a Supplier
passes_when: a Role ACCOUNTABLE_FOR the process is held today by a person who is not SUPPLIED_BY a party that operates it
rules:
- {status: ok, when: held inside, reason: "{person} answers for it as {role}."}
- {status: alarm, when: no accountable role, reason: "{supplier} operates it and no role of ours is accountable."}
- {status: alarm, when: role vacant, reason: "{supplier} operates it and {role} is held by nobody today."}
- {status: alarm, when: "held by the operator's own staff", reason: "{supplier} operates it and its own {person} holds {role}."}
*/
MATCH (s:Process)-[:OPERATED_BY]->(b:Supplier) WHERE coalesce(s.status, 'live') = 'live'
WITH s, min(b.name) AS party
CALL (s) {
  OPTIONAL MATCH (o:Role)-[:ACCOUNTABLE_FOR]->(s)
  OPTIONAL MATCH (h:Resource)-[x:HOLDS]->(o)
    WHERE coalesce(h.status, 'live') = 'live' AND coalesce(x.since, $today) <= $today
      AND coalesce(x.until, $today) >= $today AND NOT coalesce(x.deputy, false)
  WITH o, h, EXISTS { MATCH (h)-[:SUPPLIED_BY]->(:Supplier)<-[:OPERATED_BY]-(s) } AS theirs
  ORDER BY o.name, h.name
  RETURN collect(o.name) AS roles,
    collect(CASE WHEN NOT theirs THEN h.name + ' answers for it as ' + o.name + '.' END) AS ours,
    collect(CASE WHEN theirs THEN ' operates it and its own ' + h.name + ' holds ' + o.name + '.' END) AS foreign
}
WITH s, CASE
  WHEN size(ours) > 0 THEN ['ok', ours[0]]
  WHEN size(foreign) > 0 THEN ['alarm', party + foreign[0]]
  WHEN size(roles) > 0 THEN ['alarm', party + ' operates it and ' + roles[0] + ' is held by nobody today.']
  ELSE ['alarm', party + ' operates it and no role of ours is accountable.'] END AS v
RETURN s.id AS resource, s.name AS name, v[0] AS status, v[1] AS reason ORDER BY resource

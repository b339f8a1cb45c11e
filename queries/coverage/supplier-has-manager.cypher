/*
name: supplier-has-manager
title: Each supplier has a named role that is held
about: >-
  A designated individual manages the relationship, the contract and the performance of each supplier. "Procurement" is no
  individual.
severity: high
resource: Supplier
applies_when: suppliers in use that supply or operate something in use
passes_when: a Role that is held today is ACCOUNTABLE_FOR or RESPONSIBLE_FOR the supplier
rules:
- {status: ok, when: held, reason: "{person} manages it as {role}."}
- {status: alarm, when: vacant, reason: "{role} manages it, but nobody holds that role today."}
- {status: alarm, when: none, reason: No role manages this supplier.}
*/
MATCH (s:Supplier) WHERE coalesce(s.status, 'live') = 'live'
  AND EXISTS { MATCH (s)<-[:SUPPLIED_BY|OPERATED_BY]-(x) WHERE coalesce(x.status, 'live') = 'live' }
CALL (s) {
  OPTIONAL MATCH (o:Role)-[:ACCOUNTABLE_FOR|RESPONSIBLE_FOR]->(s)
  OPTIONAL MATCH (h:Resource)-[x:HOLDS]->(o)
    WHERE coalesce(h.status, 'live') = 'live' AND coalesce(x.since, $today) <= $today
      AND coalesce(x.until, $today) >= $today AND NOT coalesce(x.deputy, false)
  RETURN min(h.name + ' manages it as ' + o.name + '.') AS held, min(o.name) AS role
}
WITH s, CASE
  WHEN held IS NOT NULL THEN ['ok', held]
  WHEN role IS NOT NULL THEN ['alarm', role + ' manages it, but nobody holds that role today.']
  ELSE ['alarm', 'No role manages this supplier.'] END AS v
RETURN s.id AS resource, s.name AS name, v[0] AS status, v[1] AS reason ORDER BY resource

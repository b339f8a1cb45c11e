/*
name: impact-of-a-failing-supplier
title: Which services does this supplier reach, and by which path
about: >-
  Every live service whose failure paths lead to the supplier, most critical first, with one shortest path and whether the
  supplier alone can stop it. The exact verdict over redundant groups is the engine's what-if; this table explains it.
params:
  supplier: {type: id of Supplier, example: Cirrus North, about: id or name of the supplier}
returns: [service, name, criticality, alone, hops, path]
*/
MATCH (x:Supplier {id: $supplier})
CALL (x) {
  MATCH (x)<-[:DEPENDS_ON|SUPPLIED_BY|OPERATED_BY|SUBCONTRACTS_TO*1..8]-(s:Service) WHERE coalesce(s.status, 'live') = 'live'
  RETURN DISTINCT s
}
CALL (s, x) {
  OPTIONAL MATCH q = (s)-[:DEPENDS_ON|SUPPLIED_BY|OPERATED_BY|SUBCONTRACTS_TO*1..8]->(x)
    WHERE all(e IN relationships(q) WHERE e.group IS NULL AND coalesce(e.effect, 'down') = 'down')
  RETURN count(q) > 0 AS alone
}
MATCH p = shortestPath((s)-[:DEPENDS_ON|SUPPLIED_BY|OPERATED_BY|SUBCONTRACTS_TO*1..8]->(x))
RETURN s.id AS service, s.name AS name, s.criticality AS criticality, alone, length(p) AS hops,
  reduce(t = '', n IN nodes(p) | t + CASE t WHEN '' THEN '' ELSE ' > ' END + n.name) AS path
ORDER BY CASE s.criticality WHEN 'critical' THEN 0 WHEN 'high' THEN 1 WHEN 'medium' THEN 2 ELSE 3 END, alone DESC, name

/*
name: impact-of-a-failing-supplier
title: Which services does this supplier reach, and by which path
about: >-
  Every live service that a failure of the supplier travels to, most critical first. `alone` says that the supplier can stop it
  by itself; the path is then the shortest along which it does, otherwise the shortest of all. Every path is followed and
  redundancy is ignored: what is down once spares are counted is told by `clausegraph impact ID`.
params:
  supplier: {type: id of Supplier, example: Cirrus North, about: id or name of the supplier}
returns: [service, name, criticality, alone, hops, path]
*/
MATCH (x:Supplier {id: $supplier})
CALL (x) {
  MATCH (x)<-[:DEPENDS_ON|SUPPLIED_BY|OPERATED_BY|SUBCONTRACTS_TO|LOCATED_IN*1..8]-(s:Service)
  WHERE coalesce(s.status, 'live') = 'live'
  RETURN DISTINCT s
}
CALL (s, x) {
  MATCH p = allShortestPaths((s)-[:DEPENDS_ON|SUPPLIED_BY|OPERATED_BY|SUBCONTRACTS_TO|LOCATED_IN*1..8]->(x))
  RETURN length(p) AS any_hops, reduce(t = '', n IN nodes(p) | t + CASE t WHEN '' THEN '' ELSE ' > ' END + n.name) AS any_path
  ORDER BY any_path LIMIT 1
}
CALL (s, x) {
  OPTIONAL MATCH p = (s)-[:DEPENDS_ON|SUPPLIED_BY|OPERATED_BY|SUBCONTRACTS_TO|LOCATED_IN*1..8]->(x)
    WHERE all(e IN relationships(p) WHERE e.group IS NULL AND coalesce(e.effect, 'down') = 'down')
  RETURN length(p) AS own_hops, reduce(t = '', n IN nodes(p) | t + CASE t WHEN '' THEN '' ELSE ' > ' END + n.name) AS own_path
  ORDER BY own_hops, own_path LIMIT 1
}
RETURN s.id AS service, s.name AS name, s.criticality AS criticality, own_path IS NOT NULL AS alone,
  coalesce(own_hops, any_hops) AS hops, coalesce(own_path, any_path) AS path
ORDER BY CASE s.criticality WHEN 'critical' THEN 0 WHEN 'high' THEN 1 WHEN 'medium' THEN 2 ELSE 3 END, alone DESC, name, service

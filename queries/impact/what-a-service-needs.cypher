/*
name: what-a-service-needs
title: Everything a service rests on, nearest first
about: >-
  The full list of what a service needs, with distance, state and who looks after it; the start of every design review. Every
  path is followed and redundancy is ignored: `clausegraph impact --weak-points ID` says what can really bring it down.
params:
  service: {type: id of Service, example: Customer portal, about: id or name of the service}
returns: [hops, label, id, name, state, alone, looked_after_by]
*/
MATCH (s:Service {id: $service})
CALL (s) {
  MATCH q = (s)-[:DEPENDS_ON|SUPPLIED_BY|OPERATED_BY|SUBCONTRACTS_TO|LOCATED_IN*1..8]->(y)
  WHERE all(e IN relationships(q) WHERE e.group IS NULL AND coalesce(e.effect, 'down') = 'down')
  RETURN collect(DISTINCT y.id) AS firm
}
CALL (s) { MATCH (s)-[:DEPENDS_ON|SUPPLIED_BY|OPERATED_BY|SUBCONTRACTS_TO|LOCATED_IN*1..8]->(x) WHERE x <> s RETURN DISTINCT x }
CALL (x) { OPTIONAL MATCH (x)<-[:ACCOUNTABLE_FOR|RESPONSIBLE_FOR]-(o:Role) RETURN min(o.name) AS looked_after_by }
MATCH p = shortestPath((s)-[:DEPENDS_ON|SUPPLIED_BY|OPERATED_BY|SUBCONTRACTS_TO|LOCATED_IN*1..8]->(x))
WITH x, length(p) AS hops, x.id IN firm AS alone, looked_after_by
RETURN hops, head(labels(x)) AS label, x.id AS id, x.name AS name, coalesce(x.state, 'unknown') AS state,
  alone, looked_after_by
ORDER BY hops, label, name, id

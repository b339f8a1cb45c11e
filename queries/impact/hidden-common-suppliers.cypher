/*
name: hidden-common-suppliers
title: Which suppliers do several services share without knowing
about: >-
  Suppliers that several services reach without using them directly: the common cause that no single service owner can see.
  Redundant paths count too.
params:
  at_least: {type: integer, default: 2, example: 3, about: smallest number of services that share it}
returns: [supplier, name, services, through]
*/
MATCH (s:Service) WHERE coalesce(s.status, 'live') = 'live'
CALL (s) {
  MATCH (s)-[:DEPENDS_ON|SUPPLIED_BY|OPERATED_BY|SUBCONTRACTS_TO|LOCATED_IN*2..8]->(b:Supplier)
  WHERE NOT EXISTS { (s)-[:SUPPLIED_BY|OPERATED_BY]->(b) }
  RETURN DISTINCT b
}
WITH b, s ORDER BY s.name
WITH b, collect(DISTINCT s.name) AS services WHERE size(services) >= $at_least
CALL (b) {
  MATCH (b)<-[:SUPPLIED_BY|OPERATED_BY|SUBCONTRACTS_TO]-(x) WITH x.name AS n ORDER BY n
  RETURN collect(DISTINCT n) AS through
}
RETURN b.id AS supplier, b.name AS name, services, through ORDER BY size(services) DESC, name, supplier

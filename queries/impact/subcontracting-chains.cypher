/*
name: subcontracting-chains
title: Who works for whom behind our suppliers
about: Every chain of subcontractors behind the suppliers we use, with depth and the countries on the way.
params:
  min_depth: {type: integer, default: 1, example: 2, about: 'shortest chain to show, in steps'}
returns: [supplier, depth, chain, countries, services]
*/
MATCH (b:Supplier) WHERE EXISTS { (b)<-[:SUPPLIED_BY|OPERATED_BY]-() }
CALL (b) {
  MATCH p = (b)-[:SUBCONTRACTS_TO*1..8]->(z:Supplier) WHERE NOT EXISTS { (z)-[:SUBCONTRACTS_TO]->() }
  RETURN length(p) AS depth, reduce(t = '', n IN nodes(p) | t + CASE t WHEN '' THEN '' ELSE ' > ' END + n.name) AS chain,
    [n IN nodes(p) | coalesce(n.country, '?')] AS countries
}
WITH b, depth, chain, countries WHERE depth >= $min_depth
CALL (b) {
  OPTIONAL MATCH (b)<-[:DEPENDS_ON|SUPPLIED_BY|OPERATED_BY*1..8]-(s:Service) WHERE coalesce(s.status, 'live') = 'live'
  RETURN count(DISTINCT s) AS services
}
RETURN b.id AS supplier, depth, chain, countries, services ORDER BY depth DESC, chain, supplier

/*
name: customers-hit-now
title: Which customers feel what is failing now
about: >-
  Customers whose service level agreement in force covers a service that is down or degraded, or that rests on something down
  or degraded without a spare.
returns: [customer, service, state, agreement, cause]
*/
MATCH (c:Supplier {kind: 'customer'})<-[:GOVERNS]-(d:Document {kind: 'sla', status: 'approved'})-[:GOVERNS]->(s:Service)
WHERE coalesce(d.valid_from, $today) <= $today AND coalesce(d.valid_to, $today) >= $today
CALL (s) {
  MATCH p = (s)-[:DEPENDS_ON|SUPPLIED_BY|OPERATED_BY|SUBCONTRACTS_TO|LOCATED_IN*0..8]->(x)
  WHERE all(e IN relationships(p) WHERE e.group IS NULL)
  RETURN DISTINCT x
}
WITH c, d, s, x WHERE x.state IN ['down', 'degraded']
WITH c, d, s, x.name AS n ORDER BY n
WITH c, d, s, collect(DISTINCT n) AS cause
RETURN c.name AS customer, s.name AS service, s.state AS state, d.name AS agreement, cause
ORDER BY customer, service, agreement

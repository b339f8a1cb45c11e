/*
name: supplier-blast-radius
title: Suppliers ranked by what their failure would stop
about: >-
  Per supplier the number of live services it reaches and those it alone can stop, critical ones apart. The order in which to
  review, visit and replace. Every path is followed and redundancy is ignored: `clausegraph impact --ranking supplier` counts
  spares.
returns: [supplier, name, reached, critical_reached, alone, critical_alone]
*/
MATCH (b:Supplier) WHERE coalesce(b.status, 'live') = 'live' AND coalesce(b.kind, 'external') <> 'customer'
CALL (b) {
  MATCH (b)<-[:DEPENDS_ON|SUPPLIED_BY|OPERATED_BY|SUBCONTRACTS_TO|LOCATED_IN*1..8]-(s:Service)
  WHERE coalesce(s.status, 'live') = 'live'
  RETURN count(DISTINCT s) AS reached, count(DISTINCT CASE s.criticality WHEN 'critical' THEN s END) AS critical_reached
}
CALL (b) {
  MATCH q = (b)<-[:DEPENDS_ON|SUPPLIED_BY|OPERATED_BY|SUBCONTRACTS_TO|LOCATED_IN*1..8]-(s:Service)
  WHERE coalesce(s.status, 'live') = 'live'
    AND all(e IN relationships(q) WHERE e.group IS NULL AND coalesce(e.effect, 'down') = 'down')
  RETURN count(DISTINCT s) AS alone, count(DISTINCT CASE s.criticality WHEN 'critical' THEN s END) AS critical_alone
}
WITH b, reached, critical_reached, alone, critical_alone WHERE reached > 0
RETURN b.id AS supplier, b.name AS name, reached, critical_reached, alone, critical_alone
ORDER BY critical_alone DESC, alone DESC, critical_reached DESC, reached DESC, name, supplier

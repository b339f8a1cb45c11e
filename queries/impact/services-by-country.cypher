/*
name: services-by-country
title: On which countries do our services rest
about: Per country the suppliers and sites found behind live services, redundant or not, and how many services reach them.
returns: [country, parties, services, critical]
*/
MATCH (s:Service) WHERE coalesce(s.status, 'live') = 'live'
CALL (s) {
  MATCH (s)-[:DEPENDS_ON|SUPPLIED_BY|OPERATED_BY|SUBCONTRACTS_TO|LOCATED_IN*1..8]->(b)
  WHERE b:Supplier OR b.kind = 'facility'
  RETURN DISTINCT b
}
WITH coalesce(b.country, 'not stated') AS country, b, s ORDER BY b.name
RETURN country, collect(DISTINCT b.name) AS parties, count(DISTINCT s) AS services,
  count(DISTINCT CASE s.criticality WHEN 'critical' THEN s END) AS critical
ORDER BY critical DESC, services DESC, country

/*
name: agreements-ending-by
title: Which agreements end by a day, and what hangs on them
about: The renewal calendar with the manager of the party and the number of live services behind it.
params:
  until: {type: day, example: '2027-03-31', about: last day of the calendar}
returns: [ends_on, agreement, name, party, manager, services, critical]
*/
MATCH (d:Document {status: 'approved'})-[:GOVERNS]->(b:Supplier)
WHERE d.kind IN $agreement_kinds AND d.valid_to >= $today AND d.valid_to <= $until
CALL (b) { OPTIONAL MATCH (o:Role)-[:ACCOUNTABLE_FOR|RESPONSIBLE_FOR]->(b) RETURN min(o.name) AS manager }
OPTIONAL CALL (b, d) {
  MATCH (b)<-[:DEPENDS_ON|SUPPLIED_BY|OPERATED_BY|LOCATED_IN*1..8]-(s:Service) RETURN DISTINCT s
  UNION
  MATCH (d)-[:GOVERNS]->(s:Service) RETURN DISTINCT s
}
WITH d, b, manager, CASE coalesce(s.status, 'live') WHEN 'live' THEN s END AS s
WITH d, b, manager, count(DISTINCT s) AS services, count(DISTINCT CASE s.criticality WHEN 'critical' THEN s END) AS critical
RETURN d.valid_to AS ends_on, d.id AS agreement, d.name AS name, b.name AS party, manager, services, critical
ORDER BY ends_on, name, party, agreement

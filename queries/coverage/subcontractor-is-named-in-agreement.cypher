/*
name: subcontractor-is-named-in-agreement
title: Subcontractors are named in the contract of their principal
about: Fourth parties are where lead suppliers hide their own risk. The agreement must say who they are and for which part.
severity: high
resource: Supplier
applies_when: suppliers in use that supply or operate something in use and SUBCONTRACTS_TO another
passes_when: a contract or ola in force that GOVERNS the supplier also DESCRIBES each of its subcontractors
rules:
- {status: ok, when: all named, reason: "Subcontractors named in its agreement: {n}."}
- {status: alarm, when: some not named, reason: "Not named in its agreement: {subcontractors}."}
*/
MATCH (s:Supplier)-[:SUBCONTRACTS_TO]->(b:Supplier)
WHERE coalesce(s.status, 'live') = 'live'
  AND EXISTS { MATCH (s)<-[:SUPPLIED_BY|OPERATED_BY]-(x) WHERE coalesce(x.status, 'live') = 'live' }
WITH s, b, EXISTS {
  MATCH (s)<-[:GOVERNS]-(d:Document {status: 'approved'})-[:DESCRIBES]->(b)
  WHERE d.kind IN ['contract', 'ola'] AND coalesce(d.valid_from, $today) <= $today AND coalesce(d.valid_to, $today) >= $today
} AS named ORDER BY b.name
WITH s, count(DISTINCT b) AS n, collect(DISTINCT CASE WHEN NOT named THEN b.name END) AS bare
WITH s, CASE size(bare)
  WHEN 0 THEN ['ok', 'Subcontractors named in its agreement: ' + toString(n) + '.']
  ELSE ['alarm', 'Not named in its agreement: '
    + reduce(t = '', x IN bare | t + CASE t WHEN '' THEN '' ELSE ', ' END + x) + '.'] END AS v
RETURN s.id AS resource, s.name AS name, v[0] AS status, v[1] AS reason ORDER BY resource

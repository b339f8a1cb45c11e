/*
name: supplier-is-identified
title: Suppliers behind critical services are identified by law
about: >-
  A register of third parties without legal name, identifier and country cannot be filed, and cannot tell two suppliers from
  one.
severity: medium
resource: Supplier
applies_when: >-
  external suppliers in use that a critical service in use reaches through its dependencies, subcontractors included
passes_when: legal_name, country, and lei or registration_id are stated
rules:
- {status: ok, when: all stated, reason: "{legal_name}, {country}, {identifier}."}
- {status: alarm, when: some missing, reason: "Not stated: {fields}."}
*/
MATCH (s:Service {criticality: 'critical'}) WHERE coalesce(s.status, 'live') = 'live'
CALL (s) {
  MATCH (s)-[:DEPENDS_ON|SUPPLIED_BY|OPERATED_BY|SUBCONTRACTS_TO|LOCATED_IN*1..8]->(b:Supplier)
  WHERE coalesce(b.kind, 'external') = 'external' AND coalesce(b.status, 'live') = 'live'
  RETURN DISTINCT b
}
WITH DISTINCT b
WITH b, [x IN [
  CASE WHEN b.legal_name IS NULL THEN 'legal name' END, CASE WHEN b.country IS NULL THEN 'country' END,
  CASE WHEN b.lei IS NULL AND b.registration_id IS NULL THEN 'LEI or registration number' END
] WHERE x IS NOT NULL] AS missing
WITH b, CASE size(missing)
  WHEN 0 THEN ['ok', b.legal_name + ', ' + b.country + ', ' + coalesce(b.lei, b.registration_id) + '.']
  ELSE ['alarm', 'Not stated: ' + reduce(t = '', n IN missing | t + CASE t WHEN '' THEN '' ELSE ', ' END + n) + '.'] END AS v
RETURN b.id AS resource, b.name AS name, v[0] AS status, v[1] AS reason ORDER BY resource

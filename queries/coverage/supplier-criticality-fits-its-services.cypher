/*
name: supplier-criticality-fits-its-services
title: A supplier that can stop a critical service is rated critical
about: >-
  Supplier tiers are often set by spend. The graph knows better: who can stop a critical service is critical, however cheap.
severity: medium
resource: Supplier
applies_when: suppliers in use that alone can stop a service in use of criticality critical
passes_when: criticality of the supplier is critical
rules:
- {status: ok, when: rated critical, reason: "Rated critical; it alone can stop {services}."}
- {status: alarm, when: rated lower, reason: "Rated {criticality}, yet it alone can stop {services}."}
*/
MATCH (s:Service {criticality: 'critical'}) WHERE coalesce(s.status, 'live') = 'live'
CALL (s) {
  MATCH (s) (()-[e:DEPENDS_ON|SUPPLIED_BY|OPERATED_BY|SUBCONTRACTS_TO|LOCATED_IN]->()
    WHERE e.group IS NULL AND coalesce(e.effect, 'down') = 'down'){1,8} (b:Supplier)
  WHERE coalesce(b.status, 'live') = 'live'
  RETURN DISTINCT b
}
WITH b, s.name AS service ORDER BY service
WITH b, collect(service) AS names
WITH b, reduce(t = '', n IN names | t + CASE t WHEN '' THEN '' ELSE ', ' END + n) AS names
WITH b, CASE WHEN b.criticality = 'critical' THEN ['ok', 'Rated critical; it alone can stop ' + names + '.']
  ELSE ['alarm', 'Rated ' + coalesce(b.criticality, 'not at all') + ', yet it alone can stop ' + names + '.'] END AS v
RETURN b.id AS resource, b.name AS name, v[0] AS status, v[1] AS reason ORDER BY resource

"""The statements, as somebody who knows both engines and this graph writes them: one row, lists instead of maps."""

ROWS = """
MATCH (s:Service) WHERE s.name IS NOT NULL
WITH s ORDER BY s.name, s.id LIMIT 1000
RETURN collect([s.id, s.name, s.kind, s.status, s.criticality, s.availability_target, s.rto_minutes, s.rpo_minutes,
                s.state, s.description])
"""

NESTED = """
MATCH (s:Service {kind: 'business'})
WITH s ORDER BY s.name, s.id LIMIT 100
RETURN collect([s.id, s.name, s.criticality, COLLECT {
  MATCH (s)<-[:PART_OF]-(p:Service)
  WITH DISTINCT p ORDER BY p.name, p.id LIMIT 10
  RETURN [p.id, p.name, p.state, COLLECT {
    MATCH (p)<-[:GOVERNS]-(d:Document)
    WITH DISTINCT d ORDER BY d.name, d.id LIMIT 5
    RETURN [d.id, d.name, d.kind, d.valid_to]
  }]
}])
"""

PAGE = """
MATCH (p:Supplier) WHERE p.country = $country
MATCH (p)<-[:SUPPLIED_BY]-(s:Service)
WITH collect(DISTINCT s) AS found
RETURN size(found), COLLECT {
  UNWIND found AS s
  WITH s ORDER BY s.name, s.id LIMIT 21
  RETURN [s.id, s.name, s.criticality, s.rto_minutes]
}
"""

NODE = """
MATCH (s:Service {id: $id})
RETURN s.id, s.name, s.criticality,
  COLLECT { MATCH (s)-[:DEPENDS_ON]->(n) WITH DISTINCT n ORDER BY n.name, n.id RETURN [head(labels(n)), n.id, n.name] },
  COLLECT { MATCH (s)<-[:DEPENDS_ON]-(n) WITH DISTINCT n ORDER BY n.name, n.id RETURN [head(labels(n)), n.id, n.name] },
  COLLECT { MATCH (s)-[:SUPPLIED_BY]->(n) WITH DISTINCT n ORDER BY n.name, n.id RETURN [n.id, n.name, n.country] },
  COLLECT { MATCH (s)-[:OPERATED_BY]->(n) WITH DISTINCT n ORDER BY n.name, n.id RETURN [n.id, n.name, n.country] },
  COLLECT { MATCH (s)<-[:ACCOUNTABLE_FOR]-(n) WITH DISTINCT n ORDER BY n.name, n.id RETURN [n.id, n.name] },
  COLLECT { MATCH (s)<-[:GOVERNS]-(n) WITH DISTINCT n ORDER BY n.name, n.id RETURN [n.id, n.name, n.kind] }
"""

AGGREGATE = """
MATCH (s:Service) WHERE s.rto_minutes <= $most
WITH s.criticality AS criticality, count(*) AS found, min(s.rto_minutes) AS least, max(s.rto_minutes) AS most
RETURN sum(found), min(least), max(most), collect([criticality, found])
"""

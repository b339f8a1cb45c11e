/*
name: clauses-hit-if-a-supplier-leaves
title: Which clauses lose their footing if this supplier leaves
about: >-
  Clauses that lean on the supplier, because a process it operates addresses them or because a document about it is evidence,
  and what else would still carry them.
params:
  supplier: {type: id of Supplier, example: Cirrus North, about: id or name of the supplier}
returns: [requirement, title, through, addressing_left, documents_left, verdict]
*/
MATCH (b:Supplier {id: $supplier})
CALL (b) {
  MATCH (b)<-[:OPERATED_BY]-(p:Process)-[:ADDRESSES]->(r:Requirement) RETURN r, 'process ' + p.name AS through
  UNION
  MATCH (b)<-[:GOVERNS|DESCRIBES]-(d:Document)-[:EVIDENCES]->(r:Requirement) RETURN r, 'document ' + d.name AS through
  UNION
  MATCH (b)-[:ADDRESSES]->(r:Requirement) RETURN r, 'the supplier itself' AS through
}
WITH b, r, through ORDER BY through
WITH b, r, collect(through) AS through
CALL (b, r) {
  OPTIONAL MATCH (r)<-[:ADDRESSES]-(p) WHERE p <> b AND NOT EXISTS { (p)-[:OPERATED_BY]->(b) }
  RETURN count(DISTINCT p) AS addressing_left
}
CALL (b, r) {
  OPTIONAL MATCH (r)<-[:EVIDENCES]-(d:Document)
    WHERE NOT coalesce(d.status, 'approved') IN ['draft', 'withdrawn'] AND NOT EXISTS { (d)-[:GOVERNS|DESCRIBES]->(b) }
  RETURN count(DISTINCT d) AS documents_left
}
RETURN r.id AS requirement, r.title AS title, through, addressing_left, documents_left, CASE
  WHEN addressing_left = 0 AND any(t IN through WHERE NOT t STARTS WITH 'document') THEN 'lost'
  WHEN documents_left = 0 AND any(t IN through WHERE t STARTS WITH 'document') THEN 'lost'
  ELSE 'thinner' END AS verdict
ORDER BY verdict, requirement

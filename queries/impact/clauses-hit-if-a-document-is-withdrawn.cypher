/*
name: clauses-hit-if-a-document-is-withdrawn
title: Which clauses lose evidence if this document is withdrawn
about: >-
  Each clause and item the document is evidence for, and what would be left. 'lost' needs a replacement before the
  withdrawal.
params:
  document: {type: id of Document, example: Incident procedure, about: id or name of the document}
returns: [requirement, title, item, left, verdict]
*/
MATCH (d:Document {id: $document})-[e:EVIDENCES]->(r:Requirement)
CALL (d, e, r) {
  OPTIONAL MATCH (o:Document)-[f:EVIDENCES]->(r)
    WHERE o <> d AND coalesce(f.item, '') = coalesce(e.item, '') AND (
      (o.kind IN $record_kinds AND NOT coalesce(o.status, 'approved') IN ['draft', 'withdrawn'])
      OR (o.status = 'approved' AND coalesce(o.valid_from, $today) <= $today AND coalesce(o.valid_to, $today) >= $today))
  WITH o ORDER BY o.name
  RETURN collect(o.name) AS left
}
RETURN r.id AS requirement, r.title AS title, e.item AS item, left,
  CASE size(left) WHEN 0 THEN 'lost' ELSE 'thinner' END AS verdict
ORDER BY verdict, requirement, item

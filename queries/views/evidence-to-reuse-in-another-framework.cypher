/*
name: evidence-to-reuse-in-another-framework
title: Which evidence can be reused in another framework
about: >-
  For each clause of the target framework without counting evidence, the mapped clause elsewhere that has some. A mapping
  that only intersects is a lead to follow, never a proof.
params:
  framework: {type: id of Framework, example: iso-20000-1-2018, about: id or name of the framework that needs evidence}
returns: [ref, title, from, relation, documents]
*/
MATCH (f:Framework {id: $framework})
MATCH (f)<-[:PART_OF*1..8]-(r:Requirement) WHERE NOT EXISTS {
  MATCH (r)<-[:EVIDENCES]-(d:Document) WHERE NOT coalesce(d.status, 'approved') IN ['draft', 'withdrawn']
}
MATCH (r)-[m:MAPS_TO]-(q:Requirement) WHERE NOT q.id STARTS WITH $framework + '/'
CALL (q) {
  OPTIONAL MATCH (q)<-[:EVIDENCES]-(d:Document)
    WHERE (d.kind IN $record_kinds AND NOT coalesce(d.status, 'approved') IN ['draft', 'withdrawn'])
      OR (d.status = 'approved' AND coalesce(d.valid_from, $today) <= $today AND coalesce(d.valid_to, $today) >= $today)
  WITH d.name AS n ORDER BY n
  RETURN collect(DISTINCT n) AS documents
}
WITH r, m, q, documents WHERE size(documents) > 0
RETURN r.ref AS ref, r.title AS title, q.id AS from, m.relation AS relation, documents ORDER BY ref, from

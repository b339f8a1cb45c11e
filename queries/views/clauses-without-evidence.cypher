/*
name: clauses-without-evidence
title: Which clauses have nothing behind them
about: >-
  Clauses without children that nothing addresses in full or no counting document is evidence for; the gap list by clause.
params:
  framework: {type: id of Framework, example: iso-20000-1-2018, about: id or name of the framework}
returns: [ref, title, addressed_by, best_status, evidence]
*/
MATCH (f:Framework {id: $framework})
MATCH (f)<-[:PART_OF*1..8]-(r:Requirement) WHERE NOT EXISTS { (r)<-[:PART_OF]-(:Requirement) }
CALL (r) {
  OPTIONAL MATCH (r)<-[a:ADDRESSES]-(x)
  WITH x.name AS n,
    CASE coalesce(a.status, 'partial') WHEN 'full' THEN 3 WHEN 'partial' THEN 2 WHEN 'planned' THEN 1 ELSE 0 END AS rank
  ORDER BY n
  RETURN collect(n) AS addressed_by, max(CASE WHEN n IS NULL THEN 0 ELSE rank END) AS best
}
CALL (r) {
  OPTIONAL MATCH (r)<-[:EVIDENCES]-(d:Document)
    WHERE (d.kind IN $record_kinds AND NOT coalesce(d.status, 'approved') IN ['draft', 'withdrawn'])
      OR (d.status = 'approved' AND coalesce(d.valid_from, $today) <= $today AND coalesce(d.valid_to, $today) >= $today)
  RETURN count(DISTINCT d) AS evidence
}
WITH r, addressed_by, best, evidence WHERE best < 3 OR evidence = 0
RETURN r.ref AS ref, r.title AS title, addressed_by,
  CASE best WHEN 3 THEN 'full' WHEN 2 THEN 'partial' WHEN 1 THEN 'planned' ELSE 'none' END AS best_status, evidence
ORDER BY ref

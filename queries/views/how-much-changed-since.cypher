/*
name: how-much-changed-since
title: How much each source changed since a day
about: >-
  Records that a source added, changed or took back, counted by day; `what-changed-since` names them. A day with far more than
  usual is a reason to look.
params:
  since: {type: day, example: '2026-11-15', about: first day of what counts as new}
returns: [day, source, change, records]
*/
CALL () {
  MATCH (r:Record) WHERE r.valid_from >= $since
  RETURN substring(r.valid_from, 0, 10) AS day, r.source AS source,
    CASE WHEN EXISTS { MATCH (r)-[:ABOUT]->()<-[:ABOUT]-(o:PastRecord) WHERE o.source = r.source AND o.key = r.key }
      THEN 'changed' ELSE 'added' END AS change
  UNION ALL
  MATCH (r:PastRecord) WHERE r.valid_to >= $since
  OPTIONAL MATCH (r)-[:ABOUT]->(x)
  WITH r, x WHERE NOT EXISTS { MATCH (x)<-[:ABOUT]-(o) WHERE o <> r AND o.source = r.source AND o.key = r.key
    AND o.valid_from >= r.valid_to }
  RETURN substring(r.valid_to, 0, 10) AS day, r.source AS source, 'gone' AS change
}
RETURN day, source, change, count(*) AS records ORDER BY day DESC, source, change

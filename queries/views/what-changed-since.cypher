/*
name: what-changed-since
title: What the sources say differently since a day
about: >-
  Additions, changes and disappearances per source, from the records kept. The first page of a surveillance audit and of a
  Monday morning. Label and name are empty where nothing is left of the node but its past records.
params:
  since: {type: day, example: '2026-11-15', about: first day of what counts as new}
returns: [day, source, change, label, id, name, record]
*/
CALL () {
  MATCH (r:Record) WHERE r.valid_from >= $since
  MATCH (r)-[:ABOUT]->(x)
  RETURN r, r.valid_from AS at, x.id AS id, head(labels(x)) AS label, x.name AS name,
    CASE WHEN EXISTS { MATCH (x)<-[:ABOUT]-(o:PastRecord) WHERE o.source = r.source AND o.key = r.key } THEN 'changed'
      ELSE 'added' END AS change
  UNION ALL
  MATCH (r:PastRecord) WHERE r.valid_to >= $since
  OPTIONAL MATCH (r)-[:ABOUT]->(x)
  WITH r, x WHERE NOT EXISTS { MATCH (x)<-[:ABOUT]-(o) WHERE o <> r AND o.source = r.source AND o.key = r.key
    AND o.valid_from >= r.valid_to }
  RETURN r, r.valid_to AS at, r.about AS id, head(labels(x)) AS label, x.name AS name, 'gone' AS change
}
RETURN substring(at, 0, 10) AS day, r.source AS source, change, label, id, name, r.name AS record
ORDER BY day DESC, change, name, id, record

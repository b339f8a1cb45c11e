/*
name: where-does-this-come-from
title: Which sources said this, when, and what was overruled
about: >-
  The trail behind a node: current and past records with source, place and time, the run that first read them, and the
  properties for which a source of higher priority says something else. The answer to "who says so".
params:
  node: {type: id, example: Customer portal, about: id or name of anything a source speaks of}
returns: [source, record, since, until, last_seen, run, overruled]
*/
CALL () {
  MATCH (x:Service {id: $node}) RETURN x
  UNION
  MATCH (x:Role {id: $node}) RETURN x
  UNION
  MATCH (x:Supplier {id: $node}) RETURN x
  UNION
  MATCH (x:Process {id: $node}) RETURN x
  UNION
  MATCH (x:Document {id: $node}) RETURN x
  UNION
  MATCH (x:Resource {id: $node}) RETURN x
  UNION
  MATCH (x:Framework {id: $node}) RETURN x
  UNION
  MATCH (x:Requirement {id: $node}) RETURN x
}
MATCH (x)<-[:ABOUT]-(r)
CALL (r) {
  OPTIONAL MATCH (:Source {id: r.source})<-[:OF]-(run:Run {status: 'finished'})
    WHERE run.finished_at >= r.valid_from AND run.finished_at < coalesce(r.valid_to, '9999')
  RETURN max(run.finished_at) AS seen
}
RETURN r.source AS source, r.name AS record, r.valid_from AS since, r.valid_to AS until,
  coalesce(seen, r.valid_from) AS last_seen, r.run AS run, coalesce(r.overruled, []) AS overruled
ORDER BY since DESC, source, record

/*
name: sources-and-runs
title: When was each source last read, and how did it go
about: >-
  Every source the graph has heard from, with its last run, when its data is from, when it is due again, what is still
  unresolved in it, and whether a load is writing to it now.
returns: [source, loader, priority, last_run, at, error, data_from, next_due, records, unresolved, rejected, loading]
*/
MATCH (s:Source)
CALL (s) {
  OPTIONAL MATCH (s)<-[:OF]-(r:Run) WITH r ORDER BY r.started_at DESC, r.id DESC LIMIT 1
  RETURN r.status AS last_run, coalesce(r.finished_at, r.started_at) AS at, r.error AS error, r.rejected AS rejected
}
CALL (s) { OPTIONAL MATCH (s)<-[:OF]-(r:Run {status: 'finished'}) RETURN max(r.finished_at) AS data_from }
CALL (s) {
  OPTIONAL MATCH (r:Record {source: s.id})
  RETURN count(r) AS records, coalesce(sum(size(r.unresolved)), 0) AS unresolved
}
RETURN s.name AS source, s.loader AS loader, s.priority AS priority, last_run, at, error, data_from, s.next_due AS next_due,
  records, unresolved, coalesce(rejected, 0) AS rejected, s.loading IS NOT NULL AS loading
ORDER BY source

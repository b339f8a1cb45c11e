/*
name: clauses-changed-by-loads
title: Which clauses did the loads make better or worse
about: >-
  The change log of loads: what each found changed since the one before it, with the sources that wrote. A clause that time
  alone changed, since a document expired or a record grew old, shows with the next load that wrote something.
params:
  since: {type: day, example: '2026-11-16', about: first day that counts}
returns: [at, sources, change, clause, title, before, now]
*/
MATCH (r:Run) WHERE r.finished_at >= $since AND r.changes IS NOT NULL
UNWIND r.changes AS line
WITH r, line, split(line, ' ') AS parts
WITH r, parts, substring(line, size(parts[0]) + size(parts[1]) + size(parts[2]) + 3) AS clause
OPTIONAL MATCH (q:Requirement {id: clause})
RETURN r.finished_at AS at, r.changed_by AS sources, parts[0] AS change, clause, q.title AS title, parts[1] AS before,
  parts[2] AS now
ORDER BY at DESC, clause

/*
name: process-leaves-records
title: Each process we run has left a record lately
about: >-
  Operation as planned is shown by records, not by interviews. A process silent for half a year is either dead or
  undocumented.
severity: medium
resource: Process
applies_when: processes in use that no Supplier operates (those have outsourced-process-is-measured)
passes_when: a record of any kind not older than record_within_days DESCRIBES the process
rules:
- {status: ok, when: recent, reason: "Last record on {date}."}
- {status: alarm, when: never, reason: No record shows that it has ever run.}
- {status: alarm, when: too old, reason: "Last record on {date}, more than {record_within_days} days ago."}
params:
  record_within_days: {type: days, default: 180, example: 90, about: days that a process may go without a record}
*/
MATCH (s:Process) WHERE coalesce(s.status, 'live') = 'live' AND NOT EXISTS { (s)-[:OPERATED_BY]->(:Supplier) }
CALL (s) {
  OPTIONAL MATCH (d:Document)-[:DESCRIBES]->(s)
    WHERE d.kind IN $record_kinds AND NOT coalesce(d.status, 'approved') IN ['draft', 'withdrawn'] AND d.valid_from <= $today
  RETURN max(d.valid_from) AS last
}
WITH s, CASE
  WHEN last IS NULL THEN ['alarm', 'No record shows that it has ever run.']
  WHEN last < $record_within_days_ago
    THEN ['alarm', 'Last record on ' + last + ', more than ' + toString($record_within_days) + ' days ago.']
  ELSE ['ok', 'Last record on ' + last + '.'] END AS v
RETURN s.id AS resource, s.name AS name, v[0] AS status, v[1] AS reason ORDER BY resource

/*
name: source-is-fresh
title: Each source was read in time and without failure
about: >-
  Old data answers yesterday's question with today's confidence. Each source promises when it is due again; a failed run keeps
  the data and raises this alarm.
severity: high
resource: Source
applies_when: all sources
passes_when: the latest Run of the source until today is finished and next_due of the source is absent or not before today
rules:
- {status: ok, when: in time, reason: "Last read on {date}."}
- {status: alarm, when: never read, reason: It has never been read successfully.}
- {status: alarm, when: last run failed, reason: "The run of {date} failed; the data is from {date of last success}."}
- {status: alarm, when: overdue, reason: "Last read on {date}; the next run was due on {next_due}."}
*/
MATCH (s:Source)
CALL (s) {
  OPTIONAL MATCH (r:Run {status: 'finished'})-[:OF]->(s) WHERE substring(r.finished_at, 0, 10) <= $today
  RETURN max(r.finished_at) AS good
}
CALL (s) {
  OPTIONAL MATCH (r:Run {status: 'failed'})-[:OF]->(s) WHERE substring(r.finished_at, 0, 10) <= $today
  RETURN max(r.finished_at) AS bad
}
WITH s, CASE
  WHEN good IS NULL THEN ['alarm', 'It has never been read successfully.']
  WHEN bad > good
    THEN ['alarm', 'The run of ' + substring(bad, 0, 10) + ' failed; the data is from ' + substring(good, 0, 10) + '.']
  WHEN s.next_due < $today
    THEN ['alarm', 'Last read on ' + substring(good, 0, 10) + '; the next run was due on ' + s.next_due + '.']
  ELSE ['ok', 'Last read on ' + substring(good, 0, 10) + '.'] END AS v
RETURN s.id AS resource, s.name AS name, v[0] AS status, v[1] AS reason ORDER BY resource

/*
name: exception-is-current
title: Each accepted deviation is whole and has not ended
about: >-
  A deviation is accepted for a time, by somebody, for a reason. Past its last day the alarm that it accepted is back, and one
  that still lies open says that nobody has decided anew. Whether that alarm is still there is told with the accepted deviations
  of every report.
severity: medium
resource: Document
applies_when: exceptions that are neither closed nor withdrawn
passes_when: it is approved, names check, resource, reason, approver and last day, and that day is not before today
rules:
- {status: ok, when: whole and not ended, reason: "It accepts {check} until {valid_to}, by {approved_by}."}
- {status: alarm, when: not whole, reason: "It accepts nothing: it has no {what}."}
- {status: alarm, when: ended,
  reason: "It accepted {check} until {valid_to}, and that is over: close it or have it granted anew."}
*/
MATCH (d:Document {kind: 'exception'}) WHERE NOT coalesce(d.status, 'approved') IN ['closed', 'withdrawn']
CALL (d) { OPTIONAL MATCH (d)-[:DESCRIBES]->(x) RETURN count(x) AS things }
WITH d, [
  CASE WHEN coalesce(d.check, '') = '' THEN 'check' END,
  CASE WHEN things = 0 THEN 'resource' END,
  CASE WHEN coalesce(d.reason, '') = '' THEN 'reason' END,
  CASE WHEN coalesce(d.approved_by, '') = '' THEN 'approver' END,
  CASE WHEN coalesce(d.valid_to, '') = '' THEN 'end' END,
  CASE WHEN d.status = 'draft' THEN 'approval' END] AS owed
WITH d, [what IN owed WHERE what IS NOT NULL] AS lacks
WITH d, CASE
  WHEN size(lacks) > 0 THEN ['alarm', 'It accepts nothing: it has no '
    + reduce(t = '', what IN lacks | t + CASE t WHEN '' THEN '' ELSE ' and no ' END + what) + '.']
  WHEN d.valid_to < $today THEN ['alarm', 'It accepted ' + d.check + ' until ' + d.valid_to
    + ', and that is over: close it or have it granted anew.']
  ELSE ['ok', 'It accepts ' + d.check + ' until ' + d.valid_to + ', by ' + d.approved_by + '.'] END AS v
RETURN d.id AS resource, d.name AS name, v[0] AS status, v[1] AS reason ORDER BY resource

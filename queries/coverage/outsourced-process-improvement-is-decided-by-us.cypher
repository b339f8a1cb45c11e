/*
name: outsourced-process-improvement-is-decided-by-us
title: We decide which improvements of an outsourced process come first
about: >-
  Priorities of a handed-over process tend to become the other party's. Proposals that lie undecided show who really governs.
severity: medium
resource: Process
applies_when: processes in use that are OPERATED_BY a Supplier
passes_when: no open improvement that DESCRIBES the process has been waiting for approval longer than decide_within_days
rules:
- {status: ok, when: all decided or young,
  reason: "Improvements recorded: {n}; none waits longer than {decide_within_days} days for a decision."}
- {status: info, when: none recorded at all, reason: No improvement has ever been recorded for it.}
- {status: alarm, when: one waits too long, reason: "{document} of {date} still waits for a decision."}
params:
  decide_within_days: {type: days, default: 90, example: 60, about: days that a proposal may wait for a decision}
*/
MATCH (s:Process) WHERE coalesce(s.status, 'live') = 'live' AND EXISTS { (s)-[:OPERATED_BY]->(:Supplier) }
CALL (s) {
  OPTIONAL MATCH (i:Document {kind: 'improvement'})-[:DESCRIBES]->(s) WHERE coalesce(i.status, 'open') <> 'withdrawn'
  WITH i, coalesce(i.status, 'open') <> 'closed' AND i.approved_on IS NULL
    AND coalesce(i.valid_from, '') < $decide_within_days_ago AS late
  ORDER BY i.valid_from, i.name
  RETURN count(i) AS n, collect(CASE WHEN late THEN i.name + ' of ' + coalesce(i.valid_from, 'an unknown day') END) AS waiting
}
WITH s, CASE
  WHEN size(waiting) > 0 THEN ['alarm', waiting[0] + ' still waits for a decision.']
  WHEN n = 0 THEN ['info', 'No improvement has ever been recorded for it.']
  ELSE ['ok', 'Improvements recorded: ' + toString(n) + '; none waits longer than ' + toString($decide_within_days)
    + ' days for a decision.'] END AS v
RETURN s.id AS resource, s.name AS name, v[0] AS status, v[1] AS reason ORDER BY resource

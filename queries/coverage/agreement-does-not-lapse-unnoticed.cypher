/*
name: agreement-does-not-lapse-unnoticed
title: No agreement lapses without a successor under way
about: Renegotiating a contract takes months. The check gives the buyer that time.
severity: high
resource: Document
applies_when: contracts, service level and operational agreements in force
passes_when: valid_to is later than notice_days from now, or absent, or a newer document SUPERSEDES it
rules:
- {status: ok, when: long enough, reason: "Runs until {valid_to}."}
- {status: info, when: successor exists, reason: "Ends on {valid_to}; {document} ({status}) follows."}
- {status: info, when: open-ended, reason: "Open-ended; make sure that its notice period is watched."}
- status: alarm
  when: ends with nothing behind
  reason: Ends on {valid_to}, within {notice_days} days, and nothing follows it.
params:
  notice_days: {type: days, default: 90, example: 180, about: days before its end at which a successor must be under way}
*/
MATCH (d:Document {status: 'approved'})
WHERE d.kind IN $agreement_kinds AND coalesce(d.valid_from, $today) <= $today AND coalesce(d.valid_to, $today) >= $today
CALL (d) {
  OPTIONAL MATCH (n:Document)-[:SUPERSEDES]->(d) WHERE coalesce(n.status, 'draft') <> 'withdrawn'
  RETURN min(n.name + ' (' + coalesce(n.status, 'draft') + ')') AS next
}
WITH d, CASE
  WHEN coalesce(d.valid_to, '9999-12-31') = '9999-12-31' THEN ['info', 'Open-ended; make sure that its notice period is watched.']
  WHEN d.valid_to > $notice_days_ahead THEN ['ok', 'Runs until ' + d.valid_to + '.']
  WHEN next IS NOT NULL THEN ['info', 'Ends on ' + d.valid_to + '; ' + next + ' follows.']
  ELSE ['alarm', 'Ends on ' + d.valid_to + ', within ' + toString($notice_days) + ' days, and nothing follows it.'] END AS v
RETURN d.id AS resource, d.name AS name, v[0] AS status, v[1] AS reason ORDER BY resource

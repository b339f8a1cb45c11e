/*
name: clause-was-audited
title: Each clause we claim was audited within the audit cycle
about: >-
  The audit programme must reach every clause within its cycle. Programmes that audit incident and change every year and never
  the rest are common.
severity: high
resource: Requirement
applies_when: requirements without children that something ADDRESSES, otherwise than by leaving them out
passes_when: an audit_report not older than audit_within_days DESCRIBES the clause or one it is PART_OF
rules:
- {status: ok, when: audited, reason: "Audited on {date} ({document})."}
- {status: alarm, when: never, reason: "Claimed as addressed, but never audited."}
- {status: alarm, when: too old, reason: "Last audited on {date} ({document}), more than {audit_within_days} days ago."}
params:
  audit_within_days: {type: days, default: 365, example: 1095, about: length of the audit cycle in days}
*/
MATCH (r:Requirement)
WHERE EXISTS { MATCH ()-[a:ADDRESSES]->(r) WHERE coalesce(a.status, 'partial') <> 'not_applicable' }
  AND NOT EXISTS { (:Requirement)-[:PART_OF]->(r) }
CALL (r) {
  OPTIONAL MATCH (r)-[:PART_OF*0..4]->(:Requirement)<-[:DESCRIBES]-(d:Document {kind: 'audit_report'})
    WHERE NOT coalesce(d.status, 'approved') IN ['draft', 'withdrawn'] AND d.valid_from <= $today
  RETURN d.name AS doc, d.valid_from AS last ORDER BY coalesce(last, '') DESC, doc LIMIT 1
}
WITH r, CASE
  WHEN last IS NULL THEN ['alarm', 'Claimed as addressed, but never audited.']
  WHEN last < $audit_within_days_ago
    THEN ['alarm', 'Last audited on ' + last + ' (' + doc + '), more than ' + toString($audit_within_days) + ' days ago.']
  ELSE ['ok', 'Audited on ' + last + ' (' + doc + ').'] END AS v
RETURN r.id AS resource, r.title AS name, v[0] AS status, v[1] AS reason ORDER BY resource

/*
name: outsourced-process-is-measured
title: Performance of a process run by another party is measured
about: >-
  Governance without figures is hope. The auditor asks for the last report on how the other party's process performed and
  whether it followed the rules.
severity: high
resource: Process
applies_when: processes in use that are OPERATED_BY a Supplier
passes_when: >-
  a supplier_review, service_report, measurement or audit_report not older than measured_within_days DESCRIBES the process
rules:
- {status: ok, when: recent record, reason: "{document} of {date} reports on it."}
- {status: alarm, when: none, reason: "{supplier} operates it and no record reports on its performance."}
- {status: alarm, when: too old, reason: "Last reported on {date} by {document}, more than {measured_within_days} days ago."}
params:
  measured_within_days: {type: days, default: 180, example: 90, about: days that may pass between two reports on its performance}
*/
MATCH (s:Process)-[:OPERATED_BY]->(b:Supplier) WHERE coalesce(s.status, 'live') = 'live'
WITH s, min(b.name) AS party
CALL (s) {
  OPTIONAL MATCH (d:Document)-[:DESCRIBES]->(s)
    WHERE d.kind IN ['supplier_review', 'service_report', 'measurement', 'audit_report'] AND d.valid_from <= $today
      AND NOT coalesce(d.status, 'approved') IN ['draft', 'withdrawn']
  RETURN d.name AS doc, d.valid_from AS last ORDER BY coalesce(last, '') DESC, doc LIMIT 1
}
WITH s, CASE
  WHEN last IS NULL THEN ['alarm', party + ' operates it and no record reports on its performance.']
  WHEN last < $measured_within_days_ago
    THEN ['alarm', 'Last reported on ' + last + ' by ' + doc + ', more than ' + toString($measured_within_days) + ' days ago.']
  ELSE ['ok', doc + ' of ' + last + ' reports on it.'] END AS v
RETURN s.id AS resource, s.name AS name, v[0] AS status, v[1] AS reason ORDER BY resource

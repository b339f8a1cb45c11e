/*
name: objectives-are-measured
title: Service management objectives are set and measured
about: Objectives that nobody measures are slogans. The auditor asks for the last figures against them.
severity: medium
resource: Requirement
applies_when: the clauses that ask for objectives, when their framework is loaded
passes_when: >-
  a Document of kind objectives in force EVIDENCES the clause and a measurement, service_report or management_review not
  older than measured_within_days DESCRIBES it
rules:
- {status: ok, when: measured in time, reason: "{document} was measured on {date}."}
- {status: alarm, when: no objectives, reason: No objectives in force are given as evidence.}
- {status: alarm, when: never measured, reason: "{document} has never been measured."}
- {status: alarm, when: measured too long ago,
  reason: "{document} was last measured on {date}, more than {measured_within_days} days ago."}
params:
  measured_within_days: {type: days, default: 365, example: 180, about: days for which a measurement of objectives counts}
*/
MATCH (r:Requirement) WHERE r.id IN $requirements
CALL (r) {
  OPTIONAL MATCH (d:Document {kind: 'objectives', status: 'approved'})-[:EVIDENCES]->(r)
    WHERE coalesce(d.valid_from, $today) <= $today AND coalesce(d.valid_to, $today) >= $today
  OPTIONAL MATCH (m:Document)-[:DESCRIBES]->(d)
    WHERE m.kind IN ['measurement', 'service_report', 'management_review'] AND m.valid_from <= $today
      AND NOT coalesce(m.status, 'approved') IN ['draft', 'withdrawn']
  RETURN min(d.name) AS doc, max(m.valid_from) AS last
}
WITH r, CASE
  WHEN doc IS NULL THEN ['alarm', 'No objectives in force are given as evidence.']
  WHEN last IS NULL THEN ['alarm', doc + ' has never been measured.']
  WHEN last < $measured_within_days_ago
    THEN ['alarm', doc + ' was last measured on ' + last + ', more than ' + toString($measured_within_days) + ' days ago.']
  ELSE ['ok', doc + ' was measured on ' + last + '.'] END AS v
RETURN r.id AS resource, r.title AS name, v[0] AS status, v[1] AS reason ORDER BY resource

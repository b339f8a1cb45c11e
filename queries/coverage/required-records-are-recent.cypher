/*
name: required-records-are-recent
title: Each record a clause asks for exists and is recent
about: >-
  A document says what should happen, a record that it did. Without a record of the current cycle a process counts as not
  operated.
severity: high
resource: Requirement
applies_when: requirements that list required_records
passes_when: >-
  every listed item has a record that counts, EVIDENCES the clause with that item and is not older than record_within_days
rules:
- {status: ok, when: all recent, reason: "All required records are from the last {record_within_days} days ({n})."}
- {status: alarm, when: some missing or old, reason: "No record of the last {record_within_days} days for: {items}."}
params:
  record_within_days: {type: days, default: 365, example: 180, about: age in days after which a record no longer counts}
*/
MATCH (r:Requirement) WHERE size(r.required_records) > 0
CALL (r) {
  UNWIND r.required_records AS item
  OPTIONAL MATCH (d:Document)-[e:EVIDENCES]->(r)
    WHERE e.item = item AND d.kind IN $record_kinds AND NOT coalesce(d.status, 'approved') IN ['draft', 'withdrawn']
      AND d.valid_from >= $record_within_days_ago AND d.valid_from <= $today
  WITH item, count(d) AS n ORDER BY item
  RETURN collect(CASE n WHEN 0 THEN item END) AS missing
}
WITH r, CASE size(missing)
  WHEN 0 THEN ['ok', 'All required records are from the last ' + toString($record_within_days)
    + ' days (' + toString(size(r.required_records)) + ').']
  ELSE ['alarm', 'No record of the last ' + toString($record_within_days) + ' days for: '
    + reduce(t = '', n IN missing | t + CASE t WHEN '' THEN '' ELSE ', ' END + n) + '.'] END AS v
RETURN r.id AS resource, r.title AS name, v[0] AS status, v[1] AS reason ORDER BY resource

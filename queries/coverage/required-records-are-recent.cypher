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
  every listed item has a record that counts, EVIDENCES the clause with that item and is not older than the framework allows for
  that item, else not older than record_within_days
rules:
- {status: ok, when: all recent, reason: "All recent: {item} on {date}."}
- {status: alarm, when: some missing or old, reason: "Missing or too old: {items}."}
params:
  record_within_days:
    type: days
    default: 365
    example: 180
    about: age in days after which a record no longer counts, where the framework says none for the very record
*/
MATCH (r:Requirement) WHERE size(r.required_records) > 0
WITH r, [age IN $record_ages WHERE r.id STARTS WITH age.framework + '/' AND age.item IN r.required_records] AS ages
WITH r, [item IN r.required_records | {
  item: item,
  days: coalesce(head([age IN ages WHERE age.item = item | age.days]), $record_within_days),
  since: coalesce(head([age IN ages WHERE age.item = item | age.since]), $record_within_days_ago)
}] AS asked
CALL (r, asked) {
  UNWIND asked AS one
  OPTIONAL MATCH (d:Document)-[e:EVIDENCES]->(r)
    WHERE e.item = one.item AND d.kind IN $record_kinds AND NOT coalesce(d.status, 'approved') IN ['draft', 'withdrawn']
      AND d.valid_from <= $today
  WITH one.item AS item, one.days AS days, one.since AS since, max(d.valid_from) AS last ORDER BY item
  RETURN collect(CASE WHEN last >= since THEN item + ' on ' + last END) AS recent,
    collect(CASE WHEN last IS NULL THEN item + ', none'
      WHEN last < since THEN item + ', last on ' + last + ', more than ' + toString(days) + ' days ago' END) AS missing
}
WITH r, CASE size(missing)
  WHEN 0 THEN ['ok', 'All recent: ' + reduce(t = '', n IN recent | t + CASE t WHEN '' THEN '' ELSE '; ' END + n) + '.']
  ELSE ['alarm', 'Missing or too old: ' + reduce(t = '', n IN missing | t + CASE t WHEN '' THEN '' ELSE '; ' END + n) + '.']
  END AS v
RETURN r.id AS resource, r.title AS name, v[0] AS status, v[1] AS reason ORDER BY resource

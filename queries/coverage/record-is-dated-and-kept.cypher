/*
name: record-is-dated-and-kept
title: Each record is dated and states how long it is kept
about: >-
  Control of records covers identification, storage, retrieval and disposal. An undated record proves nothing, and without a
  retention date nothing is ever deleted, or the wrong thing is.
severity: low
resource: Document
applies_when: documents of a record kind that are not drafts
passes_when: valid_from is stated, and retain_until is stated and not before today
rules:
- {status: ok, when: dated and kept, reason: "Of {valid_from}, kept until {retain_until}."}
- {status: info, when: retention over, reason: "Its retention ended on {retain_until}; dispose of it or extend it."}
- {status: alarm, when: not dated, reason: 'It carries no date, so it counts for nothing.'}
- {status: alarm, when: retention not stated, reason: "No retention date is stated for this {kind}."}
*/
MATCH (d:Document) WHERE d.kind IN $record_kinds AND coalesce(d.status, 'approved') <> 'draft'
WITH d, CASE
  WHEN d.valid_from IS NULL THEN ['alarm', 'It carries no date, so it counts for nothing.']
  WHEN d.retain_until IS NULL THEN ['alarm', 'No retention date is stated for this ' + d.kind + '.']
  WHEN d.retain_until < $today THEN ['info', 'Its retention ended on ' + d.retain_until + '; dispose of it or extend it.']
  ELSE ['ok', 'Of ' + d.valid_from + ', kept until ' + d.retain_until + '.'] END AS v
RETURN d.id AS resource, d.name AS name, v[0] AS status, v[1] AS reason ORDER BY resource

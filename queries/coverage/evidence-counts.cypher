/*
name: evidence-counts
title: Documents given as evidence are in force
about: A clause that leans on a draft or an expired contract is green on the dashboard and red in the audit.
severity: high
resource: Document
applies_when: documents that EVIDENCES at least one requirement
passes_when: a record is neither draft nor withdrawn and not dated in the future; any other document is approved and valid today
rules:
- {status: ok, when: counts, reason: "Counts as evidence for {refs}."}
- {status: alarm, when: wrong status, reason: "It is {status}, yet {refs} lean on it."}
- {status: alarm, when: ended, reason: "It ended on {valid_to}, yet {refs} lean on it."}
- {status: alarm, when: not yet valid, reason: "It starts only on {valid_from}, yet {refs} lean on it."}
*/
MATCH (d:Document)-[:EVIDENCES]->(r:Requirement)
WITH d, r.ref AS ref ORDER BY ref
WITH d, collect(DISTINCT ref) AS refs
WITH d, coalesce(d.kind IN $record_kinds, false) AS record,
  reduce(t = '', n IN refs | t + CASE t WHEN '' THEN '' ELSE ', ' END + n) AS refs
WITH d, CASE
  WHEN d.status IN ['draft', 'withdrawn'] OR (d.status IS NULL AND NOT record)
    THEN ['alarm', 'It is ' + coalesce(d.status, 'of unknown status') + ', yet ' + refs + ' lean on it.']
  WHEN d.valid_from > $today THEN ['alarm', 'It starts only on ' + d.valid_from + ', yet ' + refs + ' lean on it.']
  WHEN NOT record AND d.valid_to < $today THEN ['alarm', 'It ended on ' + d.valid_to + ', yet ' + refs + ' lean on it.']
  WHEN NOT record AND d.status <> 'approved' THEN ['alarm', 'It is ' + d.status + ', yet ' + refs + ' lean on it.']
  ELSE ['ok', 'Counts as evidence for ' + refs + '.'] END AS v
RETURN d.id AS resource, d.name AS name, v[0] AS status, v[1] AS reason ORDER BY resource

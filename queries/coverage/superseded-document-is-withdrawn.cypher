/*
name: superseded-document-is-withdrawn
title: A document replaced by a newer one is withdrawn
about: >-
  Two valid versions mean that half of the staff follow the wrong one. Obsolete copies in use are a classic control failure.
severity: medium
resource: Document
applies_when: documents that an approved document SUPERSEDES
passes_when: the older document is withdrawn or closed
rules:
- {status: ok, when: withdrawn, reason: "Withdrawn; replaced by {document}."}
- {status: alarm, when: still valid, reason: "Replaced by {document}, but still {status}."}
*/
MATCH (n:Document {status: 'approved'})-[:SUPERSEDES]->(d:Document)
WITH d, max(n.name) AS newer
WITH d, CASE WHEN d.status IN ['withdrawn', 'closed'] THEN ['ok', 'Withdrawn; replaced by ' + newer + '.']
  ELSE ['alarm', 'Replaced by ' + newer + ', but still ' + coalesce(d.status, 'of unknown status') + '.'] END AS v
RETURN d.id AS resource, d.name AS name, v[0] AS status, v[1] AS reason ORDER BY resource

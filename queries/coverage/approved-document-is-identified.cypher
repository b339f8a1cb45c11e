/*
name: approved-document-is-identified
title: Approved documents carry reference, version, date and a place
about: >-
  Document control means that anybody can tell the current version from an old one and find it. The auditor samples ten.
severity: medium
resource: Document
applies_when: approved documents of a controlled or agreement kind
passes_when: reference, version, approved_on and url are all stated
rules:
- {status: ok, when: all stated, reason: "{reference}, version {version}, approved on {approved_on}."}
- {status: alarm, when: some missing, reason: "Approved, but without {fields}."}
*/
MATCH (d:Document {status: 'approved'}) WHERE d.kind IN $document_kinds OR d.kind IN $agreement_kinds
WITH d, [x IN [
  CASE WHEN d.reference IS NULL THEN 'reference' END, CASE WHEN d.version IS NULL THEN 'version' END,
  CASE WHEN d.approved_on IS NULL THEN 'approval date' END, CASE WHEN d.url IS NULL THEN 'place' END
] WHERE x IS NOT NULL] AS missing
WITH d, CASE size(missing)
  WHEN 0 THEN ['ok', d.reference + ', version ' + d.version + ', approved on ' + d.approved_on + '.']
  ELSE ['alarm', 'Approved, but without '
    + reduce(t = '', n IN missing | t + CASE t WHEN '' THEN '' ELSE ', ' END + n) + '.'] END AS v
RETURN d.id AS resource, d.name AS name, v[0] AS status, v[1] AS reason ORDER BY resource

/*
name: outsourced-process-has-defined-interface
title: A process run by another party has a written interface
about: >-
  The provider must show that it controls how the handed-over process is defined and where it touches its own processes.
  Evidence is a document that names both sides, and a named output crossing the border.
severity: high
resource: Process
applies_when: processes in use that are OPERATED_BY a Supplier
passes_when: >-
  a document or agreement in force DESCRIBES or GOVERNS the process and also DESCRIBES or GOVERNS the operating Supplier, and
  a FEEDS edge with a stated output joins it to a process that the Supplier does not operate
rules:
- {status: ok, when: both, reason: "{document} defines it; {output} crosses to or from {process}."}
- {status: alarm, when: no document names both, reason: "No document in force names both the process and {supplier}."}
- status: alarm
  when: no named output
  reason: >-
    {document} names {supplier}, but no output is named between this process and one of ours.
*/
MATCH (s:Process)-[:OPERATED_BY]->(b:Supplier) WHERE coalesce(s.status, 'live') = 'live'
CALL (s, b) {
  OPTIONAL MATCH (s)<-[:DESCRIBES|GOVERNS]-(d:Document {status: 'approved'})-[:DESCRIBES|GOVERNS]->(b)
    WHERE coalesce(d.valid_from, $today) <= $today AND coalesce(d.valid_to, $today) >= $today
      AND (d.kind IN $document_kinds OR d.kind IN $agreement_kinds)
  RETURN min(d.name) AS doc
}
CALL (s, b) {
  OPTIONAL MATCH (s)-[f:FEEDS]-(q:Process)
    WHERE coalesce(f.output, '') <> '' AND NOT EXISTS { (q)-[:OPERATED_BY]->(b) }
  RETURN min(f.output + ' crosses to or from ' + q.name) AS flow
}
WITH s, b, CASE
  WHEN doc IS NULL THEN ['alarm', 'No document in force names both the process and ' + b.name + '.']
  WHEN flow IS NULL THEN ['alarm', doc + ' names ' + b.name + ', but no output is named between this process and one of ours.']
  ELSE ['ok', doc + ' defines it; ' + flow + '.'] END AS v
RETURN s.id AS resource, s.name AS name, v[0] AS status, v[1] AS reason ORDER BY resource, reason

/*
name: required-documents-are-in-force
title: Each document a clause asks for exists and is in force
about: >-
  Both editions name the documents that must exist. Missing one is the easiest finding of all, so every audit starts with this
  list.
severity: high
resource: Requirement
applies_when: requirements that list required_documents
passes_when: every listed item has a document or agreement in force that EVIDENCES the clause with that item
rules:
- {status: ok, when: all there, reason: "All required documents are in force ({n})."}
- {status: alarm, when: some missing, reason: "Not in force: {items}."}
*/
MATCH (r:Requirement) WHERE size(r.required_documents) > 0
CALL (r) {
  UNWIND r.required_documents AS item
  OPTIONAL MATCH (d:Document {status: 'approved'})-[e:EVIDENCES]->(r)
    WHERE e.item = item AND coalesce(d.valid_from, $today) <= $today AND coalesce(d.valid_to, $today) >= $today
      AND NOT d.kind IN $record_kinds
  WITH item, count(d) AS n ORDER BY item
  RETURN collect(CASE n WHEN 0 THEN item END) AS missing
}
WITH r, CASE size(missing)
  WHEN 0 THEN ['ok', 'All required documents are in force (' + toString(size(r.required_documents)) + ').']
  ELSE ['alarm', 'Not in force: ' + reduce(t = '', n IN missing | t + CASE t WHEN '' THEN '' ELSE ', ' END + n) + '.'] END AS v
RETURN r.id AS resource, r.title AS name, v[0] AS status, v[1] AS reason ORDER BY resource

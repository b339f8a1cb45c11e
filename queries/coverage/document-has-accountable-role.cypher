/*
name: document-has-accountable-role
title: Each controlled document or agreement has an accountable role
about: A document without an owner is never revised. Procedures for document control have to say who may change what.
severity: medium
resource: Document
applies_when: documents of a controlled or agreement kind that are not withdrawn
passes_when: at least one Role is ACCOUNTABLE_FOR it
rules:
- {status: ok, when: owned, reason: "{role} is accountable."}
- {status: alarm, when: not owned, reason: "No role is accountable for this {document.kind}."}
*/
MATCH (d:Document) WHERE (d.kind IN $document_kinds OR d.kind IN $agreement_kinds) AND coalesce(d.status, 'draft') <> 'withdrawn'
CALL (d) { OPTIONAL MATCH (o:Role)-[:ACCOUNTABLE_FOR]->(d) RETURN min(o.name) AS owner }
WITH d, CASE WHEN owner IS NULL THEN ['alarm', 'No role is accountable for this ' + d.kind + '.']
  ELSE ['ok', owner + ' is accountable.'] END AS v
RETURN d.id AS resource, d.name AS name, v[0] AS status, v[1] AS reason ORDER BY resource

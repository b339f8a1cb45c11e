/*
name: document-tree
title: All documents by clause, with version, owner and review date
about: The document list an auditor asks for on the first day, ordered by clause, with what each document replaced.
params:
  framework: {type: id of Framework, example: iso-20000-1-2018, about: id or name of the framework}
returns: [ref, title, item, document, reference, kind, version, status, owner, review_due, replaces]
*/
MATCH (f:Framework {id: $framework})
MATCH (f)<-[:PART_OF*1..8]-(r:Requirement)
MATCH (r)<-[e:EVIDENCES]-(d:Document)
CALL (d) { OPTIONAL MATCH (o:Role)-[:ACCOUNTABLE_FOR]->(d) RETURN min(o.name) AS owner }
CALL (d) { OPTIONAL MATCH (d)-[:SUPERSEDES]->(p:Document) RETURN min(p.name) AS replaces }
RETURN r.ref AS ref, r.title AS title, e.item AS item, d.name AS document, d.reference AS reference, d.kind AS kind,
  d.version AS version, d.status AS status, owner, d.review_due AS review_due, replaces
ORDER BY ref, item, document, version

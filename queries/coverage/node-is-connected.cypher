/*
name: node-is-connected
title: Nothing in the graph stands alone
about: 'A server nobody uses, a procedure that describes nothing: an orphan is forgotten in reality or in the data.'
severity: low
resource: Service|Role|Supplier|Process|Document|Resource
applies_when: nodes of the six that are not planned, retired or withdrawn
passes_when: at least one edge other than provenance (ABOUT) touches the node
rules:
- {status: ok, when: connected, reason: It is linked to something else.}
- {status: alarm, when: orphan, reason: "This {label} is linked to nothing."}
*/
CALL () {
  MATCH (n:Service) RETURN n
  UNION ALL
  MATCH (n:Role) RETURN n
  UNION ALL
  MATCH (n:Supplier) RETURN n
  UNION ALL
  MATCH (n:Process) RETURN n
  UNION ALL
  MATCH (n:Document) RETURN n
  UNION ALL
  MATCH (n:Resource) RETURN n
}
WITH n WHERE NOT coalesce(n.status, 'live') IN ['planned', 'retired', 'withdrawn']
WITH n, EXISTS { MATCH (n)-[r]-() WHERE type(r) <> 'ABOUT' } AS linked
WITH n, CASE
  WHEN linked THEN ['ok', 'It is linked to something else.']
  ELSE ['alarm', 'This ' + toLower(head(labels(n))) + ' is linked to nothing.'] END AS v
RETURN n.id AS resource, n.name AS name, v[0] AS status, v[1] AS reason ORDER BY resource

/*
name: sources-agree
title: Sources that describe the same thing agree
about: >-
  When the CMDB says gold and the contract says bronze, one of them will be wrong in the audit. The winner is used, the loser
  kept visible.
severity: medium
resource: Service|Role|Supplier|Process|Document|Resource
applies_when: nodes that at least two current records describe
passes_when: no current Record ABOUT the node lists fields in overruled
rules:
- {status: ok, when: agree, reason: "Records that agree: {n}."}
- {status: alarm, when: conflict, reason: "Sources disagree on {fields}."}
*/
CALL () {
  MATCH (n:Service)<-[:ABOUT]-(r:Record) RETURN n, r
  UNION ALL
  MATCH (n:Role)<-[:ABOUT]-(r:Record) RETURN n, r
  UNION ALL
  MATCH (n:Supplier)<-[:ABOUT]-(r:Record) RETURN n, r
  UNION ALL
  MATCH (n:Process)<-[:ABOUT]-(r:Record) RETURN n, r
  UNION ALL
  MATCH (n:Document)<-[:ABOUT]-(r:Record) RETURN n, r
  UNION ALL
  MATCH (n:Resource)<-[:ABOUT]-(r:Record) RETURN n, r
}
WITH n, collect(r) AS rows WHERE size(rows) > 1
CALL (rows) {
  UNWIND rows AS r
  UNWIND r.overruled AS field
  WITH field ORDER BY field
  RETURN collect(DISTINCT field) AS fields
}
WITH n, CASE size(fields)
  WHEN 0 THEN ['ok', 'Records that agree: ' + toString(size(rows)) + '.']
  ELSE ['alarm', 'Sources disagree on '
    + reduce(t = '', c IN fields | t + CASE t WHEN '' THEN '' ELSE ', ' END + c) + '.'] END AS v
RETURN n.id AS resource, n.name AS name, v[0] AS status, v[1] AS reason ORDER BY resource

/*
name: governance-process-is-not-outsourced
title: Steering the management system stays in the house
about: >-
  Leadership, review and improvement of the management system cannot be shown through another party. A provider that has even
  these run by a supplier falls outside the scope of certification.
severity: high
resource: Process
applies_when: processes in use that address the clauses on commitment, policy, governance, management review or improvement
passes_when: the process is not OPERATED_BY a Supplier of kind external or customer
rules:
- {status: ok, when: run by us, reason: Run by ourselves.}
- {status: info, when: run by an internal group, reason: "Run by the internal group {supplier}; an agreement with it is needed."}
- {status: alarm, when: run by an outside party, reason: "Run by {supplier}, though it addresses {refs}."}
*/
MATCH (r:Requirement) WHERE r.id IN $requirements
MATCH (r)<-[:ADDRESSES]-(s:Process) WHERE coalesce(s.status, 'live') = 'live'
WITH s, r.ref AS ref ORDER BY ref
WITH s, collect(DISTINCT ref) AS refs
CALL (s) {
  OPTIONAL MATCH (s)-[:OPERATED_BY]->(b:Supplier)
  RETURN min(CASE WHEN coalesce(b.kind, 'external') <> 'internal' THEN b.name END) AS outside, min(b.name) AS party
}
WITH s, CASE
  WHEN outside IS NOT NULL THEN ['alarm', 'Run by ' + outside + ', though it addresses '
    + reduce(t = '', n IN refs | t + CASE t WHEN '' THEN '' ELSE ', ' END + n) + '.']
  WHEN party IS NOT NULL THEN ['info', 'Run by the internal group ' + party + '; an agreement with it is needed.']
  ELSE ['ok', 'Run by ourselves.'] END AS v
RETURN s.id AS resource, s.name AS name, v[0] AS status, v[1] AS reason ORDER BY resource

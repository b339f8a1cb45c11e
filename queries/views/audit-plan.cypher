/*
name: audit-plan
title: Which clauses to audit next, and whom to talk to
about: >-
  Clauses without children, longest unaudited first, with open findings, the process that addresses them and the roles to
  interview.
params:
  framework: {type: id of Framework, example: iso-20000-1-2018, about: id or name of the framework}
returns: [ref, title, last_audit, open_findings, processes, interview]
*/
MATCH (f:Framework {id: $framework})
MATCH (f)<-[:PART_OF*1..8]-(r:Requirement) WHERE NOT EXISTS { (r)<-[:PART_OF]-(:Requirement) }
CALL (r) {
  OPTIONAL MATCH (r)-[:PART_OF*0..4]->(:Requirement)<-[:DESCRIBES]-(d:Document {kind: 'audit_report'})
    WHERE NOT coalesce(d.status, 'approved') IN ['draft', 'withdrawn']
  RETURN max(d.valid_from) AS last_audit
}
CALL (r) {
  OPTIONAL MATCH (r)<-[:DESCRIBES]-(d:Document {kind: 'nonconformity'})
    WHERE NOT coalesce(d.status, 'open') IN ['closed', 'withdrawn']
  RETURN count(DISTINCT d) AS open_findings
}
CALL (r) {
  OPTIONAL MATCH (r)<-[:ADDRESSES]-(p:Process) WITH p.name AS n ORDER BY n
  RETURN collect(DISTINCT n) AS processes
}
CALL (r) {
  OPTIONAL MATCH (r)<-[:ADDRESSES]-(:Process)<-[:ACCOUNTABLE_FOR|RESPONSIBLE_FOR]-(o:Role) WITH o.name AS n ORDER BY n
  RETURN collect(DISTINCT n) AS interview
}
RETURN r.ref AS ref, r.title AS title, last_audit, open_findings, processes, interview
ORDER BY coalesce(last_audit, ''), open_findings DESC, ref

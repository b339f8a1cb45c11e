/*
name: policy-is-approved-by-top-management
title: Policies that lead the system are owned by top management
about: >-
  A policy issued by the quality team alone shows delegation, not commitment. The auditor compares the signature with the
  chart.
severity: medium
resource: Document
applies_when: >-
  approved documents of kind policy that are evidence for the service management or information security policy clauses
passes_when: a Role of kind top_management is ACCOUNTABLE_FOR the policy and approved_on is stated
rules:
- {status: ok, when: owned by top management and dated, reason: "{role} approved it on {approved_on}."}
- {status: alarm, when: owner is not top management, reason: No top management role is accountable for it.}
- {status: alarm, when: approval date missing, reason: "{role} owns it, but no approval date is stated."}
*/
MATCH (d:Document {kind: 'policy', status: 'approved'})
WHERE EXISTS { MATCH (d)-[:EVIDENCES]->(r:Requirement) WHERE r.id IN $requirements }
CALL (d) {
  OPTIONAL MATCH (o:Role {kind: 'top_management'})-[:ACCOUNTABLE_FOR]->(d)
  RETURN min(o.name) AS owner
}
WITH d, CASE
  WHEN owner IS NULL THEN ['alarm', 'No top management role is accountable for it.']
  WHEN d.approved_on IS NULL THEN ['alarm', owner + ' owns it, but no approval date is stated.']
  ELSE ['ok', owner + ' approved it on ' + d.approved_on + '.'] END AS v
RETURN d.id AS resource, d.name AS name, v[0] AS status, v[1] AS reason ORDER BY resource

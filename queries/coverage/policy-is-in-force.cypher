/*
name: policy-is-in-force
title: Every clause that asks for a policy has one in force
about: >-
  The policy is the first document an auditor opens. A draft, an expired or a withdrawn text is no policy, however good it
  is.
severity: high
resource: Requirement
applies_when: the clauses that ask for a policy, when their framework is loaded
passes_when: a Document of kind policy EVIDENCES the clause and is in force today
rules:
- {status: ok, when: one is in force, reason: "{document} is in force."}
- {status: alarm, when: only policies that are not in force,
  reason: "{document} is {document.status}; it does not count as a policy in force today."}
- {status: alarm, when: none, reason: No policy is given as evidence.}
*/
MATCH (r:Requirement) WHERE r.id IN $requirements
CALL (r) {
  OPTIONAL MATCH (d:Document {kind: 'policy'})-[:EVIDENCES]->(r)
  WITH d, coalesce(d.status = 'approved' AND coalesce(d.valid_from, $today) <= $today
    AND coalesce(d.valid_to, $today) >= $today, false) AS in_force
  ORDER BY d.name
  RETURN collect(CASE WHEN in_force THEN d.name + ' is in force.' END) AS good,
    collect(CASE WHEN NOT in_force THEN d.name + ' is ' + coalesce(d.status, 'of unknown status')
      + '; it does not count as a policy in force today.' END) AS bad
}
WITH r, CASE
  WHEN size(good) > 0 THEN ['ok', good[0]]
  WHEN size(bad) > 0 THEN ['alarm', bad[0]]
  ELSE ['alarm', 'No policy is given as evidence.'] END AS v
RETURN r.id AS resource, r.title AS name, v[0] AS status, v[1] AS reason ORDER BY resource

/*
name: policy-is-communicated
title: A policy in force has been communicated since its approval
about: >-
  Auditors stop people in the corridor and ask what the policy means for them. A record that it was communicated, newer than
  the current version, is the least that should exist.
severity: medium
resource: Document
applies_when: policies in force that are evidence for the service management policy clauses
passes_when: >-
  a communication_record or training_record DESCRIBES the policy, not older than its approval nor than
  communicated_within_days
rules:
- {status: ok, when: communicated in time, reason: "Communicated on {date}."}
- {status: alarm, when: never, reason: No record shows that it was communicated.}
- {status: alarm, when: only before the current version,
  reason: "Last communicated on {date}, before this version was approved on {approved_on}."}
- {status: alarm, when: too long ago, reason: "Last communicated on {date}, more than {communicated_within_days} days ago."}
params:
  communicated_within_days: {type: days, default: 365, example: 180, about: days for which a record of communication counts}
*/
MATCH (d:Document {kind: 'policy', status: 'approved'})
WHERE coalesce(d.valid_from, $today) <= $today AND coalesce(d.valid_to, $today) >= $today
  AND EXISTS { MATCH (d)-[:EVIDENCES]->(r:Requirement) WHERE r.id IN $requirements }
CALL (d) {
  OPTIONAL MATCH (c:Document)-[:DESCRIBES]->(d)
    WHERE c.kind IN ['communication_record', 'training_record'] AND c.valid_from <= $today
      AND NOT coalesce(c.status, 'approved') IN ['draft', 'withdrawn']
  RETURN max(c.valid_from) AS last
}
WITH d, CASE
  WHEN last IS NULL THEN ['alarm', 'No record shows that it was communicated.']
  WHEN last < d.approved_on
    THEN ['alarm', 'Last communicated on ' + last + ', before this version was approved on ' + d.approved_on + '.']
  WHEN last < $communicated_within_days_ago
    THEN ['alarm', 'Last communicated on ' + last + ', more than ' + toString($communicated_within_days) + ' days ago.']
  ELSE ['ok', 'Communicated on ' + last + '.'] END AS v
RETURN d.id AS resource, d.name AS name, v[0] AS status, v[1] AS reason ORDER BY resource

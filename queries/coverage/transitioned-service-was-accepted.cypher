/*
name: transitioned-service-was-accepted
title: A service that went live by plan was tested and accepted
about: >-
  Go-live without acceptance against agreed criteria is the usual finding in transition. The record must be newer than the
  plan.
severity: medium
resource: Service
applies_when: services in use that an approved plan or design given as evidence for the transition clauses DESCRIBES
passes_when: an acceptance_record dated not before the approval of that plan DESCRIBES the service
rules:
- {status: ok, when: accepted, reason: "Accepted on {date}."}
- {status: info, when: tested only, reason: "Tested on {date}, but no acceptance is on record."}
- {status: alarm, when: neither, reason: "Live although nothing shows that it was accepted after {document} was approved."}
*/
MATCH (r:Requirement) WHERE r.id IN $requirements
MATCH (r)<-[:EVIDENCES]-(p:Document {status: 'approved'})-[:DESCRIBES]->(s:Service)
WHERE p.kind IN ['plan', 'design'] AND coalesce(s.status, 'live') = 'live'
WITH s, min(p.name) AS plan, min(coalesce(p.approved_on, '')) AS since
CALL (s, since) {
  OPTIONAL MATCH (d:Document)-[:DESCRIBES]->(s)
    WHERE d.kind IN ['acceptance_record', 'test_report'] AND NOT coalesce(d.status, 'approved') IN ['draft', 'withdrawn']
      AND d.valid_from >= since AND d.valid_from <= $today
  RETURN max(CASE d.kind WHEN 'acceptance_record' THEN d.valid_from END) AS accepted, max(d.valid_from) AS tested
}
WITH s, CASE
  WHEN accepted IS NOT NULL THEN ['ok', 'Accepted on ' + accepted + '.']
  WHEN tested IS NOT NULL THEN ['info', 'Tested on ' + tested + ', but no acceptance is on record.']
  ELSE ['alarm', 'Live although nothing shows that it was accepted after ' + plan + ' was approved.'] END AS v
RETURN s.id AS resource, s.name AS name, v[0] AS status, v[1] AS reason ORDER BY resource

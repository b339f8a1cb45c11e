/*
name: auditor-is-independent
title: No auditor audited work of their own
about: 'Objectivity of internal audit is checked by names: who signed the report, and what else does that person run?'
severity: high
resource: Document
applies_when: audit reports that are neither draft nor withdrawn
passes_when: >-
  a person who held, on the day of the report, a role of kind auditor RESPONSIBLE_FOR it is known, and no such person held a
  role accountable or responsible for a process that the report DESCRIBES, or that ADDRESSES a clause it DESCRIBES or one below
rules:
- {status: ok, when: independent, reason: "{person} audited it and runs nothing it covers."}
- {status: alarm, when: own work, reason: "{person} audited {process} while holding {role} for it."}
- {status: alarm, when: unknown, reason: Nobody in an auditor role is named for this report.}
*/
MATCH (d:Document {kind: 'audit_report'}) WHERE NOT coalesce(d.status, 'approved') IN ['draft', 'withdrawn']
WITH d, coalesce(d.valid_from, $today) AS day
CALL (d, day) {
  OPTIONAL MATCH (d)<-[:RESPONSIBLE_FOR]-(:Role {kind: 'auditor'})<-[x:HOLDS]-(h:Resource {kind: 'human'})
    WHERE coalesce(x.since, day) <= day AND coalesce(x.until, day) >= day
  RETURN min(h.name) AS auditor
}
CALL (d, day) {
  OPTIONAL MATCH (d)<-[:RESPONSIBLE_FOR]-(:Role {kind: 'auditor'})<-[x:HOLDS]-(h:Resource {kind: 'human'})
      -[y:HOLDS]->(o:Role)-[:ACCOUNTABLE_FOR|RESPONSIBLE_FOR]->(s:Process)
    WHERE coalesce(x.since, day) <= day AND coalesce(x.until, day) >= day
      AND coalesce(y.since, day) <= day AND coalesce(y.until, day) >= day
      AND (EXISTS { (d)-[:DESCRIBES]->(s) }
        OR EXISTS { (d)-[:DESCRIBES]->(:Requirement)<-[:PART_OF*0..3]-(:Requirement)<-[:ADDRESSES]-(s) })
  RETURN min(h.name + ' audited ' + s.name + ' while holding ' + o.name + ' for it.') AS clash
}
WITH d, CASE
  WHEN auditor IS NULL THEN ['alarm', 'Nobody in an auditor role is named for this report.']
  WHEN clash IS NOT NULL THEN ['alarm', clash]
  ELSE ['ok', auditor + ' audited it and runs nothing it covers.'] END AS v
RETURN d.id AS resource, d.name AS name, v[0] AS status, v[1] AS reason ORDER BY resource

/*
name: supplier-has-agreement-in-force
title: Each party that supplies us has an agreement in force
about: >-
  External suppliers need a contract; internal groups and customers acting as suppliers a documented agreement. Supply that
  runs on an ended contract is the most expensive gap to close in a hurry.
severity: high
resource: Supplier
applies_when: suppliers in use that supply or operate something in use
passes_when: a contract (external) or an ola or contract (internal, customer) in force GOVERNS the supplier
rules:
- {status: ok, when: in force, reason: "{document} is in force."}
- {status: alarm, when: ended, reason: "{document} ended on {valid_to}; still supplied: {n}."}
- {status: alarm, when: not approved, reason: "{document} is {status}; already supplied: {n}."}
- {status: alarm, when: none, reason: "No agreement with this {kind} supplier; supplied: {n}."}
*/
MATCH (s:Supplier)<-[:SUPPLIED_BY|OPERATED_BY]-(x)
WHERE coalesce(s.status, 'live') = 'live' AND coalesce(x.status, 'live') = 'live'
WITH s, toString(count(DISTINCT x)) AS n, coalesce(s.kind, 'external') AS kind
CALL (s, kind) {
  OPTIONAL MATCH (d:Document)-[:GOVERNS]->(s) WHERE d.kind = 'contract' OR (d.kind = 'ola' AND kind <> 'external')
  WITH d, CASE
    WHEN coalesce(d.status, 'draft') <> 'approved' OR d.valid_from > $today THEN 2
    WHEN d.valid_to < $today THEN 1
    ELSE 0 END AS rank
  RETURN d, rank ORDER BY rank, coalesce(d.valid_to, '9999-12-31') DESC, d.name LIMIT 1
}
WITH s, CASE
  WHEN d IS NULL THEN ['alarm', 'No agreement with this ' + kind + ' supplier; supplied: ' + n + '.']
  WHEN rank = 1 THEN ['alarm', d.name + ' ended on ' + d.valid_to + '; still supplied: ' + n + '.']
  WHEN rank = 2 THEN ['alarm', d.name + ' is ' + CASE WHEN d.valid_from > $today THEN 'not valid before ' + d.valid_from
    ELSE coalesce(d.status, 'of unknown status') END + '; already supplied: ' + n + '.']
  ELSE ['ok', d.name + ' is in force.'] END AS v
RETURN s.id AS resource, s.name AS name, v[0] AS status, v[1] AS reason ORDER BY resource

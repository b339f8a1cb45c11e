/*
name: service-has-sla-in-force
title: Each live business service has a service level agreement
about: Without an agreed level there is no service in the sense of the standard, only best effort.
severity: high
resource: Service
applies_when: services in use of kind business
passes_when: an sla in force GOVERNS the service
rules:
- {status: ok, when: in force, reason: "{document} is in force."}
- {status: alarm, when: ended, reason: "{document} ended on {valid_to}."}
- {status: alarm, when: not approved, reason: "{document} is {status}."}
- {status: alarm, when: none, reason: No service level agreement covers it.}
*/
MATCH (s:Service {kind: 'business'}) WHERE coalesce(s.status, 'live') = 'live'
CALL (s) {
  OPTIONAL MATCH (d:Document {kind: 'sla'})-[:GOVERNS]->(s)
  WITH d, CASE
    WHEN coalesce(d.status, 'draft') <> 'approved' OR d.valid_from > $today THEN 2
    WHEN d.valid_to < $today THEN 1
    ELSE 0 END AS rank
  RETURN d, rank ORDER BY rank, d.valid_to DESC, d.name LIMIT 1
}
WITH s, CASE
  WHEN d IS NULL THEN ['alarm', 'No service level agreement covers it.']
  WHEN rank = 2 THEN ['alarm', d.name + ' is ' + CASE WHEN d.valid_from > $today THEN 'not valid before ' + d.valid_from
    ELSE coalesce(d.status, 'of unknown status') END + '.']
  WHEN rank = 1 THEN ['alarm', d.name + ' ended on ' + d.valid_to + '.']
  ELSE ['ok', d.name + ' is in force.'] END AS v
RETURN s.id AS resource, s.name AS name, v[0] AS status, v[1] AS reason ORDER BY resource

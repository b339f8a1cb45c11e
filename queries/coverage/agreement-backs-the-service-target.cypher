/*
name: agreement-backs-the-service-target
title: Supplier promises are at least as good as our own
about: >-
  Promising a customer 99.9 % on top of a contract that promises 99.5 % is a known breach waiting for its month. Targets have
  to be in the agreement at all when the service is critical.
severity: high
resource: Service
applies_when: services in use of criticality critical or high that state an availability target or a recovery time
passes_when: >-
  for every Supplier that alone can stop the service and has an agreement in force, the best availability_target among its
  agreements is not below the service's, and the best rto_minutes not above the service's
rules:
- {status: ok, when: all promise enough, reason: "Suppliers it cannot do without: {n}; all promise enough."}
- {status: alarm, when: some promise less, reason: "Weaker promises: {shortfalls}."}
- {status: skip, when: no agreement to read,
  reason: "No agreement in force with {suppliers}; see supplier-has-agreement-in-force."}
*/
MATCH (s:Service) WHERE coalesce(s.status, 'live') = 'live' AND s.criticality IN ['critical', 'high']
  AND (s.availability_target IS NOT NULL OR s.rto_minutes IS NOT NULL)
CALL (s) {
  MATCH (s) (()-[e:DEPENDS_ON|SUPPLIED_BY|OPERATED_BY]->()
    WHERE e.group IS NULL AND coalesce(e.effect, 'down') = 'down'){1,8} (b:Supplier)
  RETURN DISTINCT b
  UNION
  WITH s RETURN NULL AS b
}
WITH b, collect([s.id, s.name, s.availability_target, s.rto_minutes]) AS services
CALL (b) {
  OPTIONAL MATCH (d:Document {status: 'approved'})-[:GOVERNS]->(b)
    WHERE d.kind IN ['contract', 'ola'] AND coalesce(d.valid_from, $today) <= $today AND coalesce(d.valid_to, $today) >= $today
  RETURN count(d) AS n, max(d.availability_target) AS best, min(d.rto_minutes) AS fastest
}
UNWIND services AS s
WITH s[0] AS id, s[1] AS name, s[2] AS target, s[3] AS rto, b.name AS party, n, best, fastest
WITH id, name, target, rto, party, n, best, fastest ORDER BY party
WITH id, name, count(party) AS parties,
  collect(CASE WHEN n > 0 AND target > coalesce(best, 0)
    THEN party + ' promises ' + coalesce(replace(toString(best) + ' %', '.0 %', ' %'), 'no availability')
      + ', the service ' + replace(toString(target) + ' %', '.0 %', ' %') END) AS weak,
  collect(CASE WHEN n > 0 AND rto IS NOT NULL AND coalesce(fastest, rto + 1) > rto
    THEN party + ' recovers in ' + coalesce(toString(fastest) + ' min', 'no stated time')
      + ', the service allows ' + toString(rto) + ' min' END) AS slow,
  collect(CASE n WHEN 0 THEN party END) AS bare
WITH id, name, parties, bare, slow, reduce(t = '', n IN weak | t + CASE t WHEN '' THEN '' ELSE '; ' END + n) AS weak
WITH id, name, parties, bare, reduce(t = weak, n IN slow | t + CASE t WHEN '' THEN '' ELSE '; ' END + n) AS short
WITH id, name, CASE
  WHEN short <> '' THEN ['alarm', 'Weaker promises: ' + short + '.']
  WHEN size(bare) > 0 THEN ['skip', 'No agreement in force with '
    + reduce(t = '', n IN bare | t + CASE t WHEN '' THEN '' ELSE ', ' END + n) + '; see supplier-has-agreement-in-force.']
  ELSE ['ok', 'Suppliers it cannot do without: ' + toString(parties) + '; all promise enough.'] END AS v
RETURN id AS resource, name, v[0] AS status, v[1] AS reason ORDER BY resource

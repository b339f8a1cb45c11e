/*
name: supplier-works-now
title: No supplier in use is failing right now
about: The daily question. The status feed says who fails; the graph says which of our services that can stop.
severity: high
resource: Supplier
applies_when: suppliers in use that supply or operate something in use, or to whom one of these subcontracts
passes_when: state is up
rules:
- {status: ok, when: up, reason: It reports to be up.}
- {status: alarm, when: down, reason: "It is down; services that it alone can stop: {n}, critical among them: {c}."}
- {status: info, when: degraded, reason: "It is degraded; services that it alone can stop: {n}, critical among them: {c}."}
- {status: skip, when: unknown, reason: No source reports its state.}
*/
MATCH (b:Supplier) WHERE coalesce(b.status, 'live') = 'live' AND (
  EXISTS { MATCH (b)<-[:SUPPLIED_BY|OPERATED_BY]-(x) WHERE coalesce(x.status, 'live') = 'live' }
  OR EXISTS {
    MATCH (b)<-[:SUBCONTRACTS_TO]-(p:Supplier)<-[:SUPPLIED_BY|OPERATED_BY]-(x)
    WHERE coalesce(p.status, 'live') = 'live' AND coalesce(x.status, 'live') = 'live'
  })
CALL (b) {
  WITH b WHERE b.state IN ['down', 'degraded']
  MATCH (b) (()<-[e:DEPENDS_ON|SUPPLIED_BY|OPERATED_BY|SUBCONTRACTS_TO|LOCATED_IN]-()
    WHERE e.group IS NULL AND coalesce(e.effect, 'down') = 'down'){1,8} (s:Service)
  WHERE coalesce(s.status, 'live') = 'live'
  RETURN count(DISTINCT s) AS n, count(DISTINCT CASE s.criticality WHEN 'critical' THEN s END) AS c
}
WITH b, 'services that it alone can stop: ' + toString(n) + ', critical among them: ' + toString(c) + '.' AS tail
WITH b, CASE coalesce(b.state, 'unknown')
  WHEN 'down' THEN ['alarm', 'It is down; ' + tail]
  WHEN 'degraded' THEN ['info', 'It is degraded; ' + tail]
  WHEN 'up' THEN ['ok', 'It reports to be up.']
  ELSE ['skip', 'No source reports its state.'] END AS v
RETURN b.id AS resource, b.name AS name, v[0] AS status, v[1] AS reason ORDER BY resource

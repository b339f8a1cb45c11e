/*
name: dependency-keeps-recovery-objectives
title: What a service cannot do without recovers at least as fast
about: >-
  A two-hour promise on a database that needs eight to restore cannot be kept. The slowest thing a service cannot do without
  sets its real recovery time.
severity: high
resource: Service
applies_when: services in use of criticality critical or high
passes_when: >-
  no service, process or resource that alone can stop the service states a longer rto_minutes or rpo_minutes than the service
rules:
- {status: ok, when: all keep it, reason: "All {n} dependencies it cannot do without keep its {rto_minutes} min."}
- {status: info, when: some say nothing, reason: "No recovery time is stated for {names}."}
- {status: alarm, when: some are slower, reason: "Cannot be kept: {shortfalls}."}
- status: skip
  when: the service has no objective
  reason: It states no recovery time; see service-states-recovery-objectives.
*/
MATCH (s:Service) WHERE coalesce(s.status, 'live') = 'live' AND s.criticality IN ['critical', 'high']
CALL (s) {
  MATCH (s) (()-[e:DEPENDS_ON]->() WHERE e.group IS NULL AND coalesce(e.effect, 'down') = 'down'){1,8} (x)
  WHERE NOT coalesce(x.kind, '') IN ['human', 'financial']
  RETURN DISTINCT x
  UNION
  WITH s RETURN s AS x
}
WITH s, x ORDER BY x.name
WITH s, count(x) - 1 AS n,
  collect(CASE WHEN x <> s AND x.rto_minutes IS NULL THEN x.name END) AS silent,
  collect(CASE
    WHEN x.rto_minutes > s.rto_minutes
      THEN x.name + ' needs ' + toString(x.rto_minutes) + ' min to recover, the service allows ' + toString(s.rto_minutes)
    WHEN x.rpo_minutes > s.rpo_minutes
      THEN x.name + ' may lose ' + toString(x.rpo_minutes) + ' min of data, the service allows ' + toString(s.rpo_minutes)
  END) AS slow
WITH s, CASE
  WHEN s.rto_minutes IS NULL THEN ['skip', 'It states no recovery time; see service-states-recovery-objectives.']
  WHEN size(slow) > 0
    THEN ['alarm', 'Cannot be kept: ' + reduce(t = '', n IN slow | t + CASE t WHEN '' THEN '' ELSE '; ' END + n) + '.']
  WHEN size(silent) > 0
    THEN ['info', 'No recovery time is stated for '
      + reduce(t = '', n IN silent | t + CASE t WHEN '' THEN '' ELSE ', ' END + n) + '.']
  ELSE ['ok', 'All ' + toString(n) + ' dependencies it cannot do without keep its ' + toString(s.rto_minutes) + ' min.'] END AS v
RETURN s.id AS resource, s.name AS name, v[0] AS status, v[1] AS reason ORDER BY resource

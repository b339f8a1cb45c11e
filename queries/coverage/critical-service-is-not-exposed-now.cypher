/*
name: critical-service-is-not-exposed-now
title: No critical service rests on something that is down now
about: >-
  Between the failure of a part and the call of the customer lies the time in which operations can still act. Lost redundancy
  is shown too, because the next failure will be felt.
severity: high
resource: Service
applies_when: services in use of criticality critical or high
passes_when: >-
  neither the service nor anything that alone can stop it has state down, and no directly redundant member is down
rules:
- {status: ok, when: nothing down, reason: Nothing that it rests on is reported down.}
- {status: info, when: a redundant member is down, reason: "Redundancy is reduced: {names} down."}
- {status: alarm, when: itself or a needed part is down, reason: "Down or about to be: {names}."}
*/
MATCH (s:Service) WHERE coalesce(s.status, 'live') = 'live' AND s.criticality IN ['critical', 'high']
CALL (s) {
  MATCH (s) (()-[e:DEPENDS_ON|SUPPLIED_BY|OPERATED_BY|SUBCONTRACTS_TO|LOCATED_IN]->()
    WHERE e.group IS NULL AND coalesce(e.effect, 'down') = 'down'){0,8} (x)
  WHERE coalesce(x.state, 'unknown') = 'down'
  WITH DISTINCT x.name AS n ORDER BY n
  RETURN collect(n) AS hard
}
CALL (s) {
  MATCH (s)-[g:DEPENDS_ON|SUPPLIED_BY|OPERATED_BY]->(x) WHERE g.group IS NOT NULL
  WITH x WHERE x.state = 'down'
  WITH x.name AS n ORDER BY n
  RETURN collect(DISTINCT n) AS soft
}
WITH s, CASE
  WHEN size(hard) > 0
    THEN ['alarm', 'Down or about to be: ' + reduce(t = '', n IN hard | t + CASE t WHEN '' THEN '' ELSE ', ' END + n) + '.']
  WHEN size(soft) > 0
    THEN ['info', 'Redundancy is reduced: ' + reduce(t = '', n IN soft | t + CASE t WHEN '' THEN '' ELSE ', ' END + n) + ' down.']
  ELSE ['ok', 'Nothing that it rests on is reported down.'] END AS v
RETURN s.id AS resource, s.name AS name, v[0] AS status, v[1] AS reason ORDER BY resource

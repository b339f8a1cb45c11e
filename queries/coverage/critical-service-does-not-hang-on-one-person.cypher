/*
name: critical-service-does-not-hang-on-one-person
title: No critical service hangs on a single person
about: >-
  A service whose owner, manager and stand-in are the same human has a single point of failure that no server redundancy
  heals.
severity: medium
resource: Service
applies_when: services in use of criticality critical or high
passes_when: >-
  at least two different people hold, today and deputies included, roles that are accountable or responsible for the service
rules:
- {status: ok, when: two or more, reason: "{n} people share its roles."}
- {status: alarm, when: one, reason: "{person} alone holds every role for it and has no deputy."}
- {status: skip, when: nobody, reason: Nobody holds a role for it; see role-is-held and service-has-accountable-role.}
*/
MATCH (s:Service) WHERE coalesce(s.status, 'live') = 'live' AND s.criticality IN ['critical', 'high']
CALL (s) {
  OPTIONAL MATCH (s)<-[:ACCOUNTABLE_FOR|RESPONSIBLE_FOR]-(:Role)<-[x:HOLDS]-(h:Resource {kind: 'human'})
    WHERE coalesce(h.status, 'live') = 'live' AND coalesce(x.since, $today) <= $today AND coalesce(x.until, $today) >= $today
  RETURN count(DISTINCT h) AS n, min(h.name) AS person
}
WITH s, CASE n
  WHEN 0 THEN ['skip', 'Nobody holds a role for it; see role-is-held and service-has-accountable-role.']
  WHEN 1 THEN ['alarm', person + ' alone holds every role for it and has no deputy.']
  ELSE ['ok', toString(n) + ' people share its roles.'] END AS v
RETURN s.id AS resource, s.name AS name, v[0] AS status, v[1] AS reason ORDER BY resource

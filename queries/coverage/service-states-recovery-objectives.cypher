/*
name: service-states-recovery-objectives
title: Important services state availability, RTO and RPO
about: Requirements for availability and continuity must be agreed before anybody can plan or measure them.
severity: high
resource: Service
applies_when: services in use of criticality critical or high
passes_when: availability_target, rto_minutes and rpo_minutes are all stated
rules:
- {status: ok, when: all stated,
  reason: "{availability_target} % available, back in {rto_minutes} min, losing at most {rpo_minutes} min of data."}
- {status: alarm, when: some missing, reason: "Not stated: {fields}."}
*/
MATCH (s:Service) WHERE coalesce(s.status, 'live') = 'live' AND s.criticality IN ['critical', 'high']
WITH s, [x IN [
  CASE WHEN s.availability_target IS NULL THEN 'availability target' END,
  CASE WHEN s.rto_minutes IS NULL THEN 'recovery time' END, CASE WHEN s.rpo_minutes IS NULL THEN 'recovery point' END
] WHERE x IS NOT NULL] AS missing
WITH s, CASE size(missing)
  WHEN 0 THEN ['ok', replace(toString(s.availability_target) + ' %', '.0 %', ' %') + ' available, back in '
    + toString(s.rto_minutes) + ' min, losing at most ' + toString(s.rpo_minutes) + ' min of data.']
  ELSE ['alarm', 'Not stated: ' + reduce(t = '', n IN missing | t + CASE t WHEN '' THEN '' ELSE ', ' END + n) + '.'] END AS v
RETURN s.id AS resource, s.name AS name, v[0] AS status, v[1] AS reason ORDER BY resource

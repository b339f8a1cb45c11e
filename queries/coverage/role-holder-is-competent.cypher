/*
name: role-holder-is-competent
title: People in accountable and responsible roles have proof of skill
about: >-
  Competence is claimed by the chart and proved by a record of education, training or experience. The auditor samples the
  holders of the roles he interviewed in the morning.
severity: medium
resource: Resource
applies_when: people in use who hold, today, a role that is ACCOUNTABLE_FOR or RESPONSIBLE_FOR something
passes_when: a training_record not older than competence_within_days DESCRIBES the person
rules:
- {status: ok, when: recent record, reason: "Competence shown on {date}."}
- {status: alarm, when: none, reason: "Holds {roles}, but no training record names this person."}
- {status: alarm, when: too old,
  reason: "Holds {roles}; competence last shown on {date}, more than {competence_within_days} days ago."}
params:
  competence_within_days: {type: days, default: 730, example: 365, about: days for which a training record counts}
*/
MATCH (h:Resource {kind: 'human'})-[x:HOLDS]->(o:Role)
WHERE coalesce(h.status, 'live') = 'live' AND coalesce(x.since, $today) <= $today AND coalesce(x.until, $today) >= $today
  AND EXISTS { (o)-[:ACCOUNTABLE_FOR|RESPONSIBLE_FOR]->() }
WITH h, o.name AS role ORDER BY role
WITH h, collect(DISTINCT role) AS roles
CALL (h) {
  OPTIONAL MATCH (d:Document {kind: 'training_record'})-[:DESCRIBES]->(h)
    WHERE NOT coalesce(d.status, 'approved') IN ['draft', 'withdrawn'] AND d.valid_from <= $today
  RETURN max(d.valid_from) AS last
}
WITH h, last, reduce(t = '', n IN roles | t + CASE t WHEN '' THEN '' ELSE ', ' END + n) AS roles
WITH h, CASE
  WHEN last IS NULL THEN ['alarm', 'Holds ' + roles + ', but no training record names this person.']
  WHEN last < $competence_within_days_ago THEN ['alarm', 'Holds ' + roles + '; competence last shown on ' + last + ', more than '
    + toString($competence_within_days) + ' days ago.']
  ELSE ['ok', 'Competence shown on ' + last + '.'] END AS v
RETURN h.id AS resource, h.name AS name, v[0] AS status, v[1] AS reason ORDER BY resource

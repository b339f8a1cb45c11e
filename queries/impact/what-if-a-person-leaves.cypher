/*
name: what-if-a-person-leaves
title: Which roles and duties fall empty if this person leaves
about: >-
  Roles the person holds, who would stand in, and everything these roles answer for. Also the answer to an absence in holiday
  time.
params:
  person: {type: id of Resource, example: Ida Kroll, about: id or name of the person}
returns: [role, others, duty, label, id, name]
*/
MATCH (h:Resource {id: $person})-[y:HOLDS]->(o:Role) WHERE coalesce(y.until, $today) >= $today
CALL (h, o) {
  OPTIONAL MATCH (o)<-[z:HOLDS]-(q:Resource)
    WHERE q <> h AND coalesce(q.status, 'live') = 'live' AND coalesce(z.since, $today) <= $today
      AND coalesce(z.until, $today) >= $today
  WITH q.name + CASE WHEN coalesce(z.deputy, false) THEN ' (deputy)' ELSE '' END AS n ORDER BY n
  RETURN collect(n) AS others
}
OPTIONAL MATCH (o)-[d:ACCOUNTABLE_FOR|RESPONSIBLE_FOR]->(x)
RETURN o.name AS role, others,
  CASE type(d) WHEN 'ACCOUNTABLE_FOR' THEN 'accountable' WHEN 'RESPONSIBLE_FOR' THEN 'responsible' END AS duty,
  head(labels(x)) AS label, x.id AS id, x.name AS name
ORDER BY role, label, name, id, duty

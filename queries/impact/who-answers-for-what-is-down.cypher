/*
name: who-answers-for-what-is-down
title: Who is accountable for what is down now
about: >-
  Everything reported down or degraded with its accountable roles, the people in them and their stand-ins; made for the first
  minute of an outage. It reads reported states alone; what goes down with them once redundancy is counted is told by
  `clausegraph impact --reported`.
returns: [id, name, state, role, person, email, deputies]
*/
CALL () {
  MATCH (x:Service) WHERE x.state IN ['down', 'degraded'] RETURN x
  UNION ALL
  MATCH (x:Resource) WHERE x.state IN ['down', 'degraded'] RETURN x
  UNION ALL
  MATCH (x:Supplier) WHERE x.state IN ['down', 'degraded'] RETURN x
}
WITH x WHERE coalesce(x.status, 'live') = 'live'
OPTIONAL MATCH (o:Role)-[:ACCOUNTABLE_FOR]->(x)
CALL (o) {
  OPTIONAL MATCH (h:Resource)-[y:HOLDS]->(o)
    WHERE coalesce(h.status, 'live') = 'live' AND coalesce(y.since, $today) <= $today AND coalesce(y.until, $today) >= $today
  WITH h, coalesce(y.deputy, false) AS deputy ORDER BY h.name
  RETURN collect(CASE WHEN NOT deputy THEN h END) AS holders, collect(CASE WHEN deputy THEN h.name END) AS deputies
}
RETURN x.id AS id, x.name AS name, x.state AS state, o.name AS role, head(holders).name AS person,
  head(holders).email AS email, deputies
ORDER BY CASE x.state WHEN 'down' THEN 0 ELSE 1 END, name, id, role

/*
name: responsibility-matrix
title: Who is accountable and responsible for what
about: The matrix of services and processes against roles with the people behind them; A accountable, R responsible, AR both.
returns: [label, id, name, role, duty, people]
*/
MATCH (x:Service|Process) WHERE coalesce(x.status, 'live') = 'live'
OPTIONAL MATCH (o:Role)-[d:ACCOUNTABLE_FOR|RESPONSIBLE_FOR]->(x)
WITH x, o, count(CASE type(d) WHEN 'ACCOUNTABLE_FOR' THEN 1 END) > 0 AS a,
  count(CASE type(d) WHEN 'RESPONSIBLE_FOR' THEN 1 END) > 0 AS r
CALL (o) {
  OPTIONAL MATCH (h:Resource)-[y:HOLDS]->(o)
    WHERE coalesce(h.status, 'live') = 'live' AND coalesce(y.since, $today) <= $today AND coalesce(y.until, $today) >= $today
  WITH h.name + CASE WHEN coalesce(y.deputy, false) THEN ' (deputy)' ELSE '' END AS n ORDER BY n
  RETURN collect(n) AS people
}
RETURN head(labels(x)) AS label, x.id AS id, x.name AS name, o.name AS role,
  CASE WHEN a AND r THEN 'AR' WHEN a THEN 'A' WHEN r THEN 'R' END AS duty, people
ORDER BY label, name, id, role

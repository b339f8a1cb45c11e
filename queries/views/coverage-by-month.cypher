/*
name: coverage-by-month
title: How each clause stood, month by month
about: >-
  The last assessment of each month that was kept with `clausegraph coverage --record`, clause by clause. Judged is false for a
  clause whose state is only what the clauses below it come to.
params:
  framework: {type: id of Framework, example: iso-20000-1-2018, about: id or name of the framework}
  since: {type: day, default: '1970-01-01', example: '2026-01-01', about: first day that counts}
returns: [month, day, ref, title, state, judged]
*/
MATCH (a:Assessment {framework: $framework}) WHERE a.day >= $since
WITH substring(a.day, 0, 7) AS month, max(a.day) AS day
MATCH (b:Assessment {framework: $framework}) WHERE b.day = day
MATCH (b)-[:FINDS]->(x:Result)
RETURN month, day, x.ref AS ref, x.title AS title, x.state AS state, x.judged AS judged ORDER BY month, x.place

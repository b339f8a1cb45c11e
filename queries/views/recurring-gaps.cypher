/*
name: recurring-gaps
title: Which clauses became a gap again
about: >-
  Clauses that were a gap, were covered or not applicable, and are or were a gap once more, in the assessments that were kept:
  what was mended there did not last. Days are those of the first assessment that found each gap.
params:
  framework: {type: id of Framework, example: iso-20000-1-2018, about: id or name of the framework}
returns: [ref, title, times, opened, still_open]
*/
MATCH (a:Assessment {framework: $framework})-[:FINDS]->(x:Result)
  WHERE x.judged AND x.state IN ['gap', 'covered', 'not_applicable']
WITH x ORDER BY x.place, x.day
WITH x.ref AS ref, collect(x.title) AS titles, collect(x.day) AS days, collect(x.state) AS states
WITH ref, titles, states,
  [i IN range(0, size(days) - 1) WHERE states[i] = 'gap' AND (i = 0 OR states[i - 1] <> 'gap') | days[i]] AS opened
WHERE size(opened) > 1
RETURN ref, last(titles) AS title, size(opened) AS times, opened, last(states) = 'gap' AS still_open ORDER BY times DESC, ref

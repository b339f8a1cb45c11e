/*
name: time-to-close-gaps
title: How long it took to close each gap
about: >-
  From the first assessment that found a clause a gap to the first after it that found it covered or not applicable, among those
  that were kept; partial closes nothing. A gap that is still open counts its days until today. As exact as assessments are
  frequent.
params:
  framework: {type: id of Framework, example: iso-20000-1-2018, about: id or name of the framework}
returns: [ref, title, opened, closed, days]
*/
MATCH (a:Assessment {framework: $framework})-[:FINDS]->(x:Result)
  WHERE x.judged AND x.state IN ['gap', 'covered', 'not_applicable']
WITH x ORDER BY x.place, x.day
WITH x.ref AS ref, collect(x.title) AS titles, collect(x.day) AS days, collect(x.state) AS states
UNWIND range(0, size(days) - 1) AS i
WITH ref, titles, days, states, i WHERE states[i] = 'gap' AND (i = 0 OR states[i - 1] <> 'gap')
WITH ref, titles, days[i] AS opened, head([j IN range(i, size(days) - 1) WHERE states[j] <> 'gap' | days[j]]) AS closed
WITH ref, titles, opened, closed,
  [day IN [opened, coalesce(closed, $today)] |
    [toInteger(substring(day, 0, 4)), toInteger(substring(day, 5, 2)), toInteger(substring(day, 8, 2))]] AS dates
WITH ref, titles, opened, closed, [date IN dates | 367 * date[0] + toInteger(275 * date[1] / 9.0) + date[2]
    - toInteger(7 * (date[0] + CASE WHEN date[1] > 2 THEN 1 ELSE 0 END) / 4.0)] AS numbers
RETURN ref, last(titles) AS title, opened, closed, numbers[1] - numbers[0] AS days ORDER BY opened, ref

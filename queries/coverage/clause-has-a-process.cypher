/*
name: clause-has-a-process
title: Each process clause is addressed by a live process
about: The standard asks for these processes by name. The auditor maps each clause to a process and its owner before the visit.
severity: high
resource: Requirement
applies_when: the clauses that ask for a process, when their framework is loaded
passes_when: a process in use ADDRESSES the clause or one below it with status full
rules:
- {status: ok, when: fully addressed, reason: "{process} addresses it."}
- {status: info, when: only partly or planned, reason: "{process} addresses it, but only {status}."}
- {status: alarm, when: only by processes out of use, reason: "Only {process} addresses it, and that is {status}."}
- {status: alarm, when: not at all, reason: No process addresses it.}
*/
MATCH (r:Requirement) WHERE r.id IN $requirements
CALL (r) {
  OPTIONAL MATCH (r)<-[:PART_OF*0..3]-(:Requirement)<-[a:ADDRESSES]-(s:Process)
  WITH s, coalesce(a.status, 'partial') AS how, coalesce(s.status, 'live') AS life
  WITH s, how, life, CASE WHEN life <> 'live' THEN 3 WHEN how = 'full' THEN 0 WHEN how = 'partial' THEN 1 ELSE 2 END AS rank
  ORDER BY rank, s.name LIMIT 1
  RETURN s.name AS process, how, life, rank
}
WITH r, CASE
  WHEN process IS NULL THEN ['alarm', 'No process addresses it.']
  WHEN rank = 3 THEN ['alarm', 'Only ' + process + ' addresses it, and that is ' + life + '.']
  WHEN rank > 0 THEN ['info', process + ' addresses it, but only ' + how + '.']
  ELSE ['ok', process + ' addresses it.'] END AS v
RETURN r.id AS resource, r.title AS name, v[0] AS status, v[1] AS reason ORDER BY resource

/*
name: reference-is-resolved
title: Every name a source mentions was found
about: >-
  A dependency on a name nobody knows is a dependency lost. The loader keeps what it could not resolve instead of dropping
  it.
severity: medium
resource: Source
applies_when: sources with at least one Record
passes_when: no current Record of the source has unresolved references
rules:
- {status: ok, when: all resolved, reason: Every reference was resolved.}
- {status: alarm, when: some dangling, reason: "References that lead nowhere: {n}, the first is {reference} in {record}."}
*/
MATCH (s:Source)
CALL (s) { MATCH (r:Record {source: s.id}) RETURN count(r) AS records }
CALL (s) {
  MATCH (r:Record {source: s.id})
  UNWIND r.unresolved AS ref
  RETURN count(ref) AS n, min(ref + ' in ' + r.name) AS first
}
WITH s, n, first WHERE records > 0
WITH s, CASE n
  WHEN 0 THEN ['ok', 'Every reference was resolved.']
  ELSE ['alarm', 'References that lead nowhere: ' + toString(n) + ', the first is ' + first + '.'] END AS v
RETURN s.id AS resource, s.name AS name, v[0] AS status, v[1] AS reason ORDER BY resource

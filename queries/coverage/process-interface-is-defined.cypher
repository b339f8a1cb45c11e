/*
name: process-interface-is-defined
title: Each live process states inputs, outputs and whom it feeds
about: >-
  Processes are to work as one system. Weak joints, incidents that never become problems or changes unknown to configuration,
  are where audits dig.
severity: low
resource: Process
applies_when: processes in use
passes_when: inputs and outputs are stated and at least one FEEDS edge in or out names its output
rules:
- {status: ok, when: defined, reason: "Inputs and outputs are stated; linked processes: {n}."}
- {status: alarm, when: no link, reason: It feeds no process and none feeds it with a named output.}
- {status: alarm, when: not stated, reason: "Linked, but {fields} not stated."}
*/
MATCH (s:Process) WHERE coalesce(s.status, 'live') = 'live'
CALL (s) { OPTIONAL MATCH (s)-[f:FEEDS]-(q:Process) WHERE coalesce(f.output, '') <> '' AND q <> s RETURN count(DISTINCT q) AS n }
WITH s, n, CASE WHEN s.inputs IS NULL AND s.outputs IS NULL THEN 'inputs and outputs are' WHEN s.inputs IS NULL THEN 'inputs are'
  WHEN s.outputs IS NULL THEN 'outputs are' END AS missing
WITH s, CASE
  WHEN n = 0 THEN ['alarm', 'It feeds no process and none feeds it with a named output.']
  WHEN missing IS NOT NULL THEN ['alarm', 'Linked, but ' + missing + ' not stated.']
  ELSE ['ok', 'Inputs and outputs are stated; linked processes: ' + toString(n) + '.'] END AS v
RETURN s.id AS resource, s.name AS name, v[0] AS status, v[1] AS reason ORDER BY resource

/*
name: country-concentration-is-limited
title: No foreign country carries too many critical services
about: Law, sanctions and disasters follow borders. Rows are suppliers, since those are what can be moved.
severity: low
resource: Supplier
applies_when: >-
  external suppliers in use that a critical service in use reaches through its dependencies, subcontractors included
passes_when: >-
  the share of critical services that reach suppliers of the same country is not above limit_percent, or the country is a
  home country
rules:
- {status: ok, when: within the limit,
  reason: "{country} carries {n} of {total} critical services, within the limit of {limit_percent} %."}
- {status: info, when: home country, reason: "{country} carries {n} of {total} critical services and counts as home."}
- {status: alarm, when: above the limit,
  reason: "{country} carries {n} of {total} critical services, above the limit of {limit_percent} %."}
- {status: skip, when: country unknown, reason: Its country is not stated; see supplier-is-identified.}
params:
  limit_percent: {type: integer, default: 50, example: 30, about: percentage of the critical services that one country may carry}
  home_countries: {type: texts, default: [], example: [DE, AT], about: codes of the countries that count as home}
*/
CALL () { MATCH (s:Service {criticality: 'critical'}) WHERE coalesce(s.status, 'live') = 'live' RETURN count(s) AS total }
MATCH (s:Service {criticality: 'critical'}) WHERE coalesce(s.status, 'live') = 'live'
CALL (s) {
  MATCH (s)-[:DEPENDS_ON|SUPPLIED_BY|OPERATED_BY|SUBCONTRACTS_TO|LOCATED_IN*1..8]->(b:Supplier)
  WHERE coalesce(b.kind, 'external') = 'external' AND coalesce(b.status, 'live') = 'live'
  RETURN DISTINCT b
}
WITH total, coalesce(b.country, '') AS country, count(DISTINCT s) AS n, collect(DISTINCT b) AS parties
UNWIND parties AS b
WITH b, country, 100 * n > $limit_percent * total AS over,
  country + ' carries ' + toString(n) + ' of ' + toString(total) + ' critical services' AS carries
WITH b, CASE
  WHEN country = '' THEN ['skip', 'Its country is not stated; see supplier-is-identified.']
  WHEN country IN $home_countries THEN ['info', carries + ' and counts as home.']
  WHEN over THEN ['alarm', carries + ', above the limit of ' + toString($limit_percent) + ' %.']
  ELSE ['ok', carries + ', within the limit of ' + toString($limit_percent) + ' %.'] END AS v
RETURN b.id AS resource, b.name AS name, v[0] AS status, v[1] AS reason ORDER BY resource

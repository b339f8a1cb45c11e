/*
name: outage-of-a-site
title: What stops if this site is lost
about: >-
  Live services that rest on anything located at the site, whether the site alone stops them, and how long they may be gone.
  Every path is followed and redundancy is ignored: `clausegraph impact --site ID` counts spares.
params:
  site: {type: id of Resource, example: Site North, about: id or name of the facility}
returns: [service, name, criticality, alone, rto_minutes]
*/
MATCH (x:Resource {id: $site})
CALL (x) {
  MATCH (x)<-[:DEPENDS_ON|SUPPLIED_BY|OPERATED_BY|SUBCONTRACTS_TO|LOCATED_IN*1..8]-(s:Service)
  WHERE coalesce(s.status, 'live') = 'live'
  RETURN DISTINCT s
}
CALL (s, x) {
  OPTIONAL MATCH q = (s)-[:DEPENDS_ON|SUPPLIED_BY|OPERATED_BY|SUBCONTRACTS_TO|LOCATED_IN*1..8]->(x)
    WHERE all(e IN relationships(q) WHERE e.group IS NULL AND coalesce(e.effect, 'down') = 'down')
  RETURN count(q) > 0 AS alone
}
RETURN s.id AS service, s.name AS name, s.criticality AS criticality, alone, s.rto_minutes AS rto_minutes
ORDER BY CASE s.criticality WHEN 'critical' THEN 0 WHEN 'high' THEN 1 WHEN 'medium' THEN 2 ELSE 3 END, alone DESC, name, service

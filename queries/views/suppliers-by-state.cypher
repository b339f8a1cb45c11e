/*
name: suppliers-by-state
title: Our suppliers, those that are down first
about: >-
  Every party in use that something is bought from, run by or handed on to, with what its status feed says and since when.
  A customer is listed only when it also supplies something.
returns: [supplier, name, state, since, criticality, country]
*/
MATCH (b:Supplier) WHERE coalesce(b.status, 'live') = 'live'
  AND (coalesce(b.kind, 'external') <> 'customer' OR EXISTS { (b)<-[:SUPPLIED_BY|OPERATED_BY|SUBCONTRACTS_TO]-() })
RETURN b.id AS supplier, b.name AS name, coalesce(b.state, 'unknown') AS state, b.state_since AS since,
  b.criticality AS criticality, b.country AS country
ORDER BY CASE state WHEN 'down' THEN 0 WHEN 'degraded' THEN 1 ELSE 2 END, name, supplier

/*
name: recovery-chain
title: What sets the real recovery time of a service
about: >-
  Every service, process and resource whose failure alone stops the service, with its stated recovery time, slowest first,
  and the minutes to spare; negative ones are missing. Suppliers promise theirs in agreements: see
  agreement-backs-the-service-target.
params:
  service: {type: id of Service, example: Customer portal, about: id or name of the service}
returns: [id, name, rto_minutes, slack]
*/
MATCH (s:Service {id: $service})
CALL (s) {
  MATCH p = (s)-[:DEPENDS_ON*1..8]->(x)
  WHERE NOT coalesce(x.kind, '') IN ['human', 'financial']
    AND all(e IN relationships(p) WHERE e.group IS NULL AND coalesce(e.effect, 'down') = 'down')
  RETURN DISTINCT x
}
RETURN x.id AS id, x.name AS name, x.rto_minutes AS rto_minutes, s.rto_minutes - x.rto_minutes AS slack
ORDER BY coalesce(x.rto_minutes, 1000000) DESC, name, id

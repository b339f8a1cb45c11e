/*
name: supplier-register
title: Our suppliers with agreement, review, exit plan and who answers for them
about: >-
  Every supplier with the agreement that binds it longest, in force or last ended, the day of its last review, its exit plan in
  force and the accountable role with the people who hold it today. A customer is listed only when it also supplies something.
returns: [supplier, name, status, criticality, country, state, agreement, agreement_name, in_force, ends_on, last_review,
  exit_plan, exit_plan_name, role, accountable, people]
*/
MATCH (b:Supplier)
WHERE coalesce(b.kind, 'external') <> 'customer' OR EXISTS { (b)<-[:SUPPLIED_BY|OPERATED_BY|SUBCONTRACTS_TO]-() }
CALL (b) {
  OPTIONAL MATCH (b)<-[:GOVERNS]-(d:Document)
    WHERE d.kind = 'contract' OR (d.kind = 'ola' AND coalesce(b.kind, 'external') <> 'external')
  WITH d, d.status = 'approved' AND coalesce(d.valid_from, $today) <= $today AND coalesce(d.valid_to, $today) >= $today AS valid
  ORDER BY CASE WHEN valid THEN 0 ELSE 1 END, coalesce(d.valid_to, '9999-12-31') DESC, d.name, d.id LIMIT 1
  RETURN d, CASE WHEN d IS NOT NULL THEN coalesce(valid, false) END AS in_force
}
CALL (b) {
  OPTIONAL MATCH (b)<-[:DESCRIBES]-(v:Document {kind: 'supplier_review'})
    WHERE NOT coalesce(v.status, 'approved') IN ['draft', 'withdrawn'] AND v.valid_from <= $today
  RETURN max(v.valid_from) AS last_review
}
CALL (b) {
  OPTIONAL MATCH (b)<-[:DESCRIBES|GOVERNS]-(e:Document {kind: 'exit_plan', status: 'approved'})
    WHERE coalesce(e.valid_from, $today) <= $today AND coalesce(e.valid_to, $today) >= $today
  WITH e ORDER BY e.name, e.id LIMIT 1
  RETURN e
}
CALL (b) {
  OPTIONAL MATCH (b)<-[:ACCOUNTABLE_FOR]-(o:Role)
  WITH o ORDER BY o.name, o.id
  RETURN head(collect(o.id)) AS role, collect(o.name) AS accountable
}
CALL (b) {
  OPTIONAL MATCH (b)<-[:ACCOUNTABLE_FOR]-(:Role)<-[y:HOLDS]-(h:Resource)
    WHERE coalesce(h.status, 'live') = 'live' AND coalesce(y.since, $today) <= $today AND coalesce(y.until, $today) >= $today
  WITH DISTINCT h.name + CASE WHEN coalesce(y.deputy, false) THEN ' (deputy)' ELSE '' END AS n ORDER BY n
  RETURN collect(n) AS people
}
RETURN b.id AS supplier, b.name AS name, coalesce(b.status, 'live') AS status, b.criticality AS criticality,
  b.country AS country, coalesce(b.state, 'unknown') AS state, d.id AS agreement, d.name AS agreement_name, in_force,
  d.valid_to AS ends_on, last_review, e.id AS exit_plan, e.name AS exit_plan_name, role, accountable, people
ORDER BY name, supplier

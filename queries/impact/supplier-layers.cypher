/*
name: supplier-layers
title: What stands on a supplier, link by link
about: >-
  Every link along which a failure of the supplier travels, up to eight of them in a row: what needs, and what it needs.
  The picture behind impact-of-a-failing-supplier; a layer is the number of links to the supplier.
  Every path is followed and redundancy is ignored: `clausegraph impact ID` counts spares.
params:
  supplier: {type: id of Supplier, example: Cirrus North, about: id or name of the supplier}
returns: [id, label, name, kind, subtype, status, criticality, state, relationship, target, group, effect]
*/
MATCH (x:Supplier {id: $supplier})
CALL (x) { MATCH (x)<-[:DEPENDS_ON|SUPPLIED_BY|OPERATED_BY|SUBCONTRACTS_TO|LOCATED_IN*0..7]-(b) RETURN DISTINCT b }
MATCH (b)<-[e:DEPENDS_ON|SUPPLIED_BY|OPERATED_BY|SUBCONTRACTS_TO|LOCATED_IN]-(a)
RETURN a.id AS id, head(labels(a)) AS label, a.name AS name, a.kind AS kind, a.subtype AS subtype,
  coalesce(a.status, 'live') AS status, a.criticality AS criticality, coalesce(a.state, 'unknown') AS state,
  type(e) AS relationship, b.id AS target, e.group AS group, coalesce(e.effect, 'down') AS effect
ORDER BY id, target, relationship

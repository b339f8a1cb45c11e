/*
name: evidence-of-a-clause
title: All that speaks for, and against, one clause
about: The evidence pack of a clause, own and of the clauses below it; who addresses it, what is evidence, what audits said.
params:
  requirement: {type: id of Requirement, example: iso-20000-1-2018/8.6.1, about: id or title of the clause}
returns: [ref, how, label, id, name, status, date]
*/
MATCH (top:Requirement {id: $requirement})<-[:PART_OF*0..4]-(r:Requirement)
CALL (r) {
  MATCH (r)<-[a:ADDRESSES]-(x) RETURN 'addresses' AS how, x, coalesce(a.status, 'partial') AS status, '' AS date
  UNION ALL
  MATCH (r)<-[:EVIDENCES]-(x:Document)
  RETURN 'evidences' AS how, x, x.status AS status, coalesce(x.valid_from, x.approved_on, '') AS date
  UNION ALL
  MATCH (r)<-[:DESCRIBES]-(x:Document) RETURN 'examines' AS how, x, x.status AS status, coalesce(x.valid_from, '') AS date
  UNION ALL
  MATCH (r)<-[:ACCOUNTABLE_FOR|RESPONSIBLE_FOR]-(x:Role)
  RETURN 'answers for' AS how, x, coalesce(x.status, 'live') AS status, '' AS date
}
RETURN r.ref AS ref, how, head(labels(x)) AS label, x.id AS id, x.name AS name, status, date ORDER BY ref, how, name, id

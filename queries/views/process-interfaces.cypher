/*
name: process-interfaces
title: Which process hands what to which, and across whose border
about: All FEEDS edges with the parties that operate both ends. Edges that cross a border need a written interface.
returns: [from, from_party, output, to, to_party, crosses_border]
*/
MATCH (a:Process)-[f:FEEDS]->(b:Process)
CALL (a) { OPTIONAL MATCH (a)-[:OPERATED_BY]->(x:Supplier) RETURN coalesce(min(x.name), 'ourselves') AS from_party }
CALL (b) { OPTIONAL MATCH (b)-[:OPERATED_BY]->(x:Supplier) RETURN coalesce(min(x.name), 'ourselves') AS to_party }
RETURN a.name AS from, from_party, f.output AS output, b.name AS to, to_party,
  from_party <> to_party AS crosses_border
ORDER BY crosses_border DESC, from, to, output

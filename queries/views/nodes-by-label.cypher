/*
name: nodes-by-label
title: What is in the graph
about: How many nodes of each label the graph holds, and how many live records say so.
returns: [label, nodes]
*/
MATCH (n:Service) WITH count(n) AS nodes RETURN 'Service' AS label, nodes
UNION ALL
MATCH (n:Role) WITH count(n) AS nodes RETURN 'Role' AS label, nodes
UNION ALL
MATCH (n:Supplier) WITH count(n) AS nodes RETURN 'Supplier' AS label, nodes
UNION ALL
MATCH (n:Process) WITH count(n) AS nodes RETURN 'Process' AS label, nodes
UNION ALL
MATCH (n:Document) WITH count(n) AS nodes RETURN 'Document' AS label, nodes
UNION ALL
MATCH (n:Resource) WITH count(n) AS nodes RETURN 'Resource' AS label, nodes
UNION ALL
MATCH (n:Framework) WITH count(n) AS nodes RETURN 'Framework' AS label, nodes
UNION ALL
MATCH (n:Requirement) WITH count(n) AS nodes RETURN 'Requirement' AS label, nodes
UNION ALL
MATCH (n:Record) WITH count(n) AS nodes RETURN 'Record' AS label, nodes

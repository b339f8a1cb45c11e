/*
name: nodes-by-label
title: What is in the graph
about: How many nodes of each label the graph holds, and how many live records say so.
returns: [label, nodes]
*/
MATCH (n:Service) RETURN 'Service' AS label, count(n) AS nodes
UNION ALL
MATCH (n:Role) RETURN 'Role' AS label, count(n) AS nodes
UNION ALL
MATCH (n:Supplier) RETURN 'Supplier' AS label, count(n) AS nodes
UNION ALL
MATCH (n:Process) RETURN 'Process' AS label, count(n) AS nodes
UNION ALL
MATCH (n:Document) RETURN 'Document' AS label, count(n) AS nodes
UNION ALL
MATCH (n:Resource) RETURN 'Resource' AS label, count(n) AS nodes
UNION ALL
MATCH (n:Framework) RETURN 'Framework' AS label, count(n) AS nodes
UNION ALL
MATCH (n:Requirement) RETURN 'Requirement' AS label, count(n) AS nodes
UNION ALL
MATCH (n:Record) RETURN 'Record' AS label, count(n) AS nodes

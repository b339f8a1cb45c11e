"""GraphQL side by side: the same five questions to ours, @neo4j/graphql, Strawberry with DataLoaders, and statements by hand."""

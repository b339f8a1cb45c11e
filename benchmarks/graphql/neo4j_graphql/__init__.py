"""@neo4j/graphql on graphql-yoga, with node."""

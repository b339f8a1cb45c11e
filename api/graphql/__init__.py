"""GraphQL: types, filters and orders derived from the schema; every root selection is one Cypher statement."""

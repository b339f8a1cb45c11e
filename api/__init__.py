"""How people ask: command line, GraphQL, pages, exports."""

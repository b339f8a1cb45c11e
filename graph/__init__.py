"""What exists and how it gets in: the schema, the engine, the records and the loaders."""

"""/suppliers: which service stands on which supplier, and how each contract stands."""

"""The coverage of a framework: the state of each clause, what led to it, and what it gives for others."""

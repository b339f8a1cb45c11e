"""The checks, and what they say of each clause of a framework."""

"""The page of a node: its facts, what it is tied to, who says so, and what checks say of it."""

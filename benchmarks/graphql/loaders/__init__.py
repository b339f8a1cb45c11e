"""The usual way: Strawberry, a resolver for each relationship, a DataLoader behind it."""

"""The embedded engine: an ArcadeDB of its own for each data folder, there while somebody uses it."""

"""A Bolt address and what can be done there: the driver, the embedded engine's life, retries."""

from graph.engine.connection import Engine, connect
from graph.engine.statement import Row, Statement, Table

__all__ = ["Engine", "Row", "Statement", "Table", "connect"]

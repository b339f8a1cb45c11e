"""All counts."""

from __future__ import annotations

from tests.independent.judged import clauses, data, dependencies, documents, processes, records, services, suppliers
from tests.independent.judged.register import COUNTS

__all__ = ["COUNTS", "clauses", "data", "dependencies", "documents", "processes", "records", "services", "suppliers"]

"""Tables of pages: declared once, shown, sorted, filtered, paged and exported from that."""

from api.pages.tables.table import Column, Kind, Row, Table

__all__ = ["Column", "Kind", "Row", "Table"]

"""What a cell of a spreadsheet holds."""

from __future__ import annotations

from typing import Any

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""How a cell begins that some spreadsheet would run (OWASP, CSV injection)."""


def plain(value: Any) -> str | bool | int | float | None:
    """Numbers as they are, whole ones without decimals; lists joined; everything else as text."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if value is None or isinstance(value, (bool, int, float)):
        return value
    return "; ".join(str(part) for part in value) if isinstance(value, (list, tuple)) else str(value)


def runs(text: str) -> bool:
    """Whether some spreadsheet would take this text for a formula, now or once the cell is edited."""
    return text.lstrip(" ").startswith(_FORMULA)

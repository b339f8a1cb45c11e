"""Text in a box where nothing can be measured: widths of characters as a common sans serif has them, rather too wide."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_NARROW, _WIDE = frozenset("iljI.,:;'|!()[]{}ft/ "), frozenset("mwMW@%&")


@lru_cache(maxsize=4096)
def _em(character: str) -> float:
    """Width in parts of the size of the text."""
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Mn"):
        return 0
    if unicodedata.east_asian_width(character) in "WF":
        return 1.1
    if character in _NARROW:
        return 0.34
    return 0.92 if character in _WIDE else 0.72 if character.isupper() else 0.6


def width(text: str, size: float) -> float:
    """About how wide a text is, in pixels."""
    return sum(map(_em, text)) * size


def fitted(text: str, room: float, size: float) -> str:
    """The text, or its beginning with an ellipsis."""
    if width(text, size) <= room:
        return text
    used, kept = size, 0
    while kept < len(text) and used + _em(text[kept]) * size <= room:
        used += _em(text[kept]) * size
        kept += 1
    return text[:kept].rstrip("\u200d").rstrip() + "…"


def in_lines(text: str, room: float, size: float) -> list[str]:
    """The text in two lines at most, the last of them cut."""
    words, first = text.split(), ""
    while words and width(f"{first} {words[0]}".strip(), size) <= room:
        first = f"{first} {words.pop(0)}".strip()
    if not words:
        return [first]
    rest = fitted(" ".join(words), room, size)
    return [first, rest] if first else [rest]

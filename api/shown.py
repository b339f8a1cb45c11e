"""Text that is safe to show: control characters and marks that turn the direction of text are seen, not obeyed."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import Any


def visible(value: object) -> str:
    """A value as one line of text in which every control character can be seen."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (list, tuple)):
        return ", ".join(visible(part) for part in value)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = f"{value:,}" if isinstance(value, int) else str(value)
    return "".join(_shown(character) for character in text)


def _shown(character: str) -> str:
    if unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Zl", "Zp"} or character in "\u200c\u200d":
        return character
    return " " if character.isspace() else f"\\u{ord(character):04x}"


def as_json(value: Any) -> str:
    """JSON that is safe to show on a terminal too: json.dumps leaves the control characters above 127 as they are."""
    text = json.dumps(value, indent=2, ensure_ascii=False, default=str)
    return re.sub(r"[\x7f-\x9f]", lambda found: f"\\u{ord(found[0]):04x}", text)

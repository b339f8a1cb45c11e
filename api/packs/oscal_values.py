"""Values as OSCAL writes them: deterministic ids, tokens, one-line texts, moments."""

from __future__ import annotations

import re
from datetime import date
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from api.shown import visible

NAMESPACE = "urn:clausegraph:oscal"
"""Of names that OSCAL does not define."""
_ROOT = uuid5(NAMESPACE_URL, NAMESPACE)
_NOT_IN_TOKEN = re.compile(r"[^\w.\-]")
_MARKUP = re.compile(r"[\\`*\[{]")
_YEARS = range(1900, 3000)
"""What the pattern of OSCAL's date and time allows."""


def identity(*parts: str) -> str:
    """The same UUID for the same parts, always."""
    made: UUID = _ROOT
    for part in parts:
        made = uuid5(made, part)
    return str(made)


def token(text: str) -> str:
    """A text as an OSCAL token: a letter or underscore first, then letters, digits, dots, hyphens, underscores."""
    made = _NOT_IN_TOKEN.sub("_", text)
    return made if made[:1].isalpha() or made[:1] == "_" else f"_{made}"


def line(value: object) -> str:
    """Text of one line with nothing around it; a dash where there is none."""
    return visible(value).strip() or "-"


def markup(value: object) -> str:
    """Text of one line in which no character is taken for Markdown or HTML."""
    text = line(value).replace("&", "&amp;").replace("<", "&lt;")
    return _MARKUP.sub(lambda found: f"\\{found[0]}", text)


def prop(name: str, value: object) -> dict[str, str]:
    """A property of our own."""
    return {"name": token(name), "ns": NAMESPACE, "value": line(value)}


def moment(day: str) -> str:
    """A day as OSCAL's date and time: midnight UTC."""
    return f"{day}T00:00:00Z"


def deadline(day: str | None) -> dict[str, Any]:
    """A day as a deadline, where it is one that OSCAL can write."""
    try:
        known = date.fromisoformat(day or "").year in _YEARS
    except ValueError:
        known = False
    return {"deadline": moment(str(day))} if known else {}

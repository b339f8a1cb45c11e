"""References between entities: `[kind:][namespace/]name` in any case."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

_SHAPE = re.compile(r"(?:([^:/\s]+):)?(?:([^:/\s]+)/)?([^:/\s]+)")


class Reference(NamedTuple):
    """The full name of an entity, in lower case; as text it is the key of its record."""

    kind: str
    namespace: str
    name: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.namespace}/{self.name}"


def refer(given: Any, kind: str, namespace: str) -> Reference:
    """The reference that a field gives, as text or as a mapping of its parts.

    `kind` is the one that the field implies, or empty; `namespace` that of the entity. Raises ValueError.
    """
    if isinstance(given, Mapping):
        parts = (given.get("kind"), given.get("namespace"), given.get("name"))
        if any(p is not None and not isinstance(p, str) for p in parts):
            raise ValueError("it is no reference to an entity")
        given = f"{parts[0] + ':' if parts[0] else ''}{parts[1] + '/' if parts[1] else ''}{parts[2] or ''}"
    found = _SHAPE.fullmatch(given.strip()) if isinstance(given, str) else None
    if not found:
        raise ValueError("it is no reference to an entity")
    found_kind = found[1] or kind
    if not found_kind:
        raise ValueError("it does not say which kind of entity it means")
    return Reference(*(part.lower() for part in (found_kind, found[2] or namespace, found[3])))

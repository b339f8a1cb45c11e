"""The kinds of services, which the failure model does not keep."""

from __future__ import annotations

from graph.engine import Engine

_KINDS = "MATCH (s:Service) WHERE s.kind IS NOT NULL RETURN s.id, s.kind"


async def service_kinds(engine: Engine) -> dict[str, str]:
    """Id to kind of every service that says one; raises as `Engine.read`."""
    return {str(id_): str(kind) for id_, kind in await engine.read(_KINDS)}

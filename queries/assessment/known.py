"""The framework of a name: one that names checks, or one that only the graph holds (a library or catalogue that was loaded)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from graph.engine import Engine
from graph.errors import WrongUse, nearest
from queries.frameworks import Framework, Head, Parameters, Requirement, frameworks

_FRAMEWORKS = "MATCH (f:Framework) RETURN f.id, f.name, f.edition ORDER BY f.id"
_REQUIREMENTS = (
    "MATCH (r:Requirement) WHERE r.id STARTS WITH $prefix OPTIONAL MATCH (r)-[:PART_OF]->(p:Requirement) "
    "RETURN r.id AS id, coalesce(r.title, r.name) AS title, r.summary AS summary, p.id AS parent ORDER BY id"
)


async def known_framework(engine: Engine, name: str, among: Mapping[str, Framework] | None = None) -> Framework:
    """The framework of that id, of ours where no others are given; raises WrongUse with the nearest id.

    One that only the graph holds names no checks: its states rest on claims, evidence and findings alone.
    """
    own = frameworks() if among is None else among
    if name in own:
        return own[name]
    held = {row[0]: row for row in await engine.read(_FRAMEWORKS)}
    if name not in held:
        ids = sorted({*own, *held})
        raise WrongUse(f"There is no framework {name}.", remedy=nearest(name, ids) or f"There are {', '.join(ids)}.")
    id_, called, edition = held[name]
    rows = await engine.read(_REQUIREMENTS, {"prefix": f"{name}/"})
    # What was loaded is written as its own authors number it, which our own files may not.
    requirements = [_requirement(name, *row) for row in sorted(rows, key=lambda row: _order(row[0]))]
    head = Head.model_construct(id=id_, name=called, edition=edition)
    return Framework.model_construct(framework=head, parameters=Parameters(), requirements=requirements)


def _requirement(framework: str, id_: str, title: str, summary: str | None, parent: str | None) -> Requirement:
    prefix = f"{framework}/"
    above = parent.removeprefix(prefix) if parent else None
    return Requirement.model_construct(ref=id_.removeprefix(prefix), title=title, summary=summary, parent=above)


def _order(id_: str) -> list[tuple[int, str]]:
    """Numbers as numbers, so that 10 comes after 9."""
    return [(int(part), "") if part.isdigit() else (0, part) for part in re.split(r"(\d+)", id_)]

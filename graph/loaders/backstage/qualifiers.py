"""The annotation that says how dependencies fail: groups with spares, effects, how long a switch-over takes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from graph.errors import SourceFailed
from graph.loaders.backstage.entities import Entity, Qualifier
from graph.loaders.backstage.references import refer
from graph.loaders.contract import Limits
from graph.loaders.yamltext import parse_yaml
from graph.schema.relationships import Failure

_REMEDY = "Write one line a dependency: `resource:name: {group: lines, needs: 1}`."


def qualify(entity: Entity, text: str, line: int, annotation: str, limits: Limits) -> None:
    """Reads the annotation's text, which is YAML, into the entity's qualifiers."""
    for name, properties in _dependencies(entity, text, line, annotation, limits).items():
        try:
            said = Failure.model_validate(properties).model_dump(exclude_none=True)
            entity.qualifiers[refer(name, "", entity.ref.namespace)] = Qualifier(said, line)
        except ValidationError as problem:
            first = problem.errors()[0]
            at = ".".join(str(part) for part in (name, *first["loc"]))
            entity.trouble(line, f"{annotation}: {at}", first["input"], f"{first['msg']}.", _REMEDY)
        except ValueError as problem:
            entity.trouble(line, annotation, name, f"{problem}.", _REMEDY)


def _dependencies(entity: Entity, text: str, line: int, annotation: str, limits: Limits) -> Mapping[str, Any]:
    try:
        documents = list(parse_yaml(text, annotation, limits))
    except SourceFailed as problem:
        entity.trouble(line, annotation, text, problem.what, _REMEDY)
        return {}
    given = documents[0].value if len(documents) == 1 else None
    if not isinstance(given, Mapping):
        entity.trouble(line, annotation, text, "it is no mapping of dependencies.", _REMEDY)
        return {}
    return given

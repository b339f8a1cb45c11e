"""Coerces and checks what a loader yields against the schema: `"120"` becomes 120, `"Critical"` becomes critical."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from pydantic import BaseModel, ValidationError, create_model

from graph.errors import nearest
from graph.records.model import Link, Record, Rejected, Value
from graph.schema import model


def checked(record: Record) -> Record | Rejected:
    """The record as the schema wants it, or the first thing wrong with it."""
    try:
        properties = _coerced(_partial(model.node(record.label)), record.properties)
        links = tuple([_checked_link(record.label, link) for link in record.links])
    except ValidationError as problem:
        return _rejected(record, problem)
    except _Misplaced as problem:
        return _refused(record, "links", str(problem), "no such relationship here.", problem.remedy)
    return Record(record.key, record.label, properties, links, record.identities, record.file, record.line)


class _Misplaced(ValueError):
    """A link of a type that does not exist or cannot start (end) at the record's label."""

    def __init__(self, what: str, remedy: str) -> None:
        self.remedy = remedy
        super().__init__(what)


def _checked_link(label: str, link: Link) -> Link:
    ends = _ends(label, link.outgoing)
    if link.type not in ends:
        side = "from" if link.outgoing else "to"
        raise _Misplaced(f"{link.type} {side} {label}", nearest(link.type, ends))
    if not link.properties:
        return link
    declared = model.relationship(link.type).properties
    return Link(link.type, link.target, _coerced(declared, link.properties), link.outgoing)


@cache
def _ends(label: str, outgoing: bool) -> tuple[str, ...]:
    """The types that may start, or end, at a label."""
    return tuple(r.type for r in (model.leaving(label) if outgoing else model.arriving(label)))


@cache
def _partial(declared: type[BaseModel]) -> type[BaseModel]:
    """The node class with every property optional and no id: what one record may say."""
    fields: dict[str, Any] = {
        name: (field.annotation if not field.metadata else field.rebuild_annotation(), None)
        for name, field in declared.model_fields.items()
        if name != "id"
    }
    return create_model(declared.__name__, __config__=declared.model_config, **fields)


def _coerced(declared: type[BaseModel], given: Mapping[str, Any]) -> dict[str, Value]:
    present = {name: value for name, value in given.items() if value is not None}
    found = declared.model_validate(present)
    return {name: value for name in present if (value := getattr(found, name)) is not None}


def _rejected(record: Record, problem: ValidationError) -> Rejected:
    first = problem.errors()[0]
    name = str(first["loc"][0]) if first["loc"] else ""
    if first["type"] == "extra_forbidden":
        known = [p for p in model.properties(model.node(record.label)) if p != "id"]
        return _refused(record, name, first["input"], f"{record.label} has no such property.", nearest(name, known))
    declared = model.properties(model.node(record.label)).get(name)
    remedy = f"Use one of {', '.join(declared.terms)}." if declared and declared.terms else ""
    return _refused(record, name, first["input"], f"{first['msg']}.", remedy)


def _refused(record: Record, field: str, value: object, reason: str, remedy: str) -> Rejected:
    return Rejected(record.file, record.line, field, str(value)[:200], reason, remedy, record.key)

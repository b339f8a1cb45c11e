"""Whether a document is an entity, which one, and what it becomes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from graph.errors import nearest
from graph.loaders.backstage.documents import Document, line_of, mapping
from graph.loaders.backstage.entities import Entity, Skipped
from graph.loaders.backstage.options import KINDS, SPELLED, BackstageOptions, Thing
from graph.loaders.backstage.references import Reference, refer
from graph.records.model import Rejected

_FILES = "Name only catalog files under `path`."


def recognise(document: Document, options: BackstageOptions) -> Entity | Skipped | Rejected:
    """The entity of a document, with its reference and what it becomes; the rest is to be read."""
    try:
        ref = _identify(document, options)
    except _NoEntity as problem:
        return problem.row
    thing = _thing(document, ref, options)
    if thing is None:
        kind = document.value["kind"]
        hint = nearest(kind, [SPELLED.get(known, known.capitalize()) for known in KINDS])
        remedy = f"{hint} Say under options.kinds what it becomes, or skip.".strip()
        line = line_of(document.value, "kind", document.line)
        return document.rejected(line, "kind", kind, "there is no rule for this kind.", remedy, str(ref))
    return Skipped(ref) if thing == "skip" else Entity(ref, thing, document.file, document.line)


def _thing(document: Document, ref: Reference, options: BackstageOptions) -> Thing | Literal["skip"] | None:
    if ref.kind == "location":
        return "skip"
    type_ = mapping(document.value, "spec").get("type")
    return options.thing(ref.kind, type_ if isinstance(type_, str) else "")


class _NoEntity(Exception):
    """A document that is no entity."""

    def __init__(self, row: Rejected) -> None:
        self.row = row
        super().__init__(row.reason)


def _identify(document: Document, options: BackstageOptions) -> Reference:
    value = document.value
    if not isinstance(value, Mapping):
        raise _NoEntity(document.rejected(document.line, "document", value, "it is no catalog entity.", _FILES))
    version, kind = (_required(document, value, key, key) for key in ("apiVersion", "kind"))
    ref = _reference(document, mapping(value, "metadata"), kind, options)
    if "backstage.io/" not in version and kind.lower() not in options.kinds:
        line = line_of(value, "apiVersion", document.line)
        reason = "it is no version of Backstage's."
        raise _NoEntity(document.rejected(line, "apiVersion", version, reason, _FILES, str(ref)))
    return ref


def _reference(document: Document, metadata: Mapping[str, Any], kind: str, options: BackstageOptions) -> Reference:
    name = _required(document, metadata, "name", "metadata.name")
    namespace = metadata.get("namespace") or options.namespace
    try:
        return refer({"kind": kind, "namespace": namespace, "name": name}, "", "")
    except ValueError as problem:
        line = line_of(metadata, "name", document.line)
        reason = "kinds, namespaces and names hold no white space, colon or slash."
        raise _NoEntity(document.rejected(line, "metadata.name", f"{kind}:{namespace}/{name}", reason)) from problem


def _required(document: Document, parent: Mapping[str, Any], key: str, path: str) -> str:
    found = parent.get(key)
    if not isinstance(found, str) or not found.strip():
        line = line_of(parent, key, document.line)
        raise _NoEntity(document.rejected(line, path, found, "an entity needs it, as text.", _FILES))
    return found.strip()

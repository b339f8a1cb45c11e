"""What a document says of its entity: name, properties, relations, and what its annotations mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graph.errors import nearest
from graph.loaders.backstage.documents import Document, items, line_of, mapping
from graph.loaders.backstage.entities import Entity, Statement
from graph.loaders.backstage.options import BackstageOptions
from graph.loaders.backstage.qualifiers import qualify
from graph.loaders.backstage.references import refer
from graph.loaders.backstage.relations import FIELDS, RELATIONS, Relation
from graph.loaders.contract import Limits
from graph.loaders.meaning import Meaning
from graph.loaders.meaning import refer as identity_of

Part = Mapping[str, Any]


def fill(entity: Entity, document: Document, options: BackstageOptions, limits: Limits) -> None:
    """Reads the document into its entity."""
    _Reader(entity, options, limits).read(document.value)


@dataclass(slots=True)
class _Reader:
    """Reads one document into one entity."""

    entity: Entity
    options: BackstageOptions
    limits: Limits

    def read(self, value: Part) -> None:
        metadata, spec = self._section(value, "metadata", "metadata"), self._section(value, "spec", "spec")
        profile = self._section(spec, "profile", "spec.profile")
        title = self._text(metadata, "title", "metadata.title")
        displayed = self._text(profile, "displayName", "spec.profile.displayName")
        self.entity.name = title or displayed or metadata["name"].strip()
        self._properties(metadata, spec, profile, value["kind"])
        self._fields(spec)
        self._exported(value)
        self._annotations(metadata, spec)

    def _section(self, parent: Part, key: str, path: str) -> Part:
        found = parent.get(key)
        if found is not None and not isinstance(found, Mapping):
            self.entity.trouble(line_of(parent, key, self.entity.line), path, found, "it must be a mapping.")
        return mapping(parent, key)

    def _text(self, parent: Part, key: str, path: str) -> str:
        found = parent.get(key)
        if found is None or isinstance(found, str):
            return (found or "").strip()
        self.entity.trouble(line_of(parent, key, self.entity.line), path, found, "it must be text.", "Put it in quotes.")
        return ""

    def _properties(self, metadata: Part, spec: Part, profile: Part, kind: str) -> None:
        thing, said = self.entity.thing, {"kind": self.entity.thing.kind}
        type_ = self._text(spec, "type", "spec.type")
        if thing.label == "Resource":
            default = {"group": "team", "user": ""}.get(self.entity.ref.kind, kind)
            said["subtype"] = thing.subtype or type_ or default
            said["email"] = self._text(profile, "email", "spec.profile.email")
        if thing.label == "Service":
            said["description"] = self._text(metadata, "description", "metadata.description")
        if thing.label != "Document":
            said["status"] = self._status(spec)
        self.entity.properties = {name: value for name, value in said.items() if value}

    def _status(self, spec: Part) -> str:
        word = self._text(spec, "lifecycle", "spec.lifecycle")
        status = self.options.status(word) if word else None
        if word and status is None:
            line = line_of(spec, "lifecycle", self.entity.line)
            remedy = "Say under options.lifecycles what it means."
            self.entity.trouble(line, "spec.lifecycle", word, "it is none of Backstage's lifecycles.", remedy)
        return status.value if status else ""

    def _fields(self, spec: Part) -> None:
        for name, declared in FIELDS.items():
            for line, item in items(spec, name, self.entity.line):
                self._state(RELATIONS[declared.relation], item, declared.kind, line, f"spec.{name}")

    def _exported(self, value: Part) -> None:
        """The relations that an answer of the catalog API lists."""
        for line, item in items(value, "relations", self.entity.line):
            type_ = item.get("type") if isinstance(item, Mapping) else None
            if not isinstance(type_, str) or type_ not in RELATIONS:
                hint = nearest(str(type_), RELATIONS)
                self.entity.trouble(line, "relations", type_ or item, "it is no relation of Backstage's model.", hint)
            else:
                self._state(RELATIONS[type_], item.get("targetRef") or item.get("target"), "", line, "relations")

    def _state(self, relation: Relation, given: Any, kind: str, line: int, where: str) -> None:
        try:
            other = refer(given, kind, self.entity.ref.namespace)
        except ValueError as problem:
            shape = "[kind:][namespace/]name" if kind else "kind:[namespace/]name"
            self.entity.trouble(line, where, given, f"{problem}.", f"Write {shape}.")
        else:
            self.entity.statements.append(Statement(relation, other, line, where))

    def _annotations(self, metadata: Part, spec: Part) -> None:
        self._section(metadata, "annotations", "metadata.annotations")
        for name, meaning in self.options.annotations.items():
            for line, text in self._free(name, metadata, spec):
                self._apply(name, meaning, text, line)
        for line, text in self._free(self.options.dependencies_annotation, metadata, spec):
            qualify(self.entity, text, line, self.options.dependencies_annotation, self.limits)

    def _free(self, name: str, metadata: Part, spec: Part) -> Iterator[tuple[int, str]]:
        """Line and text of an annotation, a label or a field of spec."""
        for parent, key in _places(name, metadata, spec):
            found = parent.get(key)
            line = line_of(parent, key, self.entity.line)
            if isinstance(found, bool | int | float | str) and str(found).strip():
                yield line, (str(found).lower() if isinstance(found, bool) else str(found)).strip()
                return
            if found not in (None, ""):
                self.entity.trouble(line, name, found, "it must be one text.")

    def _apply(self, name: str, meaning: Meaning, text: str, line: int) -> None:
        if misfit := meaning.misfit(self.entity.thing.label):
            self.entity.trouble(line, name, text, misfit, "Correct it there, or options.annotations.")
        elif meaning.property:
            self.entity.properties[meaning.property] = meaning.value(text)
        elif meaning.identity:
            self.entity.identities += [identity_of(meaning.identity, one) for one in meaning.each(text)]
        else:
            self.entity.links += [meaning.made_link(one) for one in meaning.each(text)]


def _places(name: str, metadata: Part, spec: Part) -> list[tuple[Part, str]]:
    """Where a free field may stand: the mapping and its key there."""
    if not name.startswith("spec."):
        return [(mapping(metadata, "annotations"), name), (mapping(metadata, "labels"), name)]
    *path, last = name.split(".")[1:]
    for step in path:
        spec = mapping(spec, step)
    return [(spec, last)]

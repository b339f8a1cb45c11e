"""Libraries of CISO Assistant (https://github.com/intuitem/ciso-assistant-community): frameworks and mapping sets.

A library names everything by URN: `urn:…:framework:<framework>`, `urn:…:req_node:<framework>:<requirement>`. Our ids are
made of them, so that a mapping set finds the requirements of libraries that it does not hold.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from graph.loaders.frameworks.mappings import UNRELATED, Mapped, relation_of
from graph.loaders.frameworks.rows import Document, listed, slug, text_of, titled
from graph.records.identity import by_id
from graph.records.model import Item, Link, Record, Rejected

_PARTS = 6
"""Of the URN of a requirement: urn, packager, domain, req_node, framework, requirement."""


def ciso_items(document: Document) -> Iterator[Item | Mapped]:
    """The framework of a library, and its mappings; raises SourceFailed for a library that has neither."""
    objects = document.value["objects"]
    frameworks = [*listed(objects, "framework"), *listed(objects, "frameworks")]
    sets = [*listed(objects, "requirement_mapping_sets"), *listed(objects, "requirement_mapping_set")]
    if not frameworks and not sets:
        what = "The library holds no framework and no mapping set."
        raise document.failed(what, document.line, "Risk matrices and reference controls are not read.")
    for framework in frameworks:
        yield from _framework(document, framework)
    for mapping_set in sets:
        yield from _mapping_set(document, mapping_set)


def _framework(document: Document, row: Any) -> Iterator[Item]:
    id_ = _framework_id(document, row, "urn")
    library = document.value
    edition = text_of(library, "version")
    properties = {"name": text_of(row, "name") or id_} | ({"edition": f"library version {edition}"} if edition else {})
    yield Record(id_, "Framework", properties, file=document.file, line=document.line_of(row))
    nodes = listed(row, "requirement_nodes")
    if not nodes:
        raise document.failed("The framework has no requirement_nodes.", document.line_of(row), "Export the library again.")
    known: set[str] = set()
    for node in nodes:
        item = _requirement(document, id_, node, known)
        known.add(item.key)
        yield item


def _requirement(document: Document, framework: str, node: Any, known: set[str]) -> Record | Rejected:
    ref = _ref(text_of(node, "urn"))
    if not ref:
        return document.rejected(node, "urn", "it is no URN of a requirement.", f"{framework}/line {document.line_of(node)}")
    key, parent = f"{framework}/{ref}", text_of(node, "parent_urn")
    above = f"{framework}/{_ref(parent)}" if parent else framework
    if parent and above not in known:
        return document.rejected(node, "parent_urn", "no requirement above it has this URN.", key)
    properties = titled(ref, text_of(node, "ref_id"), text_of(node, "name"), text_of(node, "description"))
    if not properties["title"]:
        return document.rejected(node, "name", "a requirement needs a name or a description.", key)
    links = (Link("PART_OF", by_id(above)),)
    return Record(key, "Requirement", properties, links, file=document.file, line=document.line_of(node))


def _mapping_set(document: Document, row: Any) -> Iterator[Mapped | Rejected]:
    source = _framework_id(document, row, "source_framework_urn")
    target = _framework_id(document, row, "target_framework_urn")
    for mapping in listed(row, "requirement_mappings"):
        start, end = _ref(text_of(mapping, "source_requirement_urn")), _ref(text_of(mapping, "target_requirement_urn"))
        word = text_of(mapping, "relationship")
        if word in UNRELATED:
            continue
        relation = relation_of(word)
        if start and end and relation:
            yield Mapped(f"{source}/{start}", f"{target}/{end}", relation, document.file, document.line_of(mapping))
            continue
        field = "relationship" if start and end else "target_requirement_urn" if start else "source_requirement_urn"
        reason = "it is no relation of requirements." if start and end else "it is no URN of a requirement."
        yield document.rejected(
            mapping, field, reason, remedy="One of equal, subset, superset, intersect." if start and end else ""
        )


def _framework_id(document: Document, row: Any, field: str) -> str:
    id_ = slug(text_of(row, field).rpartition(":")[2])
    if not id_:
        raise document.failed(f"{field} is no URN of a framework.", document.line_of(row), "Export the library again.")
    return id_


def _ref(urn: str) -> str:
    parts = urn.split(":", _PARTS - 1)
    return parts[-1] if len(parts) == _PARTS and parts[3] == "req_node" else ""

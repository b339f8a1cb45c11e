"""OSCAL (NIST): catalogues as frameworks, mapping collections as MAPS_TO. https://pages.nist.gov/OSCAL

The id of a catalogue's framework is the name of its file, which is also what a mapping collection refers to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

from graph.loaders.frameworks.mappings import UNRELATED, Mapped, relation_of
from graph.loaders.frameworks.rows import Document, listed, slug, text_of, titled
from graph.records.identity import by_id
from graph.records.model import Item, Link, Record, Rejected

_INSERT = re.compile(r"\{\{\s*insert:\s*param,\s*([^\s}]+)\s*\}\}")
_STATEMENT = ("statement", "item")


def oscal_items(document: Document) -> Iterator[Item | Mapped]:
    """The framework of a catalogue with its groups and controls, or the mappings of a collection."""
    if "catalog" in document.value:
        yield from _catalogue(document, document.value["catalog"])
        return
    collection = document.value["mapping-collection"]
    for mapping in listed(collection, "mappings"):
        yield from _mapping(document, collection, mapping)


def _catalogue(document: Document, catalogue: Any) -> Iterator[Item]:
    id_, metadata = slug(document.stem), catalogue.get("metadata") if isinstance(catalogue, dict) else None
    name, edition = text_of(metadata, "title"), text_of(metadata, "version")
    if not id_ or not name:
        raise document.failed("The catalogue has no metadata.title.", document.line, "Give it one.")
    properties = {"name": name[:500]} | ({"edition": edition} if edition else {})
    yield Record(id_, "Framework", properties, file=document.file, line=document.line_of(catalogue))
    if not listed(catalogue, "groups") and not listed(catalogue, "controls"):
        raise document.failed("The catalogue has no groups and no controls.", document.line, "Resolve the profile first.")
    yield from _below(document, id_, id_, catalogue)


def _below(document: Document, framework: str, above: str, row: Any) -> Iterator[Item]:
    """Groups and controls of a catalogue, group or control, each before what is below it; withdrawn ones are left out."""
    for one in [*listed(row, "groups"), *listed(row, "controls")]:
        if _property(one, "status").lower() == "withdrawn":
            continue
        ref = text_of(one, "id")
        if not ref:
            line = document.line_of(one)
            yield document.rejected(one, "id", "a group or control needs one.", f"{framework}/line {line}")
            yield from _below(document, framework, above, one)
            continue
        yield _requirement(document, f"{framework}/{ref}", above, one)
        yield from _below(document, framework, f"{framework}/{ref}", one)


def _requirement(document: Document, key: str, above: str, row: Any) -> Record | Rejected:
    ref, label = text_of(row, "id"), _property(row, "label")
    labels = {text_of(p, "id"): text_of(p, "label") for p in listed(row, "params")}
    prose = " ".join(_prose(row, labels))
    properties = titled(ref, label or ref, text_of(row, "title"), prose)
    if not properties["title"]:
        return document.rejected(row, "title", "a group or control needs one.", key)
    links = (Link("PART_OF", by_id(above)),)
    return Record(key, "Requirement", properties, links, file=document.file, line=document.line_of(row))


def _prose(row: Any, labels: dict[str, str]) -> Iterator[str]:
    """The text of the statement, with the label of a parameter where it is inserted."""
    for part in listed(row, "parts"):
        if text_of(part, "name") in _STATEMENT:
            text = text_of(part, "prose")
            yield from [_INSERT.sub(lambda hit: f"[{labels.get(hit[1]) or hit[1]}]", text)] if text else []
            yield from _prose(part, labels)


def _property(row: Any, name: str) -> str:
    """The value of a prop; the plain one before those of a class, such as zero-padded labels."""
    found = [p for p in listed(row, "props") if text_of(p, "name") == name]
    return text_of(min(found, key=lambda p: "class" in p), "value") if found else ""


def _mapping(document: Document, collection: Any, mapping: Any) -> Iterator[Mapped | Rejected]:
    source, target = (_framework(document, collection, mapping, f"{end}-resource") for end in ("source", "target"))
    for row in listed(mapping, "maps"):
        word = text_of(row, "relationship")
        if word in UNRELATED:
            continue
        relation = relation_of(word)
        starts, ends = ([text_of(r, "id-ref") for r in listed(row, side)] for side in ("sources", "targets"))
        if not relation or not all([*starts, *ends]) or not starts or not ends:
            field, reason = ("sources", "it maps nothing to nothing.") if relation else ("relationship", "it is no relation.")
            yield document.rejected(row, field, reason)
            continue
        relation = _of_each(relation, len(starts), len(ends))
        for start, end in product(starts, ends):
            yield Mapped(f"{source}/{start}", f"{target}/{end}", relation, document.file, document.line_of(row))


def _of_each(relation: str, sources: int, targets: int) -> str:
    """What holds between each source and each target when the relation is one of all sources together and all targets.

    One that equals several together is a superset of each; one that is a part of several together only meets each.
    """
    if sources == targets == 1:
        return relation
    if targets == 1 and relation in ("equal", "subset"):
        return "subset"
    if sources == 1 and relation in ("equal", "superset"):
        return "superset"
    return "intersects"


def _framework(document: Document, collection: Any, mapping: Any, side: str) -> str:
    """The framework that a resource stands for: the name of its file, through the back matter where it points there."""
    resource = mapping.get(side) if isinstance(mapping, dict) else None
    href = text_of(resource, "href")
    if href.startswith("#"):
        matter = collection.get("back-matter")
        links = [r for r in listed(matter, "resources") if text_of(r, "uuid") == href[1:]]
        href = next((text_of(rlink, "href") for r in links for rlink in listed(r, "rlinks")), "")
    id_ = slug(PurePosixPath(unquote(urlsplit(href).path)).stem)
    if not id_:
        raise document.failed(f"{side} names no file.", document.line_of(mapping), "Give it the href of the catalogue.")
    return id_

"""What a record says, as one canonical text: digested to see whether it changed, kept to rebuild the graph from."""

from __future__ import annotations

import hashlib
from typing import Any

import orjson

from graph.records.model import Link, Record

FORM = 1
"""Raise it when the reading of content changes: every record then counts as changed."""


def digest(record: Record) -> str:
    """32 hex digits over the content; where it stands (file, line) does not count, nor the order of links."""
    said = [FORM, record.label, dict(record.properties), sorted(record.identities), _links(record)]
    return hashlib.blake2b(orjson.dumps(said, option=orjson.OPT_SORT_KEYS), digest_size=16).hexdigest()


def encode(record: Record) -> str:
    """The content as JSON text."""
    said = {
        "label": record.label,
        "properties": dict(record.properties),
        "identities": list(record.identities),
        "links": _links(record),
    }
    return orjson.dumps(said, option=orjson.OPT_SORT_KEYS).decode()


def decode(key: str, content: str) -> Record:
    """The record that `encode` wrote; without its place."""
    said: dict[str, Any] = orjson.loads(content)
    links = tuple(Link(type_, target, properties, outgoing) for type_, target, outgoing, properties in said["links"])
    return Record(key, said["label"], said["properties"], links, tuple(said["identities"]))


def _links(record: Record) -> list[list[Any]]:
    links: list[list[Any]] = [[link.type, link.target, link.outgoing, dict(link.properties)] for link in record.links]
    if len(links) > 1:
        links.sort(key=lambda link: (link[0], link[1], link[2], repr(sorted(link[3].items()))))
    return links

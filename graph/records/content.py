"""What a record says, as one canonical text: digested to see whether it changed, kept to rebuild the graph from."""

from __future__ import annotations

import hashlib
from typing import Any

import orjson

from graph.records.model import Link, Record

FORM = 2
"""Raise it when the reading of content changes: every record then counts as changed."""


def digest(record: Record) -> str:
    """32 hex digits over the content; where it stands (file, line) does not count, nor the order of links."""
    return hashlib.blake2b(_text(record), digest_size=16, salt=bytes([FORM])).hexdigest()


def encode(record: Record) -> str:
    """The content as JSON text."""
    return _text(record).decode()


def decode(key: str, content: str) -> Record:
    """The record that `encode` wrote; without its place."""
    said: dict[str, Any] = orjson.loads(content)
    links = tuple(Link(type_, target, properties, outgoing) for type_, target, outgoing, properties in said["links"])
    return Record(key, said["label"], said["properties"], links, tuple(said["identities"]))


def _text(record: Record) -> bytes:
    identities, links = sorted(record.identities), _links(record)
    return _json({"label": record.label, "properties": record.properties, "identities": identities, "links": links})


def _links(record: Record) -> list[list[Any]]:
    links: list[list[Any]] = [[link.type, link.target, link.outgoing, link.properties] for link in record.links]
    try:
        links.sort()
    except TypeError:  # two differ in nothing but their properties, which have no order
        links.sort(key=_json)
    return links


def _json(said: Any) -> bytes:
    return orjson.dumps(said, option=orjson.OPT_SORT_KEYS, default=dict)

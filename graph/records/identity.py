"""Identities: the strings by which records of different sources recognise the same thing.

An identity is `scheme:value`. A source's name is the scheme of its own keys, so `cmdb:26e494` is what the source
`cmdb` calls 26e494, whoever says it.
"""

from __future__ import annotations

import unicodedata
from functools import cache

from graph.records.model import Record
from graph.schema import model


def by_key(source: str, key: str) -> str:
    """The thing that `source` keys `key`."""
    return f"{source}:{key}"


def by_id(node_id: str) -> str:
    """A framework or requirement, whose ids are public: iso-20000-1-2018/8.2.3."""
    return f"id:{node_id}"


def by_name(label: str, name: str) -> str:
    """A node of a label that joins by name; case, accents' form and spacing do not matter."""
    return f"name:{label}/{normalised(name)}"


def by_identifier(scheme: str, value: str) -> str:
    """A declared identifier: `email`, `lei`, `registration`, `serial`."""
    return f"{scheme}:{value.strip().casefold()}"


def normalised(name: str) -> str:
    """A name as it is compared: NFKC, case folded, spaces collapsed."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def identities(record: Record, source: str) -> tuple[str, ...]:
    """Everything a record claims its node is called; its own key first, no duplicates."""
    declared = model.node(record.label)
    found = [by_key(source, record.key), *record.identities]
    if declared.keyed_by_id:
        found.append(by_id(record.key))
    for name, scheme in _identifiers(record.label):
        if name in record.properties:
            found.append(by_identifier(scheme, str(record.properties[name])))
    if declared.joins_by_name and "name" in record.properties:
        found.append(by_name(record.label, str(record.properties["name"])))
    return tuple(dict.fromkeys(found))


@cache
def _identifiers(label: str) -> tuple[tuple[str, str], ...]:
    """The properties of a label that identify, with their schemes."""
    return tuple((name, p.identity) for name, p in model.properties(model.node(label)).items() if p.identity)

"""Frameworks: our own YAML, libraries of CISO Assistant, catalogues and mappings of OSCAL. See docs/loaders/frameworks.md."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import Any, ClassVar

from graph.errors import SourceFailed
from graph.loaders.contract import Options, Origin, loader
from graph.loaders.files import File, files, read_text
from graph.loaders.frameworks.ciso import ciso_items
from graph.loaders.frameworks.mappings import Mapped, attached
from graph.loaders.frameworks.oscal import oscal_items
from graph.loaders.frameworks.own import own_items
from graph.loaders.frameworks.rows import Document
from graph.loaders.jsontext import parse_json
from graph.loaders.yamltext import YamlMap, parse_yaml
from graph.records.model import Item

_SUFFIXES = (".yaml", ".yml", ".json")


class FrameworksOptions(Options):
    """The frameworks loader has no options."""


@loader
class Frameworks:
    """Standards and laws, with the comparisons between them; which check tests what stays in the file."""

    name: ClassVar[str] = "frameworks"
    options: ClassVar[type[Options]] = FrameworksOptions

    async def read(self, origin: Origin, options: FrameworksOptions) -> AsyncIterator[Item]:  # noqa: ARG002
        """Each framework with its requirements in the order of the files, and the mappings on a requirement of the source."""
        given = [item for file in files(origin, _SUFFIXES) for item in _file(file, origin)]
        for item in attached(given):
            yield item


def _file(file: File, origin: Origin) -> Iterator[Item | Mapped]:
    text = read_text(file, origin)
    if file.path.suffix.lower() == ".json":
        value = parse_json(text, file.shown, origin.limits).value
        yield from _document(Document(file.shown, file.path.stem, value, 1, text))
        return
    for document in parse_yaml(text, file.shown, origin.limits):
        yield from _document(Document(file.shown, file.path.stem, document.value, document.line))


def _document(document: Document) -> Iterator[Item | Mapped]:
    value: Any = document.value
    if isinstance(value, dict) and isinstance(value.get("objects"), dict):
        return ciso_items(document)
    if isinstance(value, dict) and ("catalog" in value or "mapping-collection" in value):
        return oscal_items(document)
    if isinstance(value, YamlMap) or not isinstance(value, dict):
        return own_items(document)
    raise SourceFailed(
        "It is neither a catalogue nor a mapping of OSCAL.",
        where=document.file,
        remedy="A profile has to be resolved to a catalogue first.",
    )

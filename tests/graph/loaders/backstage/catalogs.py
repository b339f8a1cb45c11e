"""Catalogs as texts, and what is read of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.graph.loaders.reading import Given, read


def entity(kind: str, name: str, spec: str = "{}", metadata: str = "") -> str:
    return f"apiVersion: backstage.io/v1alpha1\nkind: {kind}\nmetadata:\n  name: {name}\n{metadata}spec: {spec}\n"


async def catalog(folder: Path, *entities: str, **options: Any) -> Given:
    return await read("backstage", folder, {"catalog-info.yaml": "---\n".join(entities)}, options)

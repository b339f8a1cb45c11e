"""Loader `backstage`: catalog files of Backstage; components become services, teams resources, owners roles."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import ClassVar

from graph.loaders.backstage.catalog import Catalog
from graph.loaders.backstage.entities import Skipped
from graph.loaders.backstage.locations import Locations
from graph.loaders.backstage.options import BackstageOptions
from graph.loaders.backstage.reading import fill
from graph.loaders.backstage.recognition import recognise
from graph.loaders.contract import Options, Origin, loader
from graph.records.model import Item, Rejected


@loader
class Backstage:
    """Catalog files of Backstage, and what their Locations name."""

    name: ClassVar[str] = "backstage"
    options: ClassVar[type[Options]] = BackstageOptions

    async def read(self, origin: Origin, options: BackstageOptions) -> AsyncIterator[Item]:
        """One record an entity and one an owner; relations need all entities, so records come after the last was read."""
        catalog = Catalog(origin.name, options)
        async for document in Locations(origin, options).documents():
            if isinstance(document, Rejected):
                yield document
                continue
            entity = recognise(document, options)
            if isinstance(entity, Rejected):
                yield entity
            elif isinstance(entity, Skipped):
                catalog.skipped.add(entity.ref)
            else:
                fill(entity, document, options, origin.limits)
                if twice := catalog.add(entity):
                    yield twice
        for item in catalog.items():
            yield item

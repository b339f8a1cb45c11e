"""One module a kind of source; importing this package makes every loader known (`graph.loaders.contract.LOADERS`)."""

from __future__ import annotations

import importlib
import pkgutil

for _module in pkgutil.iter_modules(__path__):
    importlib.import_module(f"{__name__}.{_module.name}")

"""Importing this makes every loader of the package known (`graph.loaders.contract.LOADERS`)."""

from __future__ import annotations

import importlib
import pkgutil

from graph import loaders

for _module in pkgutil.iter_modules(loaders.__path__):
    importlib.import_module(f"{loaders.__name__}.{_module.name}")

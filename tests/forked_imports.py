"""What every forked command has imported: the whole product as its users have it, without what tests bring besides."""

import importlib
import pkgutil
import sys
from pathlib import Path

import api
import graph
import queries

sys.path.insert(0, str(Path(__file__).parent / "api" / "cli" / "as_users_have_it"))

for _package in (graph, queries, api):
    for _module in pkgutil.walk_packages(_package.__path__, f"{_package.__name__}."):
        if _module.name != "api.cli.main":
            importlib.import_module(_module.name)

"""`python -m notebooks`: writes the typed client, runs every notebook on the demo, and keeps what it shows."""

from __future__ import annotations

import os

import nbformat

from notebooks import codegen
from notebooks.demo_server import demo
from notebooks.running import NOTEBOOKS, run

codegen.generate(codegen.HERE)
with demo() as address:
    os.environ["CLAUSEGRAPH_GRAPHQL"] = address
    for path in NOTEBOOKS:
        nbformat.write(run(path), path)
        print(path.name)

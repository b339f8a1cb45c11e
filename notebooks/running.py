"""Runs a notebook from top to bottom, as somebody would who opens it."""

from __future__ import annotations

from pathlib import Path

import nbformat
from nbclient import NotebookClient

HERE = Path(__file__).parent
NOTEBOOKS = sorted(HERE.glob("*.ipynb"))
MOST_SECONDS = 120
"""For one cell; the first one may have to load the demo."""


def run(path: Path) -> nbformat.NotebookNode:
    """The notebook with fresh outputs; raises CellExecutionError for a cell that fails."""
    notebook = nbformat.read(path, as_version=4)
    language = notebook.metadata.language_info
    resources = {"metadata": {"path": str(HERE)}}
    NotebookClient(notebook, timeout=MOST_SECONDS, record_timing=False, resources=resources).execute()
    # The kernel would name the version of its Python.
    notebook.metadata.language_info = language
    return notebook


def said(notebook: nbformat.NotebookNode) -> list[str]:
    """Every text that its cells gave, in order; pictures are left out, since they depend on fonts."""
    outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    texts = [output.get("text") or output.get("data", {}).get("text/plain", "") for output in outputs]
    return [text for text in texts if "<Figure" not in text]

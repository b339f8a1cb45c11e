"""A shell on the engine of the run, and one on no engine at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.settings import Settings
from tests.api.cli.running import Shell, reaching


@pytest.fixture
def bare(tmp_path: Path) -> Shell:
    """An empty folder; an engine that a command starts there is its own."""
    return Shell(tmp_path)


@pytest.fixture
def shell(tmp_path: Path, settings_for_engine: Settings) -> Shell:
    """A folder whose configuration fixes the day, on the engine of this run."""
    (tmp_path / "clausegraph.yaml").write_text("organisation: Fixture Ltd\ntoday: 2026-11-23\n")
    return Shell(tmp_path, reaching(settings_for_engine))

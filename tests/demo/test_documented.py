"""Every command that docs/impact.md and the README ask of the demo is answered on it."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from graph.engine import Engine
from graph.settings import Settings
from tests.api.cli.running import Shell, reaching
from tests.demo.conftest import DEMO

ROOT = DEMO.parent
TEXT = (ROOT / "docs" / "impact.md").read_text(encoding="utf-8")
PAGE = re.findall(r"^clausegraph .*$", TEXT, re.MULTILINE)
(CHANGE,) = re.findall(r"```csv\n(.*?)```", TEXT, re.DOTALL)
README = re.findall(r"`(clausegraph (?:ask|check|impact) [^`]+)`", (ROOT / "README.md").read_text(encoding="utf-8"))


ON_THE_DEMO = pytest.mark.parametrize("settings_for_engine", ["arcadedb"], indirect=True)
"""Where those who read the pages type the commands; what they say on Neo4j is tested command by command."""


@pytest.mark.slow
@ON_THE_DEMO
@pytest.mark.parametrize("command", [*PAGE, *README])
def test_a_documented_command_is_answered(demo: Engine, settings_for_engine: Settings, tmp_path: Path, command: str) -> None:
    shell = Shell(tmp_path, {"CLAUSEGRAPH_CONFIG": str(DEMO / "clausegraph.yaml"), **reaching(settings_for_engine)})
    (tmp_path / "second-directory.csv").write_text(CHANGE, encoding="utf-8")
    _, *words = shlex.split(command, comments=True)
    told = shell(*words)
    assert (told.code, told.err) == (0, "")
    assert len(told.out.splitlines()) > 1 or len(list(tmp_path.iterdir())) > 1


@pytest.mark.slow
@ON_THE_DEMO
def test_the_change_on_the_page_keeps_every_service_up(demo: Engine, settings_for_engine: Settings, tmp_path: Path) -> None:
    (tmp_path / "change.csv").write_text(CHANGE, encoding="utf-8")
    shell = Shell(tmp_path, {"CLAUSEGRAPH_CONFIG": str(DEMO / "clausegraph.yaml"), **reaching(settings_for_engine)})
    assert "Services down: 4 before, 0 after" in shell("impact", "Keystone Directory", "--change", "change.csv").out


def test_both_pages_have_commands() -> None:
    assert len(PAGE) == 10
    assert len(README) >= 5

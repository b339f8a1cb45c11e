"""Every fact with its place: loaded from files on either engine, packed by the command, and found again in those files."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest

from api.packs.verify import verify
from graph.engine import Engine
from graph.settings import Settings
from tests.api.cli.running import Ran, Shell, reaching

CONFIG = """
organisation: Fixture Ltd
today: 2026-11-23
sources:
- {name: frameworks, loader: frameworks, path: "builtin:iso-20000-1-2011"}
- name: low
  loader: tables
  path: low.csv
  priority: 10
  options: &mapped
    tables:
    - records:
      - label: Service
        key: number
        properties: {name: called, kind: kind}
        links: [{type: IN_SCOPE_OF, to: scope, by: id}]
- {name: high, loader: tables, path: high.csv, priority: 90, options: *mapped}
"""
LOW = "number,called,kind,scope\n1,Mail,business,iso-20000-1-2011\n2,=Print+,business,iso-20000-1-2011\n"
HIGH = "number,called,kind,scope\nA,Mail,technical,\n"


@pytest.fixture
def shell(engine: Engine, settings_for_engine: Settings, tmp_path: Path) -> Shell:
    """A folder with two sources that disagree, loaded into the engine of this run."""
    for name, text in (("clausegraph.yaml", CONFIG), ("low.csv", LOW), ("high.csv", HIGH)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    made = Shell(tmp_path, reaching(settings_for_engine))
    ran = made("load")
    assert ran.code == 0, ran.out + ran.err
    return made


def packed(shell: Shell, *more: str) -> Ran:
    ran = shell("coverage", "iso-20000-1-2011", "--clause", "4.1", "-o", "pack.zip", *more)
    assert ran.code == 0, ran.err
    return ran


def test_lineage_leads_to_file_and_line_and_says_what_was_overruled(shell: Shell) -> None:
    told = packed(shell).out
    found = verify(shell.folder / "pack.zip")
    assert found.whole
    assert found.manifest in told
    with zipfile.ZipFile(shell.folder / "pack.zip") as archive:
        text = archive.read("lineage.csv").decode("utf-8-sig")
        manifest = json.loads(archive.read("manifest.json"))
    assert (manifest["organisation"], manifest["section"], manifest["day"]) == ("Fixture Ltd", "4.1", "2026-11-23")
    rows = [row for row in csv.DictReader(io.StringIO(text, newline="")) if row["label"] == "Service"]
    said = {(row["source"], row["fact"], row["value"], row["standing"], row["file"], row["line"]) for row in rows}
    assert said == {
        ("low", "name", "Mail", "shown", "low.csv", "2"),
        ("low", "kind", "business", "overruled", "low.csv", "2"),
        ("high", "name", "Mail", "shown", "high.csv", "2"),
        ("high", "kind", "technical", "shown", "high.csv", "2"),
        ("low", "name", "'=Print+", "shown", "low.csv", "3"),
        ("low", "kind", "business", "shown", "low.csv", "3"),
        ("low", "IN_SCOPE_OF", "iso-20000-1-2011", "shown", "low.csv", "2"),
        ("low", "IN_SCOPE_OF", "iso-20000-1-2011", "shown", "low.csv", "3"),
    }
    assert all(row["run"] and row["since"] for row in rows)


@pytest.mark.one_engine
def test_the_command_refuses_what_a_pack_cannot_be(shell: Shell) -> None:
    ran = shell("coverage", "iso-20000-1-2011", "--compare", "2026-01-01", "-o", "pack.zip")
    assert (ran.code, ran.err) == (2, "clausegraph: pack.zip: A comparison is no .zip. Use .csv, .xlsx or .json.\n")
    ran = shell("coverage", "iso-20000-1-2011", "-o", "pack.doc")
    assert ran.code == 2
    assert "Use .csv, .xlsx, .json, .html, .pdf or .zip." in ran.err
    assert shell("check", "role-is-held", "-o", "a.zip").code == 2
    assert not list(shell.folder.glob("*.zip"))

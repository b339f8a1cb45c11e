"""`clausegraph load` as users run it, on every engine: real files, good rows and bad ones."""

from __future__ import annotations

import csv
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from graph.engine import Engine
from graph.records.fingerprint import fingerprint
from tests.api.cli.running import Shell, command

CONFIGURATION = """
today: 2026-11-23
sources:
- name: register
  loader: tables
  path: suppliers.csv
  options:
    tables:
    - records:
      - {label: Supplier, key: Nr, properties: {name: Supplier, country: Country, criticality: Class}}
- name: services
  loader: tables
  path: services.csv
  every_days: 7
  options:
    tables:
    - records:
      - label: Service
        key: Nr
        properties: {name: Service, rto_minutes: RTO}
        links: [{type: SUPPLIED_BY, to: By, by: name of Supplier}]
"""
SUPPLIERS = "Nr,Supplier,Country,Class\n1,Cirrus North,IE,high\n2,Basalt,DEUTSCHLAND,low\n3,Keystone,IE,critical\n"
SERVICES = "Nr,Service,RTO,By\n1,Payments,60,Cirrus North\n2,Mail,soon,Keystone\n3,Wiki,10,Nobody\n"


@pytest.fixture
def sources(shell: Shell, engine: Engine) -> Shell:
    """A folder with two sources, each with one row that cannot be read, over an empty graph."""
    (shell.folder / "clausegraph.yaml").write_text(CONFIGURATION)
    (shell.folder / "suppliers.csv").write_text(SUPPLIERS)
    (shell.folder / "services.csv").write_text(SERVICES)
    return shell


def rejected(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def by_source(said: dict[str, Any]) -> dict[str, Any]:
    return {result["source"]: result for result in said["sources"]}


async def test_good_rows_load_bad_rows_are_told_with_place_field_value_and_remedy(sources: Shell, engine: Engine) -> None:
    told = sources("load", "--rejects", "bad.csv")
    assert told.code == 3
    assert await engine.read("MATCH (n:Supplier) RETURN n.name ORDER BY n.name") == [["Cirrus North"], ["Keystone"]]
    for said in ("suppliers.csv:3", "country", "'DEUTSCHLAND'", "services.csv:3", "'soon'", "bad.csv"):
        assert said in told.out
    rows = rejected(sources.folder / "bad.csv")
    assert [(row["source"], row["file"], row["line"], row["value"], row["key"]) for row in rows] == [
        ("register", "suppliers.csv", "3", "DEUTSCHLAND", "2"),
        ("services", "services.csv", "3", "soon", "2"),
    ]
    assert all(row["reason"] for row in rows)


def test_a_file_for_rejected_rows_that_cannot_be_meant_is_refused_before_anything_is_read(sources: Shell) -> None:
    told = sources("load", "--rejects", "bad.txt")
    assert (told.code, told.err.strip()) == (
        2,
        "clausegraph: bad.txt: A report cannot be written as .txt. Use .csv, .xlsx or .json.",
    )


async def test_json_counts_what_each_source_gave(sources: Shell, engine: Engine) -> None:
    told = sources("load", "--json")
    assert told.code == 3
    said = by_source(told.json)
    assert (said["register"]["read"], said["register"]["added"], len(said["register"]["rejected"])) == (2, 2, 1)
    assert said["services"]["totals"] | {"nodes": {}} == {
        "records": 2,
        "links": 1,
        "unresolved": 1,
        "conflicts": 0,
        "ambiguous": 0,
        "nodes": {},
    }
    assert said["services"]["totals"]["nodes"] == {"Service": 2}
    assert said["services"]["error"] is None


async def test_rejects_go_to_the_data_folder_and_leave_it_when_they_are_mended(sources: Shell, engine: Engine) -> None:
    folder = Path(sources.env.get("CLAUSEGRAPH_DATA") or sources.folder / ".clausegraph") / "rejects"
    shutil.rmtree(folder, ignore_errors=True)
    assert str(folder / "services.csv") in "".join(sources("load").out.splitlines())
    (sources.folder / "services.csv").write_text(SERVICES.replace("soon", "30"))
    assert sources("load").code == 3
    assert [path.name for path in folder.iterdir()] == ["register.csv"]
    (sources.folder / "suppliers.csv").write_text(SUPPLIERS.replace("DEUTSCHLAND", "DE"))
    assert sources("load").code == 0
    assert list(folder.iterdir()) == []


async def test_a_dry_run_tells_what_would_change_and_changes_nothing(sources: Shell, engine: Engine) -> None:
    sources("load")
    before = await fingerprint(engine)
    (sources.folder / "services.csv").write_text(
        "Nr,Service,RTO,By\n1,Payments,90,Keystone\n4,Telephony,5,Basalt\n3,Wiki,10,Nobody\n"
    )
    told = sources("load", "--dry-run")
    assert await fingerprint(engine) == before
    assert "this was a dry run" in told.out
    assert "Telephony  (services.csv:3)" in told.out
    said = by_source(sources("load", "--dry-run", "--json").json)["services"]
    assert (said["added"], said["changed"], said["removed"], said["unchanged"]) == (1, 1, 0, 1)
    assert [(change["kind"], change["name"]) for change in said["changes"]] == [("new", "Telephony"), ("changed", "Payments")]


async def test_a_failed_source_is_exit_code_4_and_the_others_still_load(sources: Shell, engine: Engine) -> None:
    (sources.folder / "suppliers.csv").unlink()
    told = sources("load")
    assert told.code == 4
    assert "suppliers.csv" in told.out
    assert await engine.read("MATCH (n:Service) RETURN count(n)") == [[2]]


async def test_losing_most_of_a_source_needs_a_word(sources: Shell, engine: Engine) -> None:
    sources("load")
    (sources.folder / "suppliers.csv").write_text("Nr,Supplier,Country,Class\n1,Cirrus North,IE,high\n")
    assert sources("load", "register").code == 4
    assert await engine.read("MATCH (n:Supplier) RETURN count(n)") == [[2]]
    assert sources("load", "register", "--allow-deletions").code == 0
    assert await engine.read("MATCH (n:Supplier) RETURN count(n)") == [[1]]


async def test_only_the_named_sources_are_read(sources: Shell, engine: Engine) -> None:
    assert list(by_source(sources("load", "services", "services", "--json").json)) == ["services"]


def test_a_configuration_without_sources_says_so(bare: Shell) -> None:
    told = bare("load")
    assert (told.code, told.out) == (2, "")
    assert (
        told.err.strip()
        == "clausegraph: clausegraph.yaml: No sources are named here. Name some, or choose another file with --config."
    )


async def test_a_pipe_sees_no_progress(sources: Shell, engine: Engine) -> None:
    told = sources("load")
    assert told.err == ""
    assert "\x1b" not in told.out


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_a_terminal_sees_progress(sources: Shell, engine: Engine) -> None:
    import pty

    parent, child = pty.openpty()
    env = sources.environment({"TERM": "xterm"})
    process = subprocess.Popen(command("load"), cwd=sources.folder, env=env, stdout=subprocess.PIPE, stderr=child)
    process.communicate(timeout=120)
    seen = os.read(parent, 1_000_000).decode()
    assert "services" in seen
    assert "reading" in seen or "writing" in seen


def test_an_interrupted_load_ends_with_130_and_no_traceback(sources: Shell, engine: Engine) -> None:
    rows = "\n".join(f"{n},Service {n},5,Keystone" for n in range(200_000))
    (sources.folder / "services.csv").write_text(f"Nr,Service,RTO,By\n{rows}\n")
    with sources.started("load", "services") as process:
        time.sleep(2.5)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Traceback" not in err

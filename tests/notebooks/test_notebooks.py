"""The notebooks: each runs from top to bottom on the demo, shows what was planted there, and says what it said when kept."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import httpx
import nbformat
import pytest
import yaml

from graph.engine import connect
from graph.settings import read_settings
from notebooks.demo_server import demo
from notebooks.running import NOTEBOOKS, run, said
from queries.assessment.assess import assess
from queries.catalogue import catalogue
from queries.contract import FindingStatus
from queries.frameworks import frameworks
from queries.organisation import organisation

ROOT = Path(__file__).parents[2]
NAMES = [path.stem for path in NOTEBOOKS]
PLANTED = {gap["id"]: gap["alarms"] for gap in yaml.safe_load((ROOT / "demo/gaps.yaml").read_text(encoding="utf-8"))["gaps"]}
STARTER = """
import sys, time
from notebooks.demo_server import demo
with demo("--data", sys.argv[1]) as address:
    print(address, flush=True)
    time.sleep(60)
"""
Run = Callable[[str], nbformat.NotebookNode]

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the demo's graph is kept."""
    return tmp_path_factory.mktemp("notebooks") / "data"


@pytest.fixture(scope="module")
def address(data: Path) -> Iterator[str]:
    """Address of the GraphQL of a process that serves the demo."""
    with demo("--data", str(data)) as address:
        yield address


@pytest.fixture(scope="module")
def ran(address: str) -> Iterator[Run]:
    """Runs a notebook, once for the tests of this file."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CLAUSEGRAPH_GRAPHQL", address)
        yield cache(lambda name: run(ROOT / "notebooks" / f"{name}.ipynb"))


def kept(name: str) -> nbformat.NotebookNode:
    return nbformat.read(ROOT / "notebooks" / f"{name}.ipynb", as_version=4)


def line(notebook: nbformat.NotebookNode, *words: str) -> bool:
    """Whether some line that it says has all the words."""
    return any(all(word in text for word in words) for text in "\n".join(said(notebook)).splitlines())


def test_there_is_one_for_each_question() -> None:
    assert NAMES == ["concentration", "section-4-coverage", "third-party-impact"]


@pytest.mark.parametrize("name", NAMES)
def test_it_begins_with_its_question_and_ends_with_what_to_do(name: str) -> None:
    cells = kept(name).cells
    assert "**The question.**" in cells[0].source
    assert cells[-1].source.startswith("## What to do next\n")


@pytest.mark.parametrize("name", NAMES)
def test_it_says_what_it_said_when_it_was_kept_and_shows_a_picture(ran: Run, name: str) -> None:
    fresh = ran(name)
    assert said(fresh) == said(kept(name)), "run `make notebooks`"
    for notebook in (fresh, kept(name)):
        outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
        assert any("image/png" in output.get("data", {}) for output in outputs)
        assert not [output for output in outputs if output.get("name") == "stderr"]


@pytest.mark.parametrize("name", NAMES)
def test_it_names_no_machine(ran: Run, name: str, address: str) -> None:
    written = nbformat.writes(ran(name))
    assert address not in written
    assert str(ROOT) not in written


def test_third_party_impact_shows_the_outage_of_this_morning(ran: Run) -> None:
    notebook = ran("third-party-impact")
    for supplier in PLANTED["today"]["supplier-works-now"]:
        assert line(notebook, supplier, "down")
    for service in ("Customer portal", "Patient portal", "Data exchange"):
        assert line(notebook, f"{service} > Customer identity > Keystone Directory")
    assert line(notebook, "Managed network", "critical", "False")
    for service in PLANTED["today"]["failing-service-has-an-incident"]:
        assert line(notebook, service, "none")


def test_third_party_impact_finds_the_one_trench(ran: Run) -> None:
    notebook = ran("third-party-impact")
    for supplier in ("Ostwind Telecom", "Meridian Net"):
        assert line(notebook, supplier, "lines", "Seabed Fibre")
    for service in PLANTED["one-trench"]["redundancy-has-no-common-cause"]:
        assert line(notebook, service, "alarm", "Seabed Fibre")


def test_section_4_coverage_shows_every_gap_that_is_planted_there(ran: Run) -> None:
    notebook, framework = ran("section-4-coverage"), "iso-20000-1-2011"
    titles = {f"{framework}/{r.ref}": r.title for r in frameworks()[framework].requirements if r.ref.startswith("4")}
    tested = {check for check, refs in frameworks()[framework].checks.items() if any(ref.startswith("4") for ref in refs)}
    planted = [(check, what) for alarms in PLANTED.values() for check in alarms.keys() & tested for what in alarms[check]]
    about_clauses = {check for check in tested if catalogue().checks[check].resource == "Requirement"}
    expected = [titles.get(what) if check in about_clauses else what for check, what in planted]
    assert len(expected) > 10
    assert [what for what in expected if what and not line(notebook, what)] == []


async def test_section_4_coverage_counts_as_the_product_does(ran: Run, data: Path) -> None:
    framework = frameworks()["iso-20000-1-2011"]
    settings = read_settings(ROOT / "demo/clausegraph.yaml", data=data, uri="")
    async with connect(settings, read_only=True) as engine:
        coverage = await assess(engine, framework, today=settings.day, section="4", known=organisation(settings))
    notebook = ran("section-4-coverage")
    for clause in coverage.clauses:
        counts = [str(clause.count(status)) for status in map(FindingStatus, ("alarm", "accepted", "info", "ok", "skip"))]
        rows = [text.split()[-5:] for text in "\n".join(said(notebook)).splitlines() if text.startswith(f"{clause.ref}  ")]
        assert counts in rows, clause.ref


def test_section_4_coverage_says_who_is_missing_and_what_others_run(ran: Run) -> None:
    notebook = ran("section-4-coverage")
    assert line(notebook, "4.1.4", "Management representative")
    assert line(notebook, "Management representative is held by nobody today.")
    assert line(notebook, "4.2", "Service desk operation")
    assert line(notebook, "Deskwell operates it and its own Jorid Maas holds Service desk process owner.")


def test_concentration_shows_the_cloud_in_one_hand(ran: Run) -> None:
    notebook, planted = ran("concentration"), PLANTED["cloud-in-one-hand"]
    services = planted["critical-service-has-no-single-supplier"]
    for service in services:
        assert line(notebook, service, "99.9", "99.5")
    for supplier in planted["critical-supplier-has-exit-plan"]:
        assert line(notebook, supplier, "alarm")
    hang = (", ".join(planted["country-concentration-is-limited"]), f" {len(services)} ", "57 %")
    for group in ("Aster Holding", "IE"):
        assert line(notebook, group, *hang)


def test_the_demo_ends_with_whoever_started_it_however_that_ends(data: Path, address: str) -> None:
    with subprocess.Popen([sys.executable, "-c", STARTER, str(data)], cwd=ROOT, stdout=subprocess.PIPE, text=True) as starter:
        assert starter.stdout
        another = starter.stdout.readline().strip().replace("/graphql", "/healthz")
        assert httpx.get(another).status_code == 200
        starter.send_signal(signal.SIGKILL)
    assert gone(another)
    assert httpx.get(address.replace("/graphql", "/healthz")).status_code == 200


def gone(where: str, seconds: float = 20) -> bool:
    """Whether nobody answers there any more, at the latest after so long."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            httpx.get(where)
        except httpx.TransportError:
            return True
        time.sleep(0.2)
    return False


def test_a_demo_that_cannot_be_served_says_why() -> None:
    with pytest.raises(RuntimeError, match=r"The demo cannot be served\.\n.*own configuration"), demo("--config", "other.yaml"):
        pass

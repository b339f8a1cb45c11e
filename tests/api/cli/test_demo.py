"""`clausegraph demo` as a newcomer runs it: what it prints, that it ends well, and that it touches nothing of theirs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from graph.engine import Engine, Statement
from tests.api.cli.running import Ran, Shell

README = (Path(__file__).parents[3] / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> tuple[Ran, Ran, Path]:
    """The demo run twice from one folder, where a configuration and an environment of one's own name another engine."""
    folder = tmp_path_factory.mktemp("newcomer")
    (folder / "clausegraph.yaml").write_text("organisation: Mine\nuri: bolt://127.0.0.1:9\n")
    (folder / ".env").write_text("CLAUSEGRAPH_URI=bolt://127.0.0.1:9\n")
    shell = Shell(folder, {"CLAUSEGRAPH_URI": "bolt://127.0.0.1:9"})
    words = ("demo", "--no-serve", "--data", str(folder / "demo-data"))
    return shell(*words), shell(*words), folder


def counts(told: Ran) -> dict[str, list[str]]:
    """The table of sources: name → its numbers."""
    return {found[1]: found[2].split() for found in re.finditer(r"^([a-z]+) +((?:[\d,]+ *){7})$", told.out, re.MULTILINE)}


@pytest.mark.slow
def test_it_ends_well_although_one_source_is_cut_off(runs: tuple[Ran, Ran, Path]) -> None:
    first, second, _ = runs
    assert (first.code, first.err, second.code, second.err) == (0, "", 0, "")
    assert "inventory could not be read: inventory/" in first.out
    assert "Nothing of it was deleted" in first.out


@pytest.mark.slow
def test_it_says_what_each_source_gave(runs: tuple[Ran, Ran, Path]) -> None:
    first, second, _ = runs
    assert len(counts(first)) > 10
    assert all(int(numbers[0].replace(",", "")) > 0 for numbers in counts(first).values())
    assert all(numbers[1:4] == ["0", "0", "0"] for numbers in counts(second).values()), "the second run changes nothing"
    assert {name: numbers[4:] for name, numbers in counts(first).items()} == {name: n[4:] for name, n in counts(second).items()}


@pytest.mark.slow
def test_it_shows_section_4_by_clause_and_the_ten_worst_gaps_with_reasons(runs: tuple[Ran, Ran, Path]) -> None:
    out = runs[0].out
    assert "4.2 Governance of processes operated by other parties" in out
    assert not re.search(r"^(5|6|7|8|9)\.\d ", out, re.MULTILINE)
    gaps = out.partition("The 10 worst of ")[2].partition("is down.")[0]
    assert len(re.findall(r"^\W*4\.\d", gaps, re.MULTILINE)) >= 10
    assert len(re.split(r"\n\s*\n", gaps.partition("─\n")[2].rpartition("\n\n")[0].rstrip())) == 10
    assert "Jonas Ahl audited Change management" in " ".join(gaps.split())


@pytest.mark.slow
def test_the_readme_shows_what_it_prints_of_each_supplier_that_is_down(runs: tuple[Ran, Ran, Path]) -> None:
    (excerpt,) = re.findall(r"^```\n(\w[^`]* is down\. .*?)^```$", README, re.MULTILINE | re.DOTALL)
    printed = "\n".join(line.rstrip() for line in runs[0].out.splitlines())
    assert excerpt in printed
    assert printed.count(" is down. What becomes of ") == 2


@pytest.mark.slow
def test_it_fits_a_terminal_of_80_columns_and_breaks_no_name(runs: tuple[Ran, Ran, Path]) -> None:
    out = runs[0].out
    commands = re.compile(r"^clausegraph --config .*$", re.MULTILINE)
    assert max(map(len, commands.sub("", out).splitlines())) <= 80
    assert re.search(r"^4\.5\.4\.2 .*\n4\.5\.5\.1 ", out, re.MULTILINE), "the numbers of clauses stand below each other"


@pytest.mark.slow
def test_it_writes_only_into_its_own_data_folder(runs: tuple[Ran, Ran, Path]) -> None:
    folder = runs[2]
    assert sorted(path.name for path in folder.iterdir()) == [".env", "clausegraph.yaml", "demo-data"]


def test_it_has_its_own_configuration(bare: Shell) -> None:
    (bare.folder / "clausegraph.yaml").write_text("today: 2026-01-01\n")
    told = bare("--config", "clausegraph.yaml", "demo", "--no-serve")
    assert (told.code, told.err.strip()) == (2, "clausegraph: The demo has its own configuration. Leave --config out.")


async def test_it_stays_away_from_a_graph_that_holds_something_else(shell: Shell, engine: Engine) -> None:
    run = "(:Run {id: 'r', name: 'r', status: 'finished', finished_at: '2026-01-01T00:00:00Z'})"
    await engine.write([Statement(f"CREATE {run}-[:OF]->(:Source {{id: 'mine', name: 'mine'}})")])
    flags = (
        ["--data", shell.env["CLAUSEGRAPH_DATA"]] if "CLAUSEGRAPH_DATA" in shell.env else ["--uri", shell.env["CLAUSEGRAPH_URI"]]
    )
    told = shell("demo", "--no-serve", *flags)
    assert told.code == 2
    assert "This graph holds other sources: mine." in told.err

"""How the house is kept: layers, sizes, names, and nothing in it that belongs to one machine or one registry."""

from __future__ import annotations

import ast
import re
import shutil
import statistics
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("graph", "queries", "api")
MODULES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
PILES = {"utils", "util", "helpers", "helper", "manager", "managers", "base", "common", "misc", "shared"}
BELONGS_ELSEWHERE = {
    "an index address": r"(?<!no-emit-)index-url|trusted-host|registry\s*=\s*\S*//|<repository>|/simple/",
    "a path of one machine": r"(?<![\w.~}-])/(work|root|home|Users)/\w",
}


def tracked() -> list[Path]:
    if not shutil.which("git") or not (ROOT / ".git").exists():
        pytest.skip("this is no git clone")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    paths = (ROOT / name for name in listed.stdout.split("\0") if name)
    return [path for path in paths if path.is_file() and path != Path(__file__)]


def functions() -> Iterator[tuple[str, int]]:
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                assert node.end_lineno
                yield f"{path.relative_to(ROOT)}:{node.lineno} {node.name}", node.end_lineno - node.lineno + 1


def test_imports_go_from_api_to_queries_to_graph_and_never_back() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    assert f"Contracts: {len(contracts)} kept, 0 broken" in ran.stdout


def test_a_file_is_one_idea() -> None:
    lines = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert not [str(path.relative_to(ROOT)) for path, length in lines.items() if length > 400]
    assert statistics.median(lines.values()) <= 100


def test_functions_are_short() -> None:
    lengths = dict(functions())
    assert statistics.quantiles(lengths.values(), n=4)[2] <= 10, "three of four functions fit in ten lines"
    long = [name for name, length in lengths.items() if length > 35]
    assert len(long) <= len(lengths) / 100, long


def test_no_module_is_a_pile() -> None:
    assert not [path for path in MODULES if PILES & {part.lower() for part in (path.stem, path.parent.name)}]


def test_the_tests_mirror_the_packages() -> None:
    folders = [path for package in PACKAGES for path in (ROOT / "tests" / package).rglob("test_*.py")]
    strays = {path.parent.relative_to(ROOT / "tests") for path in folders} - {path.parent.relative_to(ROOT) for path in MODULES}
    assert not {stray for stray in strays if not (ROOT / stray).is_dir()}


@pytest.mark.parametrize("what", BELONGS_ELSEWHERE)
def test_no_file_carries(what: str) -> None:
    found = []
    for path in tracked():
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="ignore").splitlines(), 1):
            if match := re.search(BELONGS_ELSEWHERE[what], line):
                found.append(f"{path.relative_to(ROOT)}:{number}: {match[0]}")
    assert not found


def test_the_menu_has_a_line_of_help_for_every_target() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = set(re.findall(r"^\.PHONY: (.+)$", makefile, flags=re.MULTILINE)[0].split()) - {"menu"}
    menu = subprocess.run(["make", "--no-print-directory"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert set(re.findall(r"^  make (\w+) +\w", menu, flags=re.MULTILINE)) == phony
    assert max(map(len, menu.splitlines())) <= 120


def test_every_environment_variable_of_the_example_is_one_that_is_read() -> None:
    from graph.settings import Settings

    example = re.findall(r"^#?([A-Z0-9_]+)=", (ROOT / ".env.example").read_text(encoding="utf-8"), flags=re.MULTILINE)
    compose = set(re.findall(r"(?<!\$)\$\{(\w+)", (ROOT / "docker-compose.yml").read_text(encoding="utf-8")))
    settings = {f"CLAUSEGRAPH_{name.upper()}" for name in Settings.model_fields}
    assert example
    assert not set(example) - compose - settings
    assert not compose - set(example)

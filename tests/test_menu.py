"""`make` on a machine that has Python or has not: it finds the right one, or says what is wrong and what to do."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
NAMES = ("python3.14", "python3.13", "python3.12", "python3.11", "python3", "python")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with nothing but the menu and the locks, and with no interpreter on the path."""
    for name in ("Makefile", "pyproject.toml", "requirements.lock", "requirements-dev.lock"):
        shutil.copy(ROOT / name, tmp_path)
    for name in NAMES:
        put(tmp_path, name, "exit 127")
    return tmp_path


def put(project: Path, name: str, script: str) -> None:
    """Makes `name` on the path this script."""
    folder = project / "path"
    folder.mkdir(exist_ok=True)
    folder.joinpath(name).write_text(f"#!/bin/sh\n{script}\n")
    folder.joinpath(name).chmod(0o755)


def make_venv(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    path = f"{project / 'path'}:/usr/bin:/bin"
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))}
    command = ["make", "--no-print-directory", ".venv/bin/python", *arguments]
    return subprocess.run(command, cwd=project, env={**environment, "PATH": path}, capture_output=True, text=True)


def test_without_a_python_it_says_which_ones_would_do(project: Path) -> None:
    ran = make_venv(project)
    assert ran.returncode != 0
    assert "Python 3.11, 3.12, 3.13 or 3.14 is needed, and none was found." in ran.stderr
    assert "make PYTHON=/path/to/python3" in ran.stderr


@pytest.mark.parametrize("version", ["3.9.2", "3.15.0", "2.7.18"])
def test_a_python_too_old_or_too_new_is_passed_over_and_named(project: Path, version: str) -> None:
    put(project, "python3", f"echo {version}")
    ran = make_venv(project)
    assert ran.returncode != 0
    assert f"python3 is {version}" in ran.stderr


def test_a_python_that_cannot_make_environments_is_named_with_the_remedy(project: Path) -> None:
    put(project, "python3", 'case "$2" in *ensurepip*) exit 1;; esac; echo 3.12.3')
    ran = make_venv(project)
    assert ran.returncode != 0
    assert "python3 (3.12.3) cannot make a virtual environment" in ran.stderr
    assert "apt-get install python3-venv" in ran.stderr
    assert not (project / ".venv").exists()


def test_the_python_that_was_named_is_the_only_one_looked_at(project: Path) -> None:
    put(project, "python3", f'exec "{sys.executable}" "$@"')
    ran = make_venv(project, "PYTHON=python-of-mine")
    assert ran.returncode != 0
    assert "python-of-mine does not run" in ran.stderr
    assert not (project / ".venv").exists()


@pytest.mark.slow
def test_it_takes_the_first_good_python_and_makes_the_environment_once(project: Path) -> None:
    put(project, "python3.13", "echo 3.9.0")
    put(project, "python3", f'exec "{sys.executable}" "$@"')
    first, second = make_venv(project), make_venv(project)
    assert first.returncode == 0, first.stderr
    assert first.stdout.startswith("Making .venv with python3 (3.1")
    assert (project / ".venv" / "bin" / "pip").exists()
    assert second.stdout.startswith("make: '.venv/bin/python' is up to date")

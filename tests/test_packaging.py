"""The locks install what pyproject.toml asks for, from anywhere, and the wheel carries all that the code reads."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections import defaultdict
from itertools import product
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
LOCKS = {"requirements.lock": ("install",), "requirements-dev.lock": ("install", "dev")}
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
MACHINES = (
    {"sys_platform": "linux", "platform_machine": "x86_64", "platform_system": "Linux", "os_name": "posix"},
    {"sys_platform": "linux", "platform_machine": "aarch64", "platform_system": "Linux", "os_name": "posix"},
    {"sys_platform": "darwin", "platform_machine": "arm64", "platform_system": "Darwin", "os_name": "posix"},
    {"sys_platform": "darwin", "platform_machine": "x86_64", "platform_system": "Darwin", "os_name": "posix"},
    {"sys_platform": "win32", "platform_machine": "AMD64", "platform_system": "Windows", "os_name": "nt"},
)
ENVIRONMENTS = [
    {**machine, "python_version": python, "python_full_version": f"{python}.1", "implementation_name": "cpython"}
    for python, machine in product(PYTHONS, MACHINES)
]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def asked(lock: str) -> list[Requirement]:
    groups = (PYPROJECT["dependency-groups"][group] for group in LOCKS[lock])
    return [Requirement(text) for texts in (PYPROJECT["project"]["dependencies"], *groups) for text in texts]


def pinned(lock: str) -> dict[str, list[Requirement]]:
    text = (ROOT / lock).read_text(encoding="utf-8").replace("\\\n", " ")
    found = defaultdict(list)
    for line in text.splitlines():
        requirement = Requirement(line.split(" --hash=")[0].strip())
        found[canonicalize_name(requirement.name)].append(requirement)
    return found


def applies(requirement: Requirement, environment: dict[str, str]) -> bool:
    return requirement.marker is None or requirement.marker.evaluate(environment)


@pytest.mark.parametrize(
    "environment", ENVIRONMENTS, ids=lambda e: f"{e['python_version']}-{e['sys_platform']}-{e['platform_machine']}"
)
@pytest.mark.parametrize("lock", LOCKS)
def test_the_lock_pins_one_good_version_of_everything_that_is_asked_for(lock: str, environment: dict[str, str]) -> None:
    pins = pinned(lock)
    for wanted in asked(lock):
        if applies(wanted, environment):
            (pin,) = (p for p in pins[canonicalize_name(wanted.name)] if applies(p, environment))
            (version,) = pin.specifier
            assert version.operator == "=="
            assert wanted.specifier.contains(version.version, prereleases=True), f"{lock} is out of date: run `make lock`"


@pytest.mark.parametrize("lock", LOCKS)
def test_every_line_of_the_lock_is_a_pin_with_hashes_and_names_no_place(lock: str) -> None:
    lines = (ROOT / lock).read_text(encoding="utf-8").splitlines()
    pin, digest = re.compile(r"[a-z0-9][a-z0-9.-]*==\S+( ; [^\\]+)? \\"), re.compile(r"    --hash=sha256:[0-9a-f]{64}( \\)?")
    assert lines
    assert not [line for line in lines if not pin.fullmatch(line) and not digest.fullmatch(line)]


def test_tests_run_on_the_versions_that_users_get() -> None:
    users, tests = pinned("requirements.lock"), pinned("requirements-dev.lock")
    assert all([str(p.specifier) for p in tests[name]] == [str(p.specifier) for p in pins] for name, pins in users.items())


def test_the_embedded_engine_is_there_wherever_it_has_a_wheel() -> None:
    (engine,) = pinned("requirements.lock")["arcadedb-embedded"]
    without = [e for e in ENVIRONMENTS if not applies(engine, e)]
    assert {(e["sys_platform"], e["platform_machine"]) for e in without} == {("darwin", "x86_64")}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    for package in ("graph", "queries", "api"):
        shutil.copytree(ROOT / package, source / package, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE", "NOTICE"):
        shutil.copy(ROOT / name, source)
    command = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(folder), str(source)]
    ran = subprocess.run(command, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    (built,) = folder.glob("*.whl")
    return built


@pytest.mark.slow
def test_the_wheel_carries_every_file_of_the_packages_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        carried = {name for name in archive.namelist() if ".dist-info/" not in name}
    expected = {
        path.relative_to(ROOT).as_posix()
        for package in ("graph", "queries", "api")
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert carried == expected


@pytest.mark.slow
def test_the_wheel_carries_licence_and_notice(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {name.rpartition("/")[2] for name in archive.namelist() if ".dist-info/" in name}
        metadata = archive.read(next(name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))).decode()
    assert {"LICENSE", "NOTICE"} <= names
    assert "License-Expression: Apache-2.0" in metadata

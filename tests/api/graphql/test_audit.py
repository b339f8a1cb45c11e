"""The audit of GraphQL over HTTP that comes with the npm package graphql-http, against a server on a real socket."""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
from pathlib import Path

import filelock
import orjson
import pytest

from graph.settings import Settings
from tests.api.visiting import serving

AUDIT = Path(__file__).parent / "audit"
CACHE = Path(__file__).parents[3] / ".clausegraph" / "test-audit"
AUDITS = 61


@pytest.fixture(scope="module")
def installed() -> Path:
    """The folder where the audit can be run; the test is skipped where it cannot be had, in CI it fails."""
    problem = "" if shutil.which("node") and shutil.which("npm") else "There is no node with npm: install them."
    if not problem:
        CACHE.mkdir(parents=True, exist_ok=True)
        with filelock.FileLock(CACHE / "install.lock"):
            for path in AUDIT.iterdir():
                shutil.copy(path, CACHE)
            command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline"]
            ran = subprocess.run(command, cwd=CACHE, capture_output=True, text=True, timeout=300)
            problem = f"npm does not bring the audit: {ran.stderr[-500:]}" if ran.returncode else ""
    if problem and os.environ.get("CI") == "true":
        pytest.fail(problem)
    if problem:
        pytest.skip(problem)
    return CACHE


async def test_every_audit_is_passed(installed: Path, arcadedb_settings: Settings) -> None:
    async with serving(arcadedb_settings) as address:
        command = ["node", str(installed / "run.js"), f"{address}/graphql"]
        ran = await asyncio.create_subprocess_exec(*command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        out, err = await ran.communicate()
    results = [orjson.loads(line) for line in out.splitlines()]
    assert not [f"{r['id']} {r['name']}: {r['reason']}" for r in results if r["status"] != "ok"], err.decode()
    assert len(results) == AUDITS

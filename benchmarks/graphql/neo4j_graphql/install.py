"""Its packages, installed once, outside what is kept in git."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

HERE = Path(__file__).parent
FOLDER = HERE.parents[2] / ".clausegraph" / "bench-node"
SCHEMA = HERE / "schema.graphql"


def versions() -> dict[str, str]:
    """Of node and of what the server is made of."""
    wanted: dict[str, str] = json.loads((HERE / "package.json").read_text())["dependencies"]
    node = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout
    return {"node": node.strip().removeprefix("v"), **{f"npm {name}": version for name, version in wanted.items()}}


def command() -> list[str]:
    """How the server is started; installs what it needs, as the lock says, where it is not there."""
    if not shutil.which("npm"):
        raise SystemExit("@neo4j/graphql needs node and npm.")
    FOLDER.mkdir(parents=True, exist_ok=True)
    wanted = (HERE / "package-lock.json").read_text()
    done = FOLDER / "installed.json"
    if not done.exists() or done.read_text() != wanted:
        for name in ("package.json", "package-lock.json"):
            shutil.copy(HERE / name, FOLDER)
        subprocess.run(["npm", "ci", "--silent", "--ignore-scripts"], cwd=FOLDER, check=True)
        done.write_text(wanted)
    shutil.copy(HERE / "server.mjs", FOLDER)
    return ["node", str(FOLDER / "server.mjs"), str(SCHEMA)]

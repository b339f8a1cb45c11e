"""Writes typed_client: what ariadne-codegen makes of docs/schema.graphql and the documents in questions/.

The generator wants an older graphql-core than the server, so it has a lock and an environment of its own, in build/.
"""

from __future__ import annotations

import subprocess
import sys
import venv
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from filelock import FileLock

HERE = Path(__file__).parent
ROOT = HERE.parent
LOCK = HERE / "codegen.lock"
CLIENT = "typed_client"


def generate(folder: Path) -> Path:
    """Writes the client into a folder and gives its own; raises RuntimeError, with what was said, where that fails."""
    python = _installed()
    with TemporaryDirectory() as scratch:
        told = Path(scratch) / "codegen.toml"
        settings = (HERE / "codegen.toml").read_text(encoding="utf-8")
        there = f'[tool.ariadne-codegen]\ntarget_package_path = "{folder.as_posix()}"\n'
        told.write_text(settings.replace("[tool.ariadne-codegen]\n", there, 1), encoding="utf-8")
        _run(python, "-m", "ariadne_codegen", "--config", told, "client")
    return folder / CLIENT


def _installed() -> Path:
    """The interpreter that has the generator; installs it once for each state of the lock."""
    home = ROOT / "build" / f"codegen-{sha256(LOCK.read_bytes()).hexdigest()[:12]}"
    home.parent.mkdir(exist_ok=True)
    python, done = home / "bin" / "python", home / "installed"
    if sys.platform == "win32":
        python = home / "Scripts" / "python.exe"
    with FileLock(f"{home}.lock"):
        if not done.exists():
            venv.create(home, clear=True, with_pip=True)
            _run(python, "-m", "pip", "install", "--quiet", "--no-compile", "--require-hashes", "-r", LOCK)
            done.touch()
    return python


def _run(*command: str | Path) -> None:
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8")
    if ran.returncode:
        raise RuntimeError(f"{' '.join(map(str, command))}\n{ran.stdout}{ran.stderr}")


if __name__ == "__main__":
    generate(HERE)

"""Scripts, styles and signs: their address names their content, so that a browser keeps them for good, and none that is old."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles

_FOLDERS = {
    "vis/": Path(str(files("pyvis") / "templates" / "lib" / "vis-9.1.2")),
    "": Path(str(files("api") / "static")),
}
"""By the start of an address below /static/; what is longer comes first."""
_PREFIX = "/static/"


@cache
def version() -> str:
    """A word for the content of all of them."""
    read = hashlib.sha256()
    for name, content in _contents():
        read.update(f"{name}\0{len(content)}\0".encode() + content)
    return read.hexdigest()[:16]


def _contents() -> Iterator[tuple[str, bytes]]:
    for start, folder in _FOLDERS.items():
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                yield f"{start}{path.relative_to(folder).as_posix()}", path.read_bytes()


def asset(name: str) -> str:
    """The address of a file, such as `vis/vis-network.min.js`; what it imports by a relative path has the same version."""
    return f"{_PREFIX}{version()}/{name}"


def is_kept(path: str) -> bool:
    """Whether what is at this address never changes."""
    return path.startswith(asset(""))


def mount(app: FastAPI) -> None:
    """Serves them by their version, and by name alone."""
    for prefix in (asset(""), _PREFIX):
        for start, folder in _FOLDERS.items():
            app.mount(f"{prefix}{start}".rstrip("/"), StaticFiles(directory=folder))

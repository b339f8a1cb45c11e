"""`clausegraph` in a process of its own that has imported everything before: it runs from its first moment on.

Importing takes a command most of its time, and tests run hundreds. A server process imports once (standard library,
`multiprocessing`, forkserver), each command is a fork of it with folder, environment, arguments and output of its own.
What must be seen from the very start of an interpreter (`serve`, imports, signals) is started as users start it.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import time
from collections.abc import Mapping, Sequence
from multiprocessing.context import ForkServerProcess
from pathlib import Path

_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(["tests.forked_imports"])


def start(words: Sequence[str], folder: Path, environment: Mapping[str, str], out: Path, err: Path) -> ForkServerProcess:
    """Starts `clausegraph` with these words; what it says goes into two files, which may be the same."""
    process = _FORKS.Process(target=_main, args=(words, folder, dict(environment), out, err))
    process.start()
    return process


def _main(words: Sequence[str], folder: Path, environment: dict[str, str], out: Path, err: Path) -> None:
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    _streams(out, err)
    os.chdir(folder)
    sys.path[0] = str(folder)
    sys.argv = ["clausegraph", *words]
    from api.cli.main import main

    main()


def _streams(out: Path, err: Path) -> None:
    """Output as of a process in a pipe; `main` is imported after this, since it asks whether a terminal listens."""
    for number, path in ((1, out), (2, err)):
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND)
        os.dup2(file, number)
        os.close(file)
    sys.stdout, sys.stderr = (os.fdopen(number, "w", encoding="utf-8", closefd=False) for number in (1, 2))

"""`clausegraph`, ended as soon as whoever started it is gone, however that happened: its standard input ends then."""

from __future__ import annotations

import os
import signal
import sys
import threading

from api.cli.main import main


def _end_with_the_starter() -> None:
    sys.stdin.read()
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    threading.Thread(target=_end_with_the_starter, daemon=True).start()
    main()

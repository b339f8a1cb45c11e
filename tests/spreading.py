"""How the tests are shared between processes: those of a file on one engine stay together, those of a fault stand alone."""

from __future__ import annotations

import re

from xdist.scheduler import LoadScopeScheduling


class Spreading(LoadScopeScheduling):
    """What a file prepares once is prepared in one process; the tests of `faults` take long and share nothing."""

    def _split_scope(self, nodeid: str) -> str:
        file, _, test = nodeid.partition("::")
        if "/faults/" in file:
            return nodeid
        engine = re.search(r"\[(arcadedb|neo4j)\b", test)
        return f"{file} {engine[1]}" if engine else file

"""How the tests are shared between processes: those of a file on one engine stay together, those of a fault stand alone.

What runs many checks on a Neo4j stays together too: a server plans each of them once, which takes 40 s of the processor.
"""

from __future__ import annotations

import re

from xdist.scheduler import LoadScopeScheduling

_MANY_CHECKS = re.compile("^tests/(queries|demo|api/cli|api/packs)/")


class Spreading(LoadScopeScheduling):
    """What a file prepares once is prepared in one process; the tests of `faults` take long and share nothing."""

    def _split_scope(self, nodeid: str) -> str:
        file, _, test = nodeid.partition("::")
        if "/faults/" in file:
            return nodeid
        engine = re.search(r"\[(arcadedb|neo4j)\b", test)
        if engine and engine[1] == "neo4j" and _MANY_CHECKS.match(file):
            return "checks on a Neo4j"
        return f"{file} {engine[1]}" if engine else file

"""Findings that several assessments ask for alike: frameworks name many of the same checks."""

from __future__ import annotations

import asyncio
import json
from collections import defaultdict
from collections.abc import Awaitable, Callable, Hashable, Mapping
from typing import Any

from queries.contract import Check
from queries.findings import Finding


class Once:
    """What checks found in a graph that stays as it is: each is worked out once for the same values, however many ask."""

    def __init__(self) -> None:
        self._found: dict[Hashable, list[Finding]] = {}
        self._turns = defaultdict[Hashable, asyncio.Lock](asyncio.Lock)

    async def findings(
        self, check: Check, values: Mapping[str, Any], work: Callable[[], Awaitable[list[Finding]]]
    ) -> list[Finding]:
        """What `work` gave for the check with these values, or gives now; those who ask meanwhile wait for it."""
        key = check.name, check.statement, json.dumps(values, sort_keys=True)
        async with self._turns[key]:
            if key not in self._found:
                self._found[key] = await work()
            return self._found[key]

"""Every page, and every part that a page fetches later, is the same on both engines, to the letter.

All but a way from node to node: of several that are as short an engine may take any.
"""

from __future__ import annotations

import httpx
import pytest

from api.pages.start_parts import PARTS
from tests.api.pages.every_page import ESTATE_PAGES

LATER = [part.path for part in PARTS] + [f"/questions/{name}?part=all" for name in ("suppliers-by-state", "supplier-is-reviewed")]


@pytest.mark.parametrize("path", [*(path for path in ESTATE_PAGES if "to=" not in path), *LATER])
async def test_a_page_is_the_same_on_both_engines(hostile: str, hostile_on_neo4j: str, path: str) -> None:
    async with httpx.AsyncClient(timeout=60) as client:
        here, there = [await client.get(f"{address}{path}") for address in (hostile, hostile_on_neo4j)]
    assert here.status_code == there.status_code
    assert there.text.replace(hostile_on_neo4j, hostile).splitlines() == here.text.splitlines()

"""What pages share: work that is done once for everybody is not bound by the limit of one request."""

from __future__ import annotations

import asyncio

import pytest

from api.packs.noting import Noting
from api.pages.site import Rows, Site
from graph.engine import Engine
from graph.errors import TookTooLong
from graph.settings import Settings
from queries.impact.snapshot import ByGraph
from queries.organisation import organisation
from tests.api.visiting import LOADED

EDITIONS = "iso-20000-1-2011", "iso-20000-1-2018"
LONG = "UNWIND range(1, 300) AS a UNWIND range(1, 300) AS b RETURN max((a * b) % 7) + count(*) AS answer"


async def test_what_is_worked_out_for_everybody_may_take_longer_than_a_request(
    engine: Engine, settings_for_engine: Settings
) -> None:
    limited = engine.on_behalf_of({}, timeout=0.001)
    site = Site(lambda: limited, lambda: engine, settings_for_engine, organisation(settings_for_engine), ByGraph())
    asked = 0

    async def work(unhurried: Site) -> Rows:
        nonlocal asked
        asked += 1
        return [{"answer": count} for (count,) in await unhurried.engine().read(LONG)]

    with pytest.raises(TookTooLong):
        await limited.read(LONG)
    assert [await site.remember("answer", work) for _ in range(2)] == [[{"answer": 90_006}]] * 2
    assert asked == 1
    await engine.write([LOADED])
    await site.remember("answer", work)
    assert asked == 2


async def test_a_check_that_several_frameworks_name_is_asked_once_until_a_load_ends(
    engine: Engine, settings_for_engine: Settings
) -> None:
    noting = Noting(engine)
    known = organisation(settings_for_engine)
    site = Site(lambda: noting, lambda: noting, settings_for_engine, known, ByGraph())
    named = {name for edition in EDITIONS for name in known.frameworks[edition].checks}

    def asked() -> list[str]:
        checks = {check.statement: check.name for check in known.catalogue.checks.values()}
        return sorted(checks[one.text] for one in noting.asked if one.text in checks)

    await asyncio.gather(*(site.assessment(edition) for edition in EDITIONS))
    assert await site.findings([known.catalogue.find_check(name) for name in sorted(named)])
    assert asked() == sorted(named)
    await engine.write([LOADED])
    await site.assessment(EDITIONS[0])
    assert asked() == sorted([*named, *known.frameworks[EDITIONS[0]].checks])

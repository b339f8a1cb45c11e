"""kill -9 of a load at any moment, then a load: the graph is that of a load nobody killed."""

import asyncio
import random
import time

import pytest

from graph import sources
from graph.engine import Statement
from graph.records.fingerprint import fingerprint
from tests.faults.estate import Estate

SIZE = 1_100
"""Services; the embedded engine takes them in more than one batch."""
POINTS = 4
"""For a first load, and as many for an update."""


@pytest.fixture
def estate(tmp_path, settings_for_engine):
    return Estate(tmp_path / "org", settings_for_engine)


async def empty(engine):
    await engine.write([Statement("MATCH (n) DETACH DELETE n")])


async def whole(engine, estate, moment):
    """Fingerprint after a load of this moment that nobody kills, and how long that load took."""
    started = time.monotonic()
    process = estate.write(SIZE, moment).process()
    await asyncio.to_thread(process.join)
    assert process.exitcode == 0, estate.said.read_text()
    return await fingerprint(engine), time.monotonic() - started


async def killed(engine, estate, moment, seconds):
    """Starts a load of this moment and kills it after so many seconds; whether it was still running."""
    process = estate.write(SIZE, moment).process()
    await asyncio.sleep(seconds)
    process.kill()
    await asyncio.to_thread(process.join)
    assert process.exitcode in (-9, 0), estate.said.read_text()
    return process.exitcode != 0


async def mended(engine, estate, right):
    """The next load ends well and leaves what a load that nobody killed leaves."""
    results = await sources.load(engine, estate.settings)
    assert [r.status for r in results] == ["finished"]
    assert await engine.read("MATCH (s:Source) WHERE s.loading IS NOT NULL RETURN s.id") == []
    assert await fingerprint(engine) == right


async def survives(engine, estate, name, seconds, loads, *, from_nothing=False):
    """Kills these loads in turns until enough kills met a running one; after each, the next leaves what is right."""
    chance, hits = random.Random(f"{name}/{engine.kind}"), 0
    for turn in range(8 * POINTS):
        moment, right = loads[turn % len(loads)]
        if from_nothing:
            await empty(engine)
        hit = await killed(engine, estate, moment, chance.uniform(0.2, 1) * seconds)
        await mended(engine, estate, right)
        hits += hit
        if hits == POINTS:
            return
        seconds *= 0.97 if hit else 0.8  # loads grow faster
    pytest.fail(f"Only {hits} kills met a running load.")


@pytest.mark.slow
async def test_a_killed_first_load_leaves_nothing_that_the_next_does_not_mend(engine, estate):
    await whole(engine, estate, "first")  # the server's compiler warms up
    await empty(engine)
    right, seconds = await whole(engine, estate, "first")
    await survives(engine, estate, "first", seconds, [("first", right)], from_nothing=True)


@pytest.mark.slow
async def test_a_killed_update_leaves_nothing_that_the_next_does_not_mend(engine, estate):
    """There and back: what the update changed, the next one changes back."""
    await whole(engine, estate, "first")
    right = {}
    for moment in ("changed", "first"):
        right[moment] = await whole(engine, estate, moment)
    seconds = min(took for _, took in right.values())
    await survives(engine, estate, "update", seconds, [(moment, right[moment][0]) for moment in ("changed", "first")])

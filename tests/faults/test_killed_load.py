"""kill -9 of a load at any moment, then a load: the graph is that of a load nobody killed."""

import asyncio
import random
import signal
import time

import pytest

from graph import sources
from graph.engine import Statement
from graph.records.fingerprint import fingerprint
from tests.faults.estate import Estate

SIZE = 1_500
POINTS = 10
"""For a first load, and as many for an update."""


@pytest.fixture
def estate(tmp_path, settings_for_engine):
    return Estate(tmp_path / "org", settings_for_engine)


async def clean(engine, estate, *moments):
    """Fingerprint after these loads, none killed; and how long the last took as a command."""
    await engine.write([Statement("MATCH (n) DETACH DELETE n")])
    seconds = 0.0
    for moment in moments:
        estate.write(SIZE, moment)
        started = time.monotonic()
        command = estate.command()
        assert await asyncio.to_thread(command.wait) == 0, command.stderr.read()
        seconds = time.monotonic() - started
    return await fingerprint(engine), seconds


async def killed(estate, moment, seconds):
    """Starts a load of this moment and kills it after so many seconds; whether it was still running."""
    command = estate.write(SIZE, moment).command()
    await asyncio.sleep(seconds)
    running = command.poll() is None
    command.send_signal(signal.SIGKILL)
    await asyncio.to_thread(command.wait)
    return running


@pytest.mark.slow
@pytest.mark.parametrize("before", [[], ["first"]], ids=["first load", "update"])
async def test_a_killed_load_leaves_nothing_that_the_next_does_not_mend(engine, estate, before):
    moment = "changed" if before else "first"
    await clean(engine, estate, *before, moment)  # the server's compiler warms up
    right, seconds = await clean(engine, estate, *before, moment)
    moments = random.Random(f"{moment}/{engine.kind}")
    hits = 0
    for _ in range(3 * POINTS):
        if before:
            await clean(engine, estate, *before)
        else:
            await engine.write([Statement("MATCH (n) DETACH DELETE n")])
        after = moments.uniform(0.4, 1.0) * seconds
        if await killed(estate, moment, after):
            hits += 1
        else:
            seconds *= 0.95  # it had ended: loads are faster by now
        results = await sources.load(engine, estate.settings)
        assert [r.status for r in results] == ["finished"]
        assert await fingerprint(engine) == right, f"killed after {after:.2f} s"
        assert await engine.read("MATCH (s:Source) WHERE s.loading IS NOT NULL RETURN s.id") == []
        if hits == POINTS:
            return
    pytest.fail(f"Only {hits} kills met a running load.")

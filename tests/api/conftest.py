"""What the tests of the command line and the pages share: an estate, a server on it, a browser."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, Request

from graph.engine import Engine, Statement
from graph.settings import Settings
from tests.api.visiting import CHROMIUM, ESTATE, NO_CHROMIUM, TODAY, Visit, launched, serving


@pytest.fixture
async def estate(engine: Engine) -> Engine:
    """An engine that holds a small provider, hostile names and an empty corner included."""
    await engine.write([Statement(ESTATE)])
    return engine


@pytest.fixture
def estate_settings(settings_for_engine: Settings) -> Settings:
    """Settings of the same engine, on the day of the tests."""
    return settings_for_engine.model_copy(update={"today": TODAY, "organisation": "Fixture & <b>Sons</b>"})


@pytest.fixture
async def served(estate: Engine, estate_settings: Settings) -> AsyncIterator[str]:
    """Address of a server on the estate."""
    async with serving(estate_settings) as address:
        yield address


@pytest.fixture(scope="session")
async def chromium() -> AsyncIterator[Browser]:
    """A real Chromium; the test is skipped where there is none, in CI it fails."""
    if not CHROMIUM:
        if os.environ.get("CI") == "true":
            pytest.fail(NO_CHROMIUM)
        pytest.skip(NO_CHROMIUM)
    async with launched() as browser:
        yield browser


@pytest.fixture
async def browser(chromium: Browser) -> AsyncIterator[Visit]:
    """A fresh browser profile that keeps a list of its complaints and requests; 1400 x 900, light."""
    context = await chromium.new_context(viewport={"width": 1400, "height": 900}, color_scheme="light")
    visit = Visit(context)

    def note(request: Request) -> None:
        visit.requests.append(request.url)

    context.on("request", note)
    yield visit
    await context.close()

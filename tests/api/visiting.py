"""A server on a real socket, and a browser that remembers what went wrong in it."""

from __future__ import annotations

import asyncio
import os
import shutil
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import uvicorn
from playwright.async_api import Browser, BrowserContext, Page, async_playwright

from api.server import create_app
from graph.engine import Statement
from graph.settings import Settings

TODAY = "2026-11-23"
ESTATE = (Path(__file__).parent / "estate.cypher").read_text(encoding="utf-8")
LOADED = Statement("CREATE (:Run {id: 'run/by-hand/1', name: 'run/by-hand/1', status: 'finished'})")
"""Tells a server, which may have read the graph by now, that it has changed."""
CHROMIUM = os.environ.get("CLAUSEGRAPH_TEST_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
NO_CHROMIUM = "No Chromium: install it, or name it in CLAUSEGRAPH_TEST_CHROMIUM"
# Without these Chromium asks its maker's servers for updates and names at every start.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@asynccontextmanager
async def serving(settings: Settings, host: str = "127.0.0.1") -> AsyncIterator[str]:
    """The application behind a real socket; gives its address."""
    app = create_app(settings, host=host)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="off"))
        async with app.router.lifespan_context(app):
            task = asyncio.create_task(server._serve([listener]))
            try:
                yield f"http://127.0.0.1:{listener.getsockname()[1]}"
            finally:
                server.should_exit = True
                await task


@asynccontextmanager
async def launched() -> AsyncIterator[Browser]:
    """A real Chromium without a window."""
    if not CHROMIUM:
        raise SystemExit(f"{NO_CHROMIUM}.")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        await browser.close()


@dataclass
class Visit:
    """A browser of its own, and everything that went wrong in it."""

    context: BrowserContext
    complaints: list[str] = field(default_factory=list)
    """Errors of the console and of scripts."""
    requests: list[str] = field(default_factory=list)
    """Addresses that were asked for."""

    async def open(self, address: str) -> Page:
        """A page at the address, loaded to the end."""
        page = await self.context.new_page()
        page.on("console", lambda said: self.complaints.append(said.text) if said.type in ("error", "warning") else None)
        page.on("pageerror", lambda problem: self.complaints.append(str(problem)))
        await page.goto(address, wait_until="load")
        return page

    def elsewhere(self) -> list[str]:
        """Requests that would have left this machine."""
        return [url for url in self.requests if not url.startswith(("http://127.0.0.1:", "data:", "blob:"))]

"""Takes the pictures of README and docs from the demo: python -m tests.api.pages.docs_pictures"""

from __future__ import annotations

import asyncio
import io
import tempfile
from pathlib import Path

from PIL import Image
from playwright.async_api import Page

from graph.engine import connect
from graph.settings import Settings
from tests.api.pages.looking import drawn
from tests.api.visiting import launched, serving
from tests.demo.conftest import configured, load

FOLDER = Path(__file__).parents[3] / "docs" / "pictures"
SIZE = (1280, 880)
SHOWN = {
    "start": "/",
    "map": "/map?of=Payment%20gateway",
    "impact": "/impact?supplier=Ostwind%20Telecom&supplier=Keystone%20Directory",
    "coverage": "/coverage/iso-20000-1-2018",
}
"""Address of each picture, by its name."""


async def take() -> None:
    """All of them, on an engine of their own."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(config=Path(folder) / "clausegraph.yaml", data=Path(folder) / "data", uri="")
        async with connect(settings) as engine:
            await load(engine, settings, "before", ".")
            async with serving(configured(settings)) as address, launched() as browser:
                page = await browser.new_page(viewport={"width": SIZE[0], "height": SIZE[1]}, color_scheme="light")
                for name, path in SHOWN.items():
                    await _taken(page, address + path, FOLDER / f"{name}.png")


async def _taken(page: Page, address: str, file: Path) -> None:
    answer = await page.goto(address, wait_until="load")
    if not answer or answer.status != 200:
        raise SystemExit(f"{address} is not there.")
    await drawn(page)
    await asyncio.to_thread(_kept, await page.screenshot(), file)


def _kept(taken: bytes, file: Path) -> None:
    Image.open(io.BytesIO(taken)).convert("RGB").quantize(128).save(file, optimize=True)
    print(f"{file.name}: {file.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    FOLDER.mkdir(parents=True, exist_ok=True)
    asyncio.run(take())

"""What goes over the wire: compressed for readers of this site, kept by browsers for good where the address names the content."""

from __future__ import annotations

import re

import httpx
import pytest

from api.pages.assets import asset
from api.server import create_app
from graph.settings import Settings

FILES = ["page.js", "pages.css", "icon.svg", "vis/vis-network.min.js", "picture/picture.js"]


def client(settings: Settings) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(create_app(settings), raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1", headers={"accept": "text/html"})


@pytest.mark.parametrize("name", FILES)
async def test_a_file_is_kept_for_good_at_the_address_of_its_content_and_for_a_while_at_its_name(name: str) -> None:
    async with client(Settings()) as ask:
        kept, named = await ask.get(asset(name)), await ask.get(f"/static/{name}")
    assert kept.status_code == named.status_code == 200
    assert kept.content == named.content
    assert "immutable" in kept.headers["cache-control"]
    assert "immutable" not in named.headers["cache-control"]


async def test_an_address_of_other_content_is_not_there() -> None:
    async with client(Settings()) as ask:
        assert (await ask.get("/static/0123456789abcdef/page.js")).status_code == 404


async def test_a_page_names_only_files_that_are_there() -> None:
    async with client(Settings()) as ask:
        named = re.findall(r'(?:href|src)="(/static/[^"]+)"', (await ask.get("/nothing-here")).text)
        assert len(named) >= 3
        assert [(await ask.get(path)).status_code for path in named] == [200] * len(named)


@pytest.mark.parametrize(("site", "encoding"), [("same-origin", "gzip"), ("none", "gzip"), ("cross-site", ""), ("same-site", "")])
async def test_pages_are_compressed_but_not_where_another_site_asks(site: str, encoding: str) -> None:
    async with client(Settings()) as ask:
        page = await ask.get("/nothing-here", headers={"sec-fetch-site": site})
    assert page.headers.get("content-encoding", "") == encoding
    assert "</html>" in page.text


async def test_who_does_not_ask_for_compression_gets_none() -> None:
    async with client(Settings()) as ask:
        page = await ask.get("/nothing-here", headers={"accept-encoding": "identity"})
    assert "content-encoding" not in page.headers

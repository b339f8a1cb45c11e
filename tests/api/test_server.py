"""The server around the pages: health, headers, names it answers to, errors as pages, an engine that goes away."""

from __future__ import annotations

import asyncio
from pathlib import Path

import httpx
import psutil
import pytest

from api.connection import Connection
from api.server import is_loopback
from graph.settings import Settings
from tests.api.visiting import serving

HTML = {"accept": "text/html"}


async def get(address: str, path: str, **headers: str) -> httpx.Response:
    async with httpx.AsyncClient(base_url=address, timeout=30) as client:
        return await client.get(path, headers=headers)


async def test_health_and_readiness(served: str) -> None:
    assert (await get(served, "/healthz")).json() == {"status": "up"}
    ready = await get(served, "/readyz")
    assert (ready.status_code, ready.json()) == (200, {"engine": "up"})


@pytest.mark.parametrize(
    "path", ["/", "/impact", "/nothing", "/healthz", "/impact/data?supplier=x", "/static/pages.css", "/graphql"]
)
async def test_every_answer_tells_the_browser_what_it_may_not_do(served: str, path: str) -> None:
    headers = (await get(served, path, **HTML)).headers
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "unsafe-eval" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cache-control"] != "no-store" or not path.startswith("/static")
    assert headers["cache-control"] in ("no-store", "no-cache") or path.startswith("/static")


@pytest.mark.parametrize(
    ("host", "status"), [("127.0.0.1", 200), ("localhost:8000", 200), ("evil.example", 400), ("127.0.0.1.evil.example", 400)]
)
async def test_only_names_of_this_machine_are_answered_on_loopback(served: str, host: str, status: int) -> None:
    assert (await get(served, "/", host=host)).status_code == status


async def test_any_name_is_answered_where_others_are_meant_to_reach_it(estate_settings: Settings) -> None:
    async with serving(estate_settings, host="0.0.0.0") as address:
        assert (await get(address, "/healthz", host="graph.example")).status_code == 200


@pytest.mark.parametrize(
    ("host", "loopback"),
    [
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("::1", True),
        ("[::1]", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("a.b", False),
    ],
)
def test_which_hosts_are_loopback(host: str, loopback: bool) -> None:
    assert is_loopback(host) is loopback


async def test_an_error_is_a_page_for_people_and_json_for_programs(served: str) -> None:
    page = await get(served, "/no/<b>such</b>", **HTML)
    assert page.status_code == 404
    assert "There is nothing at /no/&lt;b&gt;such&lt;/b&gt;." in page.text
    assert (await get(served, "/none")).json() == {"error": "There is nothing at /none.", "remedy": ""}
    assert (await get(served, f"/impact?supplier={'x' * 501}", **HTML)).status_code == 400


@pytest.mark.parametrize(
    "path", ["/static/../server.py", "/static/%2e%2e/server.py", "/static/vis/../../pyvis/network.py", "/docs", "/openapi.json"]
)
async def test_nothing_else_of_the_installation_is_served(served: str, path: str) -> None:
    assert (await get(served, path)).status_code == 404


async def test_the_start_page_says_whose_graph_it_is_and_what_is_in_it(served: str) -> None:
    text = (await get(served, "/", **HTML)).text
    assert "Fixture &amp; &lt;b&gt;Sons&lt;/b&gt;" in text
    assert "<dt>Services</dt><dd>7</dd>" in text
    assert 'href="/impact"' in text
    assert 'href="/graphql"' in text
    assert "Keystone Directory" in text


def engine_of(data: Path) -> psutil.Process:
    """The engine's own process on a data folder."""
    (found,) = (
        p
        for p in psutil.process_iter(["cmdline"])
        if (words := p.info["cmdline"]) and f"{data}/engine" in " ".join(words) and "java" in words[0]
    )
    return found


async def test_a_killed_embedded_engine_is_told_and_comes_back(tmp_path: Path) -> None:
    settings = Settings(config=tmp_path / "clausegraph.yaml", data=tmp_path / "data", uri="")
    async with Connection(settings, watch_seconds=0.5) as connection:
        assert await connection.answers()
        engine_of(tmp_path / "data").kill()
        await asyncio.sleep(0.1)
        assert not await connection.answers()
        async with asyncio.timeout(60):
            while not await connection.answers():  # noqa: ASYNC110  (another process starts)
                await asyncio.sleep(0.2)


async def test_readiness_is_503_while_no_engine_answers(tmp_path: Path) -> None:
    settings = Settings(config=tmp_path / "clausegraph.yaml", data=tmp_path / "data", uri="")
    async with serving(settings) as address:
        engine_of(tmp_path / "data").kill()
        await asyncio.sleep(0.1)
        ready = await get(address, "/readyz")
        assert (ready.status_code, ready.json()) == (503, {"engine": "down"})
        page = await get(address, "/", **HTML)
        assert page.status_code == 503
        assert "That did not work" in page.text
        assert (await get(address, "/healthz")).status_code == 200

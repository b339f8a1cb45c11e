"""A live source is fetched within limits, with patience, and fails with one clear error."""

from __future__ import annotations

import gzip
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.errors import SourceFailed
from graph.loaders.addresses import fetch, is_address, shown
from graph.loaders.contract import Limits, Origin
from graph.loaders.patience import Patience
from tests.graph.loaders.web import Answer, Site, serving

QUICK = Patience(timeout_seconds=1, retries=2, pause_seconds=0.01)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as found:
        yield found


def origin(**limits: int) -> Origin:
    return Origin("status", Path(), limits=Limits(**limits))


async def test_the_text_and_its_digest(site: Site) -> None:
    to = origin()
    assert await fetch(site.put("/a.json", '{"a": "ü"}') + "?key=secret", to, QUICK) == '{"a": "ü"}'
    assert list(to.digests) == [f"{site.address}/a.json"]


async def test_it_tries_again_when_the_server_is_busy(site: Site) -> None:
    address = site.put("/a", Answer(status=503), Answer(status=429, headers={"Retry-After": "0"}), "well")
    assert await fetch(address, origin(), QUICK) == "well"
    assert len(site.asked) == 3


async def test_it_gives_up_and_says_how_often_it_tried(site: Site) -> None:
    address = site.put("/a", Answer(status=500))
    with pytest.raises(SourceFailed, match=r"/a: It answered 500 Internal Server Error \(3 attempts\)\."):
        await fetch(address, origin(), QUICK)


async def test_it_does_not_ask_twice_for_what_is_not_there(site: Site) -> None:
    with pytest.raises(SourceFailed, match="404 Not Found"):
        await fetch(site.address + "/none", origin(), QUICK)
    assert site.asked == ["/none"]


async def test_a_query_or_password_never_stands_in_an_error(site: Site) -> None:
    address = site.address.replace("http://", "http://ann:hunter2@") + "/none?token=hunter3"
    with pytest.raises(SourceFailed) as caught:
        await fetch(address, origin(), QUICK)
    assert "hunter" not in str(caught.value)
    assert shown("https://[broken?token=x") == "https://[broken"


async def test_an_answer_that_is_too_big_is_not_read_to_its_end(site: Site) -> None:
    with pytest.raises(SourceFailed, match="more than 1,000 bytes"):
        await fetch(site.put("/a", "x" * 1001), origin(file_bytes=1000), QUICK)


async def test_a_compressed_answer_counts_by_what_it_grows_to(site: Site) -> None:
    bomb = Answer(gzip.compress(b"0" * 8_000_000), headers={"Content-Encoding": "gzip"})
    with pytest.raises(SourceFailed, match="more than 100,000 bytes"):
        await fetch(site.put("/a", bomb), origin(file_bytes=100_000), QUICK)


async def test_a_server_that_never_answers(site: Site) -> None:
    address = site.put("/a", Answer(b"late", wait=60))
    with pytest.raises(SourceFailed, match=r"did not answer within 0\.2 s"):
        await fetch(address, origin(), Patience(0.2, 1, 0.01))


async def test_a_server_that_drips(site: Site) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(10)
        import threading

        def drip() -> None:
            connection, _ = listening.accept()
            with connection:
                connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
                for _ in range(200):
                    time.sleep(0.05)
                    try:
                        connection.sendall(b"x")
                    except OSError:
                        return

        thread = threading.Thread(target=drip)
        thread.start()
        started = time.monotonic()
        with pytest.raises(SourceFailed, match="did not answer"):
            await fetch(f"http://127.0.0.1:{listening.getsockname()[1]}/a", origin(), Patience(0.2, 0))
        assert time.monotonic() - started < 5
        thread.join()


async def test_nobody_listens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    with pytest.raises(SourceFailed, match="cannot be reached"):
        await fetch(f"http://127.0.0.1:{port}/a", origin(), QUICK)


@pytest.mark.parametrize("body", [b"", b"  \n"])
async def test_an_empty_answer_is_a_failure(site: Site, body: bytes) -> None:
    with pytest.raises(SourceFailed, match="empty"):
        await fetch(site.put("/a", Answer(body)), origin(), QUICK)


async def test_an_answer_that_is_no_text(site: Site) -> None:
    with pytest.raises(SourceFailed, match="not utf-8 text"):
        await fetch(site.put("/a", Answer(b"\xff\xfe\xfa"[::-1])), origin(), QUICK)


async def test_redirects_are_followed_but_not_for_ever(site: Site) -> None:
    site.put("/b", "there")
    assert await fetch(site.put("/a", Answer(status=302, headers={"Location": "/b"})), origin(), QUICK) == "there"
    with pytest.raises(SourceFailed, match="cannot be read"):
        await fetch(site.put("/c", Answer(status=302, headers={"Location": "/c"})), origin(), QUICK)


@pytest.mark.parametrize("address", ["http://", "http://[", "https://exa mple/", "http://127.0.0.1:99999/"])
async def test_an_address_that_is_none(address: str) -> None:
    with pytest.raises(SourceFailed):
        await fetch(address, origin(), Patience(1, 0))


def test_only_the_web_is_an_address() -> None:
    assert is_address("HTTPS://status.example/a")
    assert not is_address("file:///etc/passwd")
    assert not is_address("status/http.json")

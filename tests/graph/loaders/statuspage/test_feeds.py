"""Whose feed it is, and where it comes from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graph.errors import SourceFailed, WrongUse
from tests.graph.loaders.reading import SHARED, Given, read
from tests.graph.loaders.statuspage.feeds import page, said
from tests.graph.loaders.web import Answer, Site, serving


class TestWhoseFeed:
    async def test_a_file_that_is_nobodys_is_rejected(self, tmp_path: Path) -> None:
        files = {"a.json": page("none"), "deep/b.json": page("critical")}
        given = await read("statuspage", tmp_path, files, {"feeds": {"a.json": {"supplier": "A"}}})
        assert list(given.records) == ["supplier/a"]
        assert given.rejected[0].file == "deep/b.json"
        assert "options.feeds" in given.rejected[0].remedy

    async def test_a_feed_without_file_fails_the_source(self, tmp_path: Path) -> None:
        feeds = {"a.json": {"supplier": "A"}, "b*.json": {"supplier": "B"}}
        with pytest.raises(SourceFailed, match=r"no file for the feed b\*\.json"):
            await read("statuspage", tmp_path, {"a.json": page("none")}, {"feeds": feeds})

    async def test_two_feeds_of_one_supplier_count_together(self, tmp_path: Path) -> None:
        files = {"a.json": page("none"), "b.json": page("minor")}
        given = await read("statuspage", tmp_path, files, {"feeds": {"*.json": {"supplier": "A"}}})
        assert said(given, "supplier/a")[0] == "degraded"
        assert given["supplier/a"].file == "b.json"

    async def test_a_supplier_known_by_its_lei_or_a_key(self, tmp_path: Path) -> None:
        files = {"a.json": page("none"), "b.json": page("none")}
        feeds = {"a.json": {"lei": "549300example0lei018"}, "b.json": {"identity": "erp:4711"}}
        given = await read("statuspage", tmp_path, files, {"feeds": feeds})
        assert given["supplier/549300EXAMPLE0LEI018"].properties == {"lei": "549300EXAMPLE0LEI018", "state": "up"}
        assert given["supplier/erp:4711"].identities == ("erp:4711",)

    @pytest.mark.parametrize(
        ("options", "words"),
        [
            ({}, "feeds"),
            ({"feeds": {}}, "feeds"),
            ({"feeds": {"a.json": {}}}, "supplier, lei or identity"),
            ({"feeds": {"a.json": {"suplier": "A"}}}, "suplier"),
            ({"feeds": {"a.json": {"supplier": "A", "components": {"x": {"label": "Resource", "name": "y"}}}}}, "identity"),
            ({"feeds": {"a.json": {"supplier": "A", "states": {"major": "broken"}}}}, "major"),
            ({"feeds": {"a.json": {"lei": "short"}}}, "lei"),
            ({"feeds": {"a.json": {"supplier": "A"}}, "retries": 99}, "retries"),
        ],
    )
    async def test_options_that_cannot_be_meant(self, tmp_path: Path, options: Any, words: str) -> None:
        with pytest.raises(WrongUse, match=words):
            await read("statuspage", tmp_path, {"a.json": page("none")}, options)


class TestLive:
    @pytest.fixture
    def site(self) -> Iterator[Site]:
        with serving() as found:
            yield found

    @staticmethod
    async def live(folder: Path, feeds: Any, **more: Any) -> Given:
        options = {"feeds": feeds, "timeout_seconds": 0.5, "retries": 0}
        return await read("statuspage", folder, {}, options, path=(), **more)

    async def test_an_address_among_the_feeds(self, tmp_path: Path, site: Site) -> None:
        addresses = [site.put(f"/{n}/summary.json", page(word)) for n, word in enumerate(("none", "critical"))]
        given = await self.live(tmp_path, {a: {"supplier": f"S{n}"} for n, a in enumerate(addresses)})
        assert {key: said(given, key)[0] for key in given.records} == {"supplier/s0": "up", "supplier/s1": "down"}
        assert given["supplier/s0"].file == addresses[0]
        assert sorted(given.digests) == sorted(addresses)

    async def test_the_address_of_the_source(self, tmp_path: Path, site: Site) -> None:
        url = site.put("/api/v2/summary.json", page("minor"))
        given = await self.live(tmp_path, {"summary.json": {"supplier": "S"}}, url=url)
        assert said(given, "supplier/s")[0] == "degraded"

    async def test_files_and_addresses_together(self, tmp_path: Path, site: Site) -> None:
        address = site.put("/a", page("critical"))
        feeds = {"*.json": {"supplier": "F"}, address: {"supplier": "L"}}
        given = await read("statuspage", tmp_path, {"f.json": page("none")}, {"feeds": feeds})
        assert {key: said(given, key)[0] for key in given.records} == {"supplier/l": "down", "supplier/f": "up"}

    @pytest.mark.parametrize(
        "answer",
        [
            Answer(b"gone", 404),
            Answer(page("none").encode(), 500),
            Answer(b"<html>All good</html>"),
            Answer(b""),
            Answer(page("none").encode(), wait=30),
            Answer(page("none").encode()[:40]),
        ],
    )
    async def test_an_address_that_gives_no_feed_fails_the_source(self, tmp_path: Path, site: Site, answer: Answer) -> None:
        with pytest.raises(SourceFailed, match=site.address):
            await self.live(tmp_path, {site.put("/s.json", answer): {"supplier": "S"}})


class TestRealFeeds:
    """Real answers, copied by hand by other people."""

    @pytest.fixture(autouse=True)
    def _there(self) -> None:
        if not (SHARED / "statuspage").is_dir():
            pytest.skip("the real files are not here")

    async def test_they_say_what_their_pages_said(self) -> None:
        feeds = {
            "github_summary*": {"supplier": "GitHub", "components": {"API Requests": "Code hosting"}},
            "statuspage_docs*": {"supplier": "Sample", "components": {"Management Portal": "Portal"}},
            "google_cloud*": {"supplier": "Google Cloud", "components": {"Secret Manager": "Secrets"}},
        }
        given = await read("statuspage", SHARED, {}, {"feeds": feeds}, path="statuspage")
        assert not given.rejected
        assert {key: said(given, key) for key in given.records} == {
            "supplier/github": ("up", None),
            "service/code hosting": ("up", None),
            "supplier/sample": ("degraded", "2014-05-14T20:22:39Z"),
            "service/portal": ("down", "2014-05-14T20:34:44Z"),
            "supplier/google cloud": ("degraded", "2022-07-19T14:17:00Z"),
            "service/secrets": ("down", "2022-07-19T14:17:00Z"),
        }

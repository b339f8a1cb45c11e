"""The loader `statuspage` says what a supplier's feed says, and never that it is up when the feed was not understood."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from graph.errors import SourceFailed
from graph.loaders.contract import Limits
from tests.graph.loaders.reading import Given, read
from tests.graph.loaders.statuspage.feeds import EXAMPLES, component, incident, one, page, said


class TestStatuspage:
    @pytest.mark.parametrize(
        ("indicator", "state"),
        [("none", "up"), ("minor", "degraded"), ("major", "degraded"), ("critical", "down"), ("maintenance", "degraded")],
    )
    async def test_the_indicator_is_the_state(self, tmp_path: Path, indicator: str, state: str) -> None:
        given = await one(tmp_path, page(indicator))
        assert said(given) == (state, None)
        assert given["supplier/ostwind"].properties["name"] == "Ostwind"
        assert not given.rejected

    @pytest.mark.parametrize("indicator", ["", "fine", "NONE", "operational!"])
    async def test_an_indicator_nobody_knows_is_unknown_and_reported(self, tmp_path: Path, indicator: str) -> None:
        given = await one(tmp_path, page(indicator))
        assert said(given) == ("unknown", None)
        assert given.rejected[0].field == "status.indicator"

    @pytest.mark.parametrize("status", [None, {}, [], "none", {"indicator": None}, {"indicator": {"none": 1}}])
    async def test_a_status_without_indicator_is_unknown(self, tmp_path: Path, status: Any) -> None:
        given = await one(tmp_path, page(status=status))
        assert said(given)[0] == "unknown"
        assert given.rejected

    async def test_since_is_when_the_earliest_open_incident_began(self, tmp_path: Path) -> None:
        several = [
            incident(created_at="2026-11-23T09:05:00Z", started_at="2026-11-23T08:00:00.5+02:00"),
            incident(created_at="2026-11-23T06:30:00Z"),
            incident(impact="none", created_at="2026-11-01T06:30:00Z"),
            incident(created_at="2026-11-20T06:30:00Z", resolved_at="2026-11-20T08:00:00Z", status="resolved"),
        ]
        assert said(await one(tmp_path, page("major", incidents=several))) == ("degraded", "2026-11-23T06:00:00Z")

    async def test_without_incident_it_is_when_the_component_changed(self, tmp_path: Path) -> None:
        parts = [component("API", "partial_outage"), component("Web", "operational", updated_at="2020-01-01T00:00:00Z")]
        assert said(await one(tmp_path, page("minor", components=parts))) == ("degraded", "2026-11-23T06:00:00Z")

    async def test_when_up_it_is_when_the_last_incident_ended(self, tmp_path: Path) -> None:
        ended = [incident(status="resolved", resolved_at=f"2026-11-{day}T08:00:00+01:00") for day in ("20", "21", "19")]
        assert said(await one(tmp_path, page("none", incidents=ended))) == ("up", "2026-11-21T07:00:00Z")

    @pytest.mark.parametrize("time", ["yesterday", "2026-11-23 07:05", "0000-00-00T00:00:00Z", "0001-01-01T00:00:00+14:00", 7])
    async def test_a_time_that_is_none_is_left_out_and_reported(self, tmp_path: Path, time: Any) -> None:
        given = await one(tmp_path, page("major", incidents=[incident(created_at=time)]))
        assert said(given) == ("degraded", None)
        assert "no time" in given.reasons()[0]

    async def test_a_planned_maintenance_counts_once_it_has_begun(self, tmp_path: Path) -> None:
        later = incident("maintenance", status="scheduled", scheduled_for="2026-11-29T22:00:00Z")
        now = incident("maintenance", status="in_progress", scheduled_for="2026-11-23T05:00:00Z")
        assert said(await one(tmp_path, page("none", scheduled_maintenances=[later])))[0] == "up"
        parts = page("maintenance", scheduled_maintenances=[later, now])
        assert said(await one(tmp_path, parts)) == ("degraded", "2026-11-23T05:00:00Z")

    async def test_other_meanings_of_a_word(self, tmp_path: Path) -> None:
        given = await one(tmp_path, page("major"), states={"major": "down"})
        assert said(given)[0] == "down"

    async def test_incidents_alone_give_the_worst_of_the_open_ones(self, tmp_path: Path) -> None:
        several = [
            incident("minor"),
            incident("critical", created_at="2026-11-23T07:30:00Z"),
            incident("major", status="resolved"),
        ]
        assert said(await one(tmp_path, page(incidents=several))) == ("down", "2026-11-23T07:30:00Z")
        assert said(await one(tmp_path, page(incidents=[]))) == ("up", None)

    @pytest.mark.parametrize(
        ("states", "state"),
        [
            (["operational", "operational"], "up"),
            (["operational", "major_outage"], "degraded"),
            (["major_outage", "major_outage"], "down"),
            (["operational", "on fire"], "unknown"),
            (["partial_outage", "on fire"], "degraded"),
            ([], "unknown"),
        ],
    )
    async def test_components_alone(self, tmp_path: Path, states: list[str], state: str) -> None:
        parts = [component(f"C{number}", word) for number, word in enumerate(states)]
        assert said(await one(tmp_path, page(components=parts)))[0] == state

    async def test_a_group_of_components_is_not_counted_as_one(self, tmp_path: Path) -> None:
        parts = [component("Europe", "major_outage", group=True), component("API", "operational", group_id="europe")]
        assert said(await one(tmp_path, page(components=parts)))[0] == "up"

    @pytest.mark.parametrize("broken", [{"incidents": None}, {"components": {}}, {"incidents": [7]}, {"components": ["API"]}])
    async def test_a_part_that_is_not_what_it_must_be_fails_the_source(self, tmp_path: Path, broken: Any) -> None:
        with pytest.raises(SourceFailed, match=r"feed\.json:\d+"):
            await one(tmp_path, page("none", **broken))


class TestWhatMatters:
    async def test_a_component_gives_its_state_to_a_service_or_resource(self, tmp_path: Path) -> None:
        parts = [component("API", "major_outage"), component("Web", "operational")]
        meant = {"API": "Customer portal", "Web": {"label": "Resource", "identity": "cmdb:a41c"}}
        given = await one(tmp_path, page("minor", components=parts), components=meant)
        assert given["service/customer portal"].properties == {
            "name": "Customer portal",
            "state": "down",
            "state_since": "2026-11-23T06:00:00Z",
        }
        assert given["resource/cmdb:a41c"].properties == {"state": "up"}
        assert given["resource/cmdb:a41c"].identities == ("cmdb:a41c",)
        assert given["service/customer portal"].label == "Service"

    async def test_two_components_of_one_service_count_together(self, tmp_path: Path) -> None:
        parts = [component("API", "operational"), component("Web", "partial_outage"), component("Mail", "operational")]
        given = await one(tmp_path, page("none", components=parts), components=dict.fromkeys(("API", "Web", "Mail"), "Portal"))
        assert said(given, "service/portal")[0] == "degraded"
        assert len(given.records) == 2

    async def test_only_what_is_watched_counts(self, tmp_path: Path) -> None:
        parts = [component("API", "operational"), component("Web", "major_outage")]
        assert said(await one(tmp_path, page("critical", components=parts), watch=["api"]))[0] == "up"
        assert said(await one(tmp_path, page("none", components=parts), watch=["API", "web"]))[0] == "down"

    async def test_what_is_watched_but_not_there_is_unknown_and_reported(self, tmp_path: Path) -> None:
        parts = [component("API", "operational"), component("Web", "operational")]
        given = await one(tmp_path, page("none", components=parts), watch=["API", "Wep"], components={"Mial": "Managed mail"})
        assert said(given)[0] == "unknown"
        assert said(given, "service/managed mail")[0] == "unknown"
        assert [row.value for row in given.rejected] == ["Wep", "Mial"]
        assert "Did you mean Web?" in given.reasons()[0]

    async def test_a_known_outage_shows_even_when_another_component_is_missing(self, tmp_path: Path) -> None:
        given = await one(tmp_path, page("none", components=[component("API", "major_outage")]), watch=["API", "Gone"])
        assert said(given)[0] == "down"

    async def test_watching_components_in_a_feed_of_incidents(self, tmp_path: Path) -> None:
        touching = incident("critical", components=[{"id": "web", "name": "Web"}])
        known = incident("minor", status="resolved", components=[{"id": "api", "name": "API"}])
        assert said(await one(tmp_path, page(incidents=[touching, known]), watch=["Web"]))[0] == "down"
        assert said(await one(tmp_path, page(incidents=[incident("critical")]), watch=["Web"]))[0] == "down"

    async def test_the_same_name_in_two_groups(self, tmp_path: Path) -> None:
        files = {"k.json": (EXAMPLES / "keystone.json").read_text()}
        meant = {"Americas / Sign-in": "US identity", "sign-in": "Customer identity", "scim-1": "Provisioning", "Americas": "US"}
        given = await read("statuspage", tmp_path, files, {"feeds": {"k.json": {"supplier": "K", "components": meant}}})
        states = {key: said(given, key) for key in given.records}
        assert states == {
            "supplier/k": ("down", "2026-11-23T06:14:31Z"),
            "service/us identity": ("up", None),
            "service/customer identity": ("down", "2026-11-23T06:14:31Z"),
            "service/provisioning": ("up", None),
            "service/us": ("up", None),
        }


class TestGoogle:
    @staticmethod
    async def cloud(folder: Path, **feed: Any) -> Given:
        files = {"cloud.json": (EXAMPLES / "cloud.json").read_text()}
        return await read("statuspage", folder, files, {"feeds": {"*": {"supplier": "Ostwind", **feed}}})

    async def test_one_product_down_degrades_the_cloud(self, tmp_path: Path) -> None:
        given = await self.cloud(tmp_path)
        assert said(given) == ("degraded", "2026-11-22T10:00:00Z")
        assert given["supplier/ostwind"].line == 15

    async def test_the_product_itself_is_down(self, tmp_path: Path) -> None:
        meant = {"Block storage": "Virtual servers", "dbs": "Managed database", "Name service": "Names"}
        given = await self.cloud(tmp_path, components=meant, watch=["Block storage"])
        assert said(given) == ("down", "2026-11-23T05:30:00Z")
        assert said(given, "service/virtual servers") == ("down", "2026-11-23T05:30:00Z")
        assert said(given, "service/managed database") == ("degraded", "2026-11-22T10:00:00Z")
        assert said(given, "service/names") == ("up", None)
        assert given["supplier/ostwind"].line == 2

    async def test_only_what_happens_here_counts(self, tmp_path: Path) -> None:
        assert said(await self.cloud(tmp_path, locations=["eu-west-9"], watch=["blk"]))[0] == "down"
        assert said(await self.cloud(tmp_path, locations=["Zurich"], watch=["blk"]))[0] == "up"
        elsewhere = await self.cloud(tmp_path, locations=["Zurich"])
        assert said(elsewhere) == ("degraded", "2026-11-22T10:00:00Z")

    async def test_a_product_the_feed_never_named_is_unknown(self, tmp_path: Path) -> None:
        given = await self.cloud(tmp_path, watch=["Block stroage"])
        assert said(given)[0] == "unknown"
        assert "Did you mean Block storage?" in given.reasons()[0]

    async def test_an_incident_that_ended_or_is_over_counts_no_more(self, tmp_path: Path) -> None:
        over = [
            {"begin": "2026-11-01T10:00:00Z", "end": "2026-11-01T12:00:00+01:00", "status_impact": "SERVICE_OUTAGE"},
            {"begin": "2026-11-02T10:00:00Z", "most_recent_update": {"status": "AVAILABLE"}, "status_impact": "SERVICE_OUTAGE"},
        ]
        assert said(await one(tmp_path, json.dumps(over))) == ("up", "2026-11-01T11:00:00Z")

    async def test_information_leaves_it_up_and_an_unknown_word_does_not(self, tmp_path: Path) -> None:
        told = [{"begin": "2026-11-01T10:00:00Z", "status_impact": "SERVICE_INFORMATION"}]
        assert said(await one(tmp_path, json.dumps(told)))[0] == "up"
        told[0]["status_impact"] = "SERVICE_ON_FIRE"
        given = await one(tmp_path, json.dumps(told))
        assert said(given)[0] == "unknown"
        assert given.rejected[0].value == "SERVICE_ON_FIRE"

    @pytest.mark.parametrize("products", ["dbs", {"title": "dbs"}, ["dbs"]])
    async def test_products_that_are_no_list_of_products(self, tmp_path: Path, products: Any) -> None:
        with pytest.raises(SourceFailed, match="affected_products"):
            await one(tmp_path, json.dumps([{"begin": "2026-11-01T10:00:00Z", "affected_products": products}]))


class TestNeverUpByMistake:
    @pytest.mark.parametrize(
        "content",
        [
            b"",
            b"  \n",
            b"null",
            b"[]",
            b"{}",
            b"true",
            b'"up"',
            b"<html><body>All systems operational</body></html>",
            b'{"page": {"name": "x"}}',
            b'{"page": "x", "status": {"indicator": "none"}}',
            b'{"status": {"indicator": "none"}}',
            b'{"error": "rate limited"}',
            b'{"result": {"status_overall": {"status": "Operational"}}}',
            b'[{"id": 1}]',
            b"[1, 2]",
            page("none").encode()[:-3],
            page("none").encode("utf-16"),
            b"\xff\xfe\x00\x00",
            b'{"page": {}, "status": {"indicator": "none"}, "status": {"indicator": "critical"}}',
            b"[" * 100_000,
        ],
    )
    async def test_what_is_no_feed_fails_the_source(self, tmp_path: Path, content: bytes) -> None:
        if content == page("none").encode("utf-16"):
            assert said(await one(tmp_path, content))[0] == "up"
            return
        with pytest.raises(SourceFailed, match=r"feed\.json"):
            await one(tmp_path, content)

    async def test_every_cut_of_a_feed_fails_the_source(self, tmp_path: Path) -> None:
        whole = (EXAMPLES / "keystone.json").read_bytes().rstrip()
        for length in range(1, len(whole), 97):
            with pytest.raises(SourceFailed):
                await one(tmp_path, whole[:length])

    async def test_all_feeds_that_fail_are_named(self, tmp_path: Path) -> None:
        files = {"a.json": "{}", "b.json": page("none"), "c.json": "[]"}
        feeds = {f"{name}.json": {"supplier": name} for name in "abc"}
        with pytest.raises(SourceFailed, match=r"2 of 3 feeds.*a\.json:1.*c\.json:1"):
            await read("statuspage", tmp_path, files, {"feeds": feeds})

    async def test_a_feed_that_is_too_big(self, tmp_path: Path) -> None:
        feeds = {"feeds": {"a.json": {"supplier": "a"}}}
        with pytest.raises(SourceFailed, match="more than 100 bytes"):
            await read("statuspage", tmp_path, {"a.json": page("none", pad="x" * 200)}, feeds, limits=Limits(file_bytes=100))
